import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Adapter } from "#app/adapters/adapter.ts";
import type { Cursor, Reader } from "#app/adapters/contract/page.ts";
import type { OrderWriter } from "#app/adapters/contract/orders.ts";
import { csv } from "#app/adapters/csv/index.ts";
import { CsvSettings } from "#app/adapters/csv/rows/schema.ts";
import type { SourceOrder } from "#app/core/source/order.ts";
import { connectionSettings } from "#sandbox/demo/app.ts";
import { factsOf } from "#sandbox/sources/article.ts";
import type { ErpItem } from "#sandbox/sources/assortment.ts";
import { startErp, type Erp } from "#sandbox/sources/erp.ts";
import { orderFolder } from "#sandbox/sources/order-intake.ts";
import { aCredit, anOrder } from "#tests/adapters/csv/orders/an-order.ts";

const { signal } = new AbortController();
const never = 3_600_000;
const { key } = anOrder();
const id = "order-demo.myshopify.com_5001";

let folder: string;
let erp: Erp;
let adapter: Adapter;
let orders: Required<OrderWriter>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "concord-erp-"));
  await mkdir(join(folder, orderFolder));
  adapter = csv(CsvSettings.parse(connectionSettings(folder)), {});
  orders = adapter.orders as Required<OrderWriter>;
});

afterEach(async () => {
  await erp.close();
  await adapter.close();
  await rm(folder, { recursive: true });
});

const cursors = new Map<Reader<unknown>, Cursor>();

/** What the ERP has said since the last time it was asked, as Concord reads it. */
async function heard<T>(reader: Reader<T> | undefined): Promise<T[]> {
  const records: T[] = [];
  for (let done = false; reader && !done;) {
    const page = await reader.read(cursors.get(reader) ?? null, signal);
    cursors.set(reader, page.cursor);
    expect(page.setAside).toEqual([]);
    records.push(...page.records);
    done = page.done;
  }
  return records;
}

function item(sku: string, LON: number, LDS = 0): ErpItem {
  const named = { group: sku, title: sku, option: null, facts: factsOf(sku, sku, sku) };
  return {
    sku,
    description: sku,
    barcode: "",
    price: "2.55",
    soldPerWeek: 0,
    opening: { LON, LDS },
    trouble: null,
    ...named,
  };
}

async function start(
  tempo: Partial<
    Record<"bookingDelayMs" | "shippingDelayMs" | "deliveryDelayMs" | "cancelsOneIn", number>
  > = {},
): Promise<Erp> {
  erp = await startErp({
    ...{ folder, items: [item("85123A", 10, 10), item("B", 10)], exportEveryMs: never, fullEvery: never },
    ...{ bookingDelayMs: 0, shippingDelayMs: 0, deliveryDelayMs: 0, cancelsOneIn: 0, ...tempo },
  });
  return erp;
}

/** Each export carries out one step that is due of each order. */
async function days(exports: number): Promise<void> {
  for (let day = 0; day < exports; day++) {
    await erp.exportNow();
    await sleep(2);
  }
}

function withPieces(pieces: number): SourceOrder {
  const [goods, shipping] = anOrder().lines;
  if (!goods || !shipping) throw new Error("the order has two lines");
  return anOrder({ lines: [{ ...goods, quantity: pieces, total: (pieces * 2.55).toFixed(2) }, shipping] });
}

test("an order is booked after the export before it and is in the figures of the next", async () => {
  await start({ shippingDelayMs: never });
  const before = (await heard(adapter.stock)).find(
    ({ sku, warehouse }) => sku === "85123A" && warehouse === "LON",
  );
  await orders.create(anOrder(), signal);
  await days(1);
  const [state] = await heard(adapter.orderStates);
  const [after] = await heard(adapter.stock);
  expect(state).toMatchObject({
    key,
    orderName: "#1001",
    order: { id, number: "SO100001", status: "confirmed" },
  });
  expect(state?.order).toMatchObject({ total: "20.25", currency: "GBP" });
  expect(after).toMatchObject({ sku: "85123A", warehouse: "LON", quantity: 4 });
  const [earlier, booked, later] = [before?.asOf, state?.bookedAt, after?.asOf].map(
    (time) => time?.getTime() ?? 0,
  );
  expect(earlier).toBeLessThan(booked ?? 0);
  expect(booked).toBeLessThanOrEqual(later ?? 0);
});

