import { z } from "zod";
import type { Check } from "../contract/check.ts";
import { isAdapterError } from "../errors.ts";
import { items } from "./read/items.ts";
import { currencyOf } from "./orders/sale.ts";
import { readCompany, readWarehouses, type Source } from "./wire/source.ts";

const SKEW_MAX_MS = 5 * 60_000;
const SAMPLE = 5;

/** Goes through all that the connection will need, in the order in which it would fail. */
export async function checklist(source: Source, signal: AbortSignal): Promise<Check[]> {
  const reached = await attempt("reachable", async () => {
    const version = await source.client.version(signal);
    return [{ name: "reachable", ok: true, message: `Tryton ${version} answers.` }];
  });
  if (failed(reached)) return reached;
  const entered = await attempt("login", () => login(source, signal));
  if (failed(entered)) return [...reached, ...entered];
  return [
    ...reached,
    ...entered,
    clock(source),
    ...(await attempt("rights", () => rights(source, signal))),
    ...(await attempt("sample", () => sample(source, signal))),
  ];
}

async function login(source: Source, signal: AbortSignal): Promise<Check[]> {
  await source.client.login(signal);
  const company = await readCompany(source, signal);
  const message = `Logged in as ${source.settings.user}, for ${company.rec_name} (${company["currency."].code}).`;
  return [{ name: "login", ok: true, message }];
}

/** How far the clocks are apart: bookings are compared with readings by Tryton's. */
function clock({ client }: Source): Check {
  const skewMs = client.aheadMs();
  const minutes = Math.round(Math.abs(skewMs) / 60_000);
  const ok = Math.abs(skewMs) <= SKEW_MAX_MS;
  const message = ok
    ? "Its clock agrees with ours."
    : `Its clock is ${minutes} minutes ${skewMs > 0 ? "ahead" : "behind"}; set it by a time server.`;
  return { name: "clock", ok, message };
}

const Rights = z.array(z.unknown());

/** Reading needs rights on each of these; what writing needs shows only when it is tried. */
const MODELS = [
  "stock.move",
  "sale.sale",
  "stock.shipment.out",
  "account.invoice",
  "party.party",
  "account.tax",
];

async function rights(source: Source, signal: AbortSignal): Promise<Check[]> {
  const modules = await source.modules(signal);
  for (const model of MODELS) {
    const params = [[], 0, 1, null, ["create_date"]];
    await source.client.model(`${model}.search_read`, params, Rights, signal);
  }
  const missing = ["sale", "stock", "account_invoice"].filter((name) => !modules.has(name));
  if (missing.length > 0) {
    return [{ name: "rights", ok: false, message: `Modules that are not active: ${missing.join(", ")}.` }];
  }
  await currencyOf(source, (await readCompany(source, signal))["currency."].code, signal);
  const unique = modules.has("web_shop")
    ? "Tryton itself keeps an order from being entered twice."
    : "Activate the module web_shop, and Tryton itself will keep an order from being entered twice.";
  const message = `Products, stock, sales, shipments, invoices and customers can be read. ${unique}`;
  return [{ name: "rights", ok: true, message }];
}

async function sample(source: Source, signal: AbortSignal): Promise<Check[]> {
  const places = await readWarehouses(source, signal);
  const feed = items(source);
  const ids = await feed.list(0, SAMPLE, signal);
  const found = ids.length === 0 ? null : await feed.read(ids, null, signal);
  const names = (found?.records ?? []).map(({ sku, title }) => `${sku} ${title ?? ""}`.trim());
  const message =
    places.length === 0
      ? "There is no warehouse."
      : names.length === 0
        ? "No salable product with a code was found."
        : `Warehouses ${places.map(({ name }) => name).join(", ")}; products such as ${names.join("; ")}.`;
  return [{ name: "sample", ok: places.length > 0 && names.length > 0, message }];
}

async function attempt(name: Check["name"], work: () => Promise<Check[]>): Promise<Check[]> {
  try {
    return await work();
  } catch (error) {
    if (isAdapterError(error)) return [{ name, ok: false, message: error.message }];
    throw error;
  }
}

function failed(checks: readonly Check[]): boolean {
  return checks.some(({ ok }) => !ok);
}
