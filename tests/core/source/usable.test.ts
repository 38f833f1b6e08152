import { describe, expect, test } from "vitest";
import type { ItemRecord, SetAsideRecord, StockRecord } from "#app/core/source/records.ts";
import type { ShipmentRecord } from "#app/core/source/order-records.ts";
import { faultIn, usable } from "#app/core/source/usable.ts";

const at = new Date("2026-12-01");
const stock: StockRecord = { sku: "PAN", warehouse: "MAIN", quantity: 5, asOf: at, origin: "a.csv, line 2" };
const item: ItemRecord = {
  sku: "PAN",
  title: "Pan",
  barcode: null,
  updatedAt: at,
  content: {
    fields: { description: "<p>Iron 😀</p>", "metafields.custom.material": "iron" },
    photos: ["https://erp.example.com/a.jpg"],
    group: null,
    options: [{ name: "Colour", value: "Black" }],
    discontinued: false,
  },
  origin: "a.csv, line 2",
};
const shipment: ShipmentRecord = {
  id: "7",
  number: "S7",
  key: null,
  orderName: "#1001",
  warehouse: "MAIN",
  status: "shipped",
  promisedAt: null,
  shippedAt: at,
  deliveredAt: null,
  lines: [{ lineId: null, sku: "PAN", quantity: 1 }],
  parcels: [{ id: "1", carrier: "Post", number: "T1", url: null, events: [] }],
  asOf: at,
  origin: "a.csv, line 2",
};

const found = (...records: object[]) => usable({ records, setAside: [] });

test("what can be stored is left as it is", () => {
  const records = [stock, item, shipment];
  expect(found(...records)).toEqual({ records, setAside: [] });
});

describe("one bad record is set aside, and the others go on", () => {
  test.each([
    ["a zero character in its SKU", { ...stock, sku: "P\0AN" }, "malformed"],
    ["half a pair in its SKU", { ...stock, sku: "P\ud83dAN" }, "malformed"],
    ["a SKU of 3 KB", { ...stock, sku: "P".repeat(3000) }, "too-long"],
    ["a warehouse of 3 KB", { ...stock, warehouse: "P".repeat(3000) }, "too-long"],
    ["a quantity that is no number", { ...stock, quantity: NaN }, "not-a-number"],
    ["a time that is none", { ...stock, asOf: new Date(NaN) }, "not-a-date"],
    ["the year 0", { ...stock, asOf: new Date("0000-01-01") }, "not-a-date"],
    ["the year 10000", { ...stock, asOf: new Date(Date.UTC(10_000, 0, 1)) }, "not-a-date"],
    [
      "a description of megabytes",
      { ...item, content: { fields: { description: "x".repeat(500_001) } } },
      "too-long",
    ],
    [
      "a field with a name of 3 KB",
      { ...item, content: { fields: { ["f".repeat(3000)]: "x" } } },
      "too-long",
    ],
    [
      "a tracking number of 3 KB",
      { ...shipment, parcels: [{ id: "1", number: "T".repeat(3000) }] },
      "too-long",
    ],
    ["a line with a zero character", { ...shipment, lines: [{ sku: "\0", quantity: 1 }] }, "malformed"],
    ["lines without end", { ...shipment, lines: Array(20_001).fill({ sku: "PAN" }) }, "too-long"],
  ])("%s", (_, bad, reason) => {
    const good = { ...stock, sku: "POT" };
    const { records, setAside } = found(bad, good);
    expect(records).toEqual([good]);
    expect(setAside).toMatchObject([{ reason, origin: "a.csv, line 2" }]);
    expect(faultIn(setAside)).toBeNull();
  });
});

test("the record set aside still says which SKU it is most likely about", () => {
  expect(found({ ...stock, sku: "P\0AN" }).setAside).toMatchObject([{ sku: "PAN", raw: "sku: P\ufffdAN" }]);
});

test("words that people read lose what cannot be stored, and the record goes on", () => {
  const bad = {
    ...item,
    title: "Pan\0",
    content: { ...item.content, fields: { ...item.content?.fields, description: "<p>Iron\ud83d</p>" } },
  };
  const { records, setAside } = found(bad);
  expect(setAside).toEqual([]);
  expect(records).toMatchObject([
    { title: "Pan", content: { fields: { description: "<p>Iron</p>" } }, updatedAt: at },
  ]);
});

test("what an adapter has set aside itself is made storable too", () => {
  const raw = `${"x".repeat(198)}😀 and more`;
  const given: SetAsideRecord = { origin: "a\0.csv", sku: "P\0AN", reason: "malformed", raw };
  const { setAside } = usable({ records: [], setAside: [given] });
  expect(setAside).toEqual([
    { origin: "a\ufffd.csv", sku: "PAN", reason: "malformed", raw: `${"x".repeat(198)}…` },
  ]);
});