test("an order goes out in parcels that arrive, and is invoiced", async () => {
  await start();
  await orders.create(anOrder(), signal);
  await days(2);
  const shipments = await heard(adapter.shipments);
  const last = shipments.at(-1);
  expect(last).toMatchObject({
    key,
    warehouse: "LON",
    status: "delivered",
    lines: [{ lineId: "9001", quantity: 6 }],
  });
  expect(last?.parcels[0]?.events.map(({ status }) => status)).toEqual([
    "in-transit",
    "out-for-delivery",
    "delivered",
  ]);
  expect(last?.parcels[0]?.url).toContain(last?.parcels[0]?.number);
  expect(await heard(adapter.invoices)).toMatchObject([{ key, total: "20.25", status: "posted" }]);
  expect(erp.unfinished()).toBe(0);
  expect(erp.ledger.free("85123A", "LON")).toBe(4);
});

test("lines of two warehouses leave in two shipments", async () => {
  await start();
  const [goods, shipping] = anOrder().lines;
  if (!goods || !shipping) throw new Error("the order has two lines");
  await orders.create(
    anOrder({ lines: [goods, { ...goods, id: "9002", warehouse: "LDS" }, shipping] }),
    signal,
  );
  await days(2);
  const left = erp.orders.get(key)?.shipments.map(({ warehouse, status }) => [warehouse, status]);
  expect(left).toEqual([
    ["LON", "delivered"],
    ["LDS", "delivered"],
  ]);
});

test("an order that is cancelled before it leaves goes back on the shelf", async () => {
  await start({ shippingDelayMs: never });
  await orders.create(anOrder(), signal);
  await days(1);
  expect(erp.ledger.free("85123A", "LON")).toBe(4);
  await orders.cancel(id, "CUSTOMER", signal);
  await days(1);
  expect(erp.ledger.free("85123A", "LON")).toBe(10);
  expect((await heard(adapter.orderStates)).at(-1)).toMatchObject({
    bookedAt: null,
    order: { status: "cancelled" },
  });
});

test("an order that is cancelled after it has left is refused, and nothing moves", async () => {
  await start();
  await orders.create(anOrder(), signal);
  await days(2);
  await orders.cancel(id, "CUSTOMER", signal);
  await days(1);
  expect(erp.refused).toHaveLength(1);
  expect(erp.ledger.free("85123A", "LON")).toBe(4);
});

test("an order that is changed while it is picked is picked anew", async () => {
  await start({ shippingDelayMs: 1_000 });
  await orders.create(withPieces(6), signal);
  await days(1);
  await orders.amend(id, withPieces(2), signal);
  await days(1);
  expect(erp.ledger.free("85123A", "LON")).toBe(8);
  expect((await heard(adapter.orderStates)).at(-1)?.order).toMatchObject({ total: "10.05" });
});

test("what comes back is on the shelf again and paid back, once", async () => {
  await start();
  await orders.create(anOrder(), signal);
  await days(2);
  await orders.credit(aCredit(id), signal);
  await orders.credit(aCredit(id), signal);
  await days(2);
  expect(erp.ledger.free("85123A", "LON")).toBe(5);
  expect((await heard(adapter.invoices)).map(({ total }) => total)).toEqual(["20.25", "-2.55"]);
});

test("an order that is set aside is not shipped before the shop's word came", async () => {
  await start();
  await orders.create(anOrder(), signal);
  erp.putAside(key, 0);
  await days(3);
  expect(erp.orders.get(key)?.status).toBe("confirmed");
  expect(erp.canChange(key)).toBe(true);
  await orders.cancel(id, "CUSTOMER", signal);
  await days(1);
  expect(erp.orders.get(key)?.status).toBe("cancelled");
});

test("an order that comes to what the shop said goes on, and cannot be changed once it has left", async () => {
  await start();
  erp.putAside(key, Math.round(Number(anOrder().total) * 100));
  await orders.create(anOrder(), signal);
  await days(3);
  expect(erp.orders.get(key)?.shipments.every(({ shippedAt }) => shippedAt !== null)).toBe(true);
  expect(erp.canChange(key)).toBe(false);
});

test("the ERP's own people cancel what they will not ship", async () => {
  await start({ cancelsOneIn: 1 });
  await orders.create(anOrder(), signal);
  await days(2);
  expect(erp.orders.get(key)).toMatchObject({ status: "cancelled", cancelledByErp: true });
  expect(erp.ledger.free("85123A", "LON")).toBe(10);
});

test("a file is taken once and away", async () => {
  await start();
  await orders.create(anOrder(), signal);
  await days(3);
  expect((await readdir(join(folder, orderFolder))).filter((name) => name.endsWith(".csv"))).toEqual([]);
  expect(erp.orders.size).toBe(1);
  expect(erp.refused).toEqual([]);
});
