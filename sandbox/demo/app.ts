import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { warehouses } from "#sandbox/sources/assortment.ts";
import { fileShape, headers } from "#sandbox/sources/files.ts";
import { orderFolder } from "#sandbox/sources/order-intake.ts";
import type { ProcessSpec } from "./processes.ts";
import type { World } from "./world.ts";

const root = join(import.meta.dirname, "../..");
const readyWithinMs = 60_000;
const feedEveryMs = 1_000;
/** Node's default port for the first process, and the next one. */
export const inspectPorts = { web: 9229, worker: 9230 };
const browser = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

/** What the connection ended up with: the answer of scripts/connect-demo.ts. */
export interface Connected {
  linked: number;
  links: Record<string, number>;
  planned: number;
}

/** What the app reports about itself: the answer of scripts/agreement.ts. */
export interface AppAgreement {
  verdicts: Record<string, number>;
  blocked: Record<string, number>;
  /** Values in step by record kind, and values that wait for a person by reason. */
  agreed: Record<string, number>;
  held: Record<string, number>;
  links: Record<string, number>;
  owed: number;
  inbox: number;
  setAside: number;
  repaired: number;
  stale: number;
  applied: { requests: number; points: number; pointsMinimum: number };
}

/** Starts web and worker, and opens the app once as the merchant, which installs it. */
export async function startApp(world: World, inspect = false): Promise<void> {
  const start = (name: string, script: string, inspectPort: number) =>
    world.processes.start({ ...spec(world, name, script), ...(inspect && { inspectPort }) });
  start("web", "server.ts", inspectPorts.web);
  start("worker", "worker.ts", inspectPorts.worker);
  await answers(`${world.webUrl}/readyz`);
  const page = await fetch(await world.admin.launchUrl("/app"), { headers: { "user-agent": browser } });
  const body = await page.text();
  if (!page.ok) throw new Error(`The app answered ${page.status} to its first visit: ${body.slice(0, 500)}`);
}

/** Does what the set-up pages do, so that the first screen already shows life. */
export async function connectErp(world: World): Promise<Connected> {
  const instructions = {
    shop: world.sandbox.shop,
    adapter: "csv",
    name: "Wholesale ERP",
    settings: connectionSettings(world.erpFolder),
    everyMs: feedEveryMs,
    mappings: Object.fromEntries(warehouses.map(({ code, name }) => [code, name])),
    priceLists: Object.fromEntries(
      Object.entries(world.shop.priceListOf).map(([code, { name }]) => [code, name]),
    ),
    rules,
    orders: orderRules,
    fulfillment: fulfillmentRules,
    who: "Maya",
  };
  const script = answering(world, "connect", "scripts/connect-demo.ts");
  return JSON.parse(await world.processes.run(script, [], JSON.stringify(instructions))) as Connected;
}

export async function askApp(world: World): Promise<AppAgreement> {
  const script = answering(world, "agreement", "scripts/agreement.ts");
  return JSON.parse(await world.processes.run(script, [world.sandbox.shop], "")) as AppAgreement;
}

/** The ERP decides these fields; what it no longer sells is sold out in the shop. */
const rules = {
  "authority:description": "source",
  "authority:vendor": "source",
  "authority:weight": "source",
  discontinued: "stop-selling",
};

/** Every paid order goes to the ERP, and what either side cancels is cancelled on the other. */
const orderRules = { on: true, paidOnly: true, shopCancels: "cancel", sourceCancels: "cancel" };
const fulfillmentRules = {
  on: true,
  notifyCustomer: "tracked",
  releaseHolds: "all",
  sourceCancels: "cancel",
};

/** The settings that describe the ERP's files to the csv adapter. */
export function connectionSettings(folder: string): object {
  const { timeFormat, encoding, delimiter, decimal, timeZone } = fileShape;
  const [sku, warehouse, quantity, asOf] = headers.stock;
  return {
    place: { kind: "local", folder },
    encoding,
    delimiter,
    decimal,
    timeZone,
    arrival: "renamed",
    files: {
      items: { pattern: "items-*.csv", mode: "full", timeFormat, ...itemColumns() },
      prices: { pattern: "prices-*.csv", mode: "delta", timeFormat, columns: priceColumns() },
      rates: { pattern: "rates-*.csv", mode: "full", timeFormat, columns: rateColumns() },
      stock: {
        pattern: "stock-*.csv",
        mode: "delta",
        timeFormat,
        columns: { sku, warehouse, quantity, asOf },
      },
      ...orderFiles(timeFormat),
    },
    orders: { folder: orderFolder, amend: true, cancel: true, credit: true },
  };
}

/** The files in which the ERP reports on the orders that it was given. */
function orderFiles(timeFormat: string): object {
  const [orderName, orderKey, number, status, total, currency, bookedAt, promisedAt, asOf] = headers.bookings;
  const booked = { orderName, orderKey, number, status, total, currency, bookedAt, promisedAt, asOf };
  const [invoice, name, key, amount, money, issuedAt, invoicedAsOf] = headers.invoices;
  const invoiced = { number: invoice, orderName: name, orderKey: key, total: amount, currency: money };
  const file = { mode: "delta", timeFormat };
  return {
    orderStates: { ...file, pattern: "bookings-*.csv", columns: booked },
    shipments: { ...file, pattern: "shipments-*.csv", columns: shipmentColumns() },
    invoices: { ...file, pattern: "invoices-*.csv", columns: { ...invoiced, issuedAt, asOf: invoicedAsOf } },
  };
}

function shipmentColumns(): object {
  const [number, orderName, orderKey, warehouse, status, lineId, sku, pieces, ...others] = headers.shipments;
  const [shippedAt, deliveredAt, carrier, tracking, trackingUrl, event, eventAt, asOf] = others;
  return {
    ...{ number, orderName, orderKey, warehouse, status, lineId, sku, pieces, shippedAt, deliveredAt },
    ...{ carrier, tracking, trackingUrl, event, eventAt, asOf },
  };
}

function itemColumns(): object {
  const [sku, title, barcode, updatedAt, description, vendor, productType, ...others] = headers.items;
  const [weight, originCountry, hsCode, group, design = "", discontinued] = others;
  return {
    weightUnit: "kg",
    options: [{ name: design, column: design }],
    columns: {
      ...{ sku, title, barcode, updatedAt, description, vendor, productType, weight, originCountry, hsCode },
      ...{ group, discontinued },
    },
  };
}

function priceColumns(): object {
  const [sku, list, minQuantity, amount, currency, compareAt, cost, ...others] = headers.prices;
  const [validFrom, validUntil, asOf] = others;
  return { sku, list, minQuantity, amount, currency, compareAt, cost, validFrom, validUntil, asOf };
}

function rateColumns(): object {
  const [from, to, rate, asOf] = headers.rates;
  return { from, to, rate, asOf };
}

function spec(world: World, name: string, script: string): ProcessSpec {
  return { name, script: join(root, script), env: world.env, logFolder: world.home };
}

/** A script whose output is its answer, and nothing else. */
function answering(world: World, name: string, script: string): ProcessSpec {
  return { ...spec(world, name, script), env: { ...world.env, LOG_LEVEL: "silent" } };
}

async function answers(url: string): Promise<void> {
  const deadline = Date.now() + readyWithinMs;
  while (Date.now() < deadline) {
    try {
      if ((await fetch(url)).ok) return;
    } catch (error) {
      // The connection is refused until the server listens.
      if (!(error instanceof TypeError)) throw error;
    }
    await sleep(100);
  }
  throw new Error(`${url} was not ready within ${readyWithinMs} ms`);
}
