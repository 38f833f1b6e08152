import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  desiredStock,
  stockBlocked,
  stockUrgency,
  unbookedSales,
  type Sale,
  type StockFacts,
} from "#app/core/stock/stock.ts";

const reading = (quantity: number | null, warehouse = "MAIN") => ({
  warehouse,
  quantity,
  asOf: "2026-11-01T08:00:00.000Z",
  origin: null,
});

const input = (change: Partial<StockFacts>): StockFacts => ({
  basis: "available",
  readings: [reading(9)],
  unit: 1,
  buffer: null,
  unbooked: [],
  committed: 0,
  stopSelling: false,
  ...change,
});

const buffer = (quantity: number) => ({ quantity, scope: "shop" as const, subject: "" });

describe("what the shop ought to show", () => {
  test.each<[string, Partial<StockFacts>, number]>([
    ["what is free in the ERP", {}, 9],
    ["the warehouses of one location together", { readings: [reading(9), reading(3, "OSLO")] }, 12],
    ["less the buffer", { buffer: buffer(2) }, 7],
    [
      "less what the shop sold and the ERP has not booked",
      { unbooked: [{ orderName: "#1", quantity: 2 }] },
      7,
    ],
    ["never less than nothing", { readings: [reading(1)], buffer: buffer(5) }, 0],
    ["nothing where the ERP has sold more than it has", { readings: [reading(-4)] }, 0],
    ["nothing where the ERP no longer lists the item", { readings: [reading(null)] }, 0],
    [
      "what other warehouses hold where one no longer lists the item",
      { readings: [reading(null), reading(5, "B")] },
      5,
    ],
    ["whole packs where the ERP counts pieces", { readings: [reading(13)], unit: 6 }, 2],
    ["no pack for a negative remainder", { readings: [reading(-1)], unit: 6 }, 0],
    ["nothing where somebody stopped selling", { stopSelling: true }, 0],
    [
      "on hand: what open orders hold comes on top, and is not subtracted twice",
      { basis: "on_hand", committed: 4 },
      13,
    ],
    [
      "on hand: sold out still holds what is committed",
      { basis: "on_hand", committed: 4, readings: [reading(0)] },
      4,
    ],
  ])("%s", (_, change, expected) => {
    expect(desiredStock(input(change)).result).toBe(expected);
  });

  test("the receipt's lines add up to its result, whatever goes in", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -50, max: 500 }), { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 1, max: 12 }),
        fc.nat(20),
        fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 3 }),
        fc.nat(30),
        fc.constantFrom("available" as const, "on_hand" as const),
        (free, unit, kept, sold, committed, basis) => {
          const receipt = desiredStock(
            input({
              basis,
              unit,
              committed,
              readings: free.map((quantity, at) => reading(quantity, `W${at}`)),
              buffer: buffer(kept),
              unbooked: sold.map((quantity, at) => ({ orderName: `#${at}`, quantity })),
            }),
          );
          let sum = Math.floor(free.reduce((a, b) => a + b, 0) / unit);
          for (const line of receipt.lines) {
            if (line.kind === "buffer" || line.kind === "unbooked" || line.kind === "floor")
              sum += line.quantity;
            if (line.kind === "committed") sum += line.quantity;
          }
          expect(sum).toBe(receipt.result);
        },
      ),
    );
  });
});

describe("which sales the ERP does not know of", () => {
  const sale = (change: Partial<Sale>): Sale => ({
    orderName: "#1",
    quantity: 2,
    createdAt: 100,
    bookedAt: null,
    untold: 0,
    ...change,
  });

  test.each<[string, Partial<Sale>, number | null, boolean]>([
    ["one that it has not booked", {}, null, true],
    ["one that it booked after it answered", { bookedAt: 501 }, null, true],
    ["not one that it had booked when it answered", { bookedAt: 500 }, null, false],
    ["a fresh one, where the ERP never says what it booked", {}, 600, true],
    ["not an old one, where the ERP never says what it booked", {}, 400, false],
    ["not one without a piece left", { quantity: 0 }, null, false],
  ])("%s", (_, change, bookedAfterMs, unbooked) => {
    expect(unbookedSales([sale(change)], 500, bookedAfterMs)).toHaveLength(unbooked ? 1 : 0);
  });

  test("pieces that were added after the ERP was told of the order, and no more than it has", () => {
    const booked = sale({ bookedAt: 400, quantity: 3, untold: 1 });
    expect(unbookedSales([booked], 500, null)).toEqual([{ orderName: "#1", quantity: 1 }]);
    expect(unbookedSales([{ ...booked, untold: 9 }], 500, null)).toEqual([{ orderName: "#1", quantity: 3 }]);
    expect(unbookedSales([{ ...booked, bookedAt: 600 }], 500, null)).toEqual([
      { orderName: "#1", quantity: 3 },
    ]);
  });
});

describe("the worst comes first", () => {
  test("selling what is not there, then hiding what is, then showing too much, then too little", () => {
    const worstFirst = [
      stockUrgency(3, 0, 1),
      stockUrgency(0, 9, 5_000),
      stockUrgency(5, 4, 5_000),
      stockUrgency(4, 5, 5_000),
      stockUrgency(4, 4, 5_000),
    ];
    expect(worstFirst).toEqual([...worstFirst].sort((a, b) => b - a));
    expect(worstFirst.at(-1)).toBe(0);
  });

  test("among equals, the one worth more, within what the database can hold", () => {
    expect(stockUrgency(9, 1, 50)).toBeGreaterThan(stockUrgency(9, 8, 50));
    expect(stockUrgency(1_000_000_000, 0, 99_999)).toBeLessThan(2 ** 31);
  });
});

test.each([
  ["unlinked", { links: 0 }],
  ["linked-twice", { links: 2 }],
  ["untracked", { tracked: false }],
  ["has-components", { hasComponents: true }],
  ["no-reading", { readings: 0 }],
  ["out-of-range", { desired: 1_000_000_001 }],
  [null, {}],
])("an item is blocked as %s", (reason, change) => {
  const item = { links: 1, tracked: true, hasComponents: false, readings: 1, desired: 5, ...change };
  expect(stockBlocked(item)).toBe(reason);
});
