import fc from "fast-check";
import { expect, test } from "vitest";
import { orderGate } from "#app/core/orders/gate.ts";
import { DEFAULT_ORDER_RULES, parseOrderRules, type OrderRules } from "#app/core/orders/rules.ts";
import type { ShopOrderDocument } from "#app/core/shop/order.ts";
import { item, NOW, place, shopOrder } from "./shop.ts";

const ON: OrderRules = { ...DEFAULT_ORDER_RULES, on: true };

type Case = [string, Partial<ShopOrderDocument>, Partial<OrderRules>, string | null];

test.each<Case>([
  ["a paid order goes", {}, {}, null],
  ["nothing goes before the merchant says so", {}, { on: false }, "off"],
  ["a test order never goes", { test: true }, {}, "test"],
  ["history stays where it is", {}, { from: "2026-03-01T10:00:01Z" }, "too-early"],
  ["an order of the first moment goes", {}, { from: "2026-03-01T10:00:00Z" }, null],
  ["a cancelled order does not go", { cancelledAt: "2026-03-01T11:00:00Z" }, {}, "cancelled"],
  [
    "an order without a piece left does not go",
    { lines: [item({ currentQuantity: 0 })] },
    {},
    "nothing-to-book",
  ],
  ["an unpaid order waits", { financialStatus: "PENDING" }, {}, "unpaid"],
  ["an authorised payment is no money yet", { financialStatus: "AUTHORIZED" }, {}, "unpaid"],
  [
    "an unpaid order goes where the merchant gives credit",
    { financialStatus: "PENDING" },
    { paidOnly: false },
    null,
  ],
  ["an order that was paid and partly refunded goes", { financialStatus: "PARTIALLY_REFUNDED" }, {}, null],
  ["another channel stays", { channel: "pos" }, { channels: ["web"] }, "channel"],
  [
    "an order of no channel stays where channels are named",
    { channel: null },
    { channels: ["web"] },
    "channel",
  ],
  ["a tag is asked for", {}, { tags: ["b2b"] }, "tags"],
  ["a tag is found whatever its letter case", { tags: ["B2B"] }, { tags: ["b2b"] }, null],
  ["a tag keeps an order back", { tags: ["hold", "b2b"] }, { tags: ["b2b"], notTags: ["Hold"] }, "tags"],
  ["another location stays", {}, { locations: ["loc2"] }, "location"],
  ["one of its locations is enough", {}, { locations: ["loc2", "loc1"] }, null],
  [
    "a location that gave it up is none",
    { fulfillmentOrders: [place({ status: "CANCELLED" })] },
    { locations: ["loc1"] },
    "location",
  ],
  [
    "a sale over the counter counts for its location",
    { fulfillmentOrders: [], retailLocationId: "loc1" },
    { locations: ["loc1"] },
    null,
  ],
])("%s", (_, order, rules, reason) => {
  const gate = orderGate({ ...shopOrder(), ...order }, { ...ON, ...rules }, NOW);
  expect(gate.goes ? null : gate.reason).toBe(reason);
});

test("a hold window tells when it ends, and then it has", () => {
  const rules = { ...ON, holdMinutes: 180 };
  const until = Date.parse("2026-03-01T13:00:00Z");
  expect(orderGate(shopOrder(), rules, NOW)).toEqual({ goes: false, reason: "hold-window", until });
  expect(orderGate(shopOrder(), rules, until)).toEqual({ goes: true });
});

test("rules that make no sense become the careful ones", () => {
  expect(parseOrderRules(null)).toEqual(DEFAULT_ORDER_RULES);
  expect(
    parseOrderRules({
      on: "yes",
      from: "soon",
      paidOnly: 0,
      tags: "b2b",
      holdMinutes: -1,
      tolerance: "-1",
      sourceCancels: "?",
    }),
  ).toEqual(DEFAULT_ORDER_RULES);
});

test("rules survive being stored", () => {
  const rules: OrderRules = {
    on: true,
    from: "2026-01-01T00:00:00Z",
    paidOnly: false,
    tags: ["a"],
    notTags: ["b"],
    channels: ["web"],
    locations: ["1"],
    holdMinutes: 30,
    currency: "presentment",
    tolerance: "0.10",
    unknownProduct: "review",
    shopCancels: "ask",
    sourceCancels: "cancel",
  };
  expect(parseOrderRules(JSON.parse(JSON.stringify(rules)))).toEqual(rules);
});

test("whatever the rules, no test order goes, and none that is off", () => {
  const rules = fc.record<OrderRules>({
    on: fc.boolean(),
    from: fc.constantFrom(null, "2020-01-01T00:00:00Z"),
    paidOnly: fc.boolean(),
    tags: fc.constantFrom([], ["a"]),
    notTags: fc.constantFrom([], ["b"]),
    channels: fc.constantFrom([], ["web"]),
    locations: fc.constantFrom([], ["loc1"]),
    holdMinutes: fc.nat(200),
    currency: fc.constantFrom("shop", "presentment"),
    tolerance: fc.constant("0.05"),
    unknownProduct: fc.constantFrom("placeholder", "review"),
    shopCancels: fc.constantFrom("cancel", "ask"),
    sourceCancels: fc.constantFrom("cancel", "ask", "leave"),
  });
  fc.assert(
    fc.property(rules, fc.boolean(), fc.subarray(["a", "b"]), (drawn, isTest, tags) => {
      const gate = orderGate(shopOrder({ test: isTest, tags }), drawn, NOW);
      if (isTest || !drawn.on) expect(gate.goes).toBe(false);
    }),
  );
});
