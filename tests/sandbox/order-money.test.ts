import fc from "fast-check";
import { expect, test } from "vitest";
import { type Cash, isNothing } from "#sandbox/shopify/state/cash.ts";
import {
  currentTotal,
  netPayment,
  outstanding,
  worthOfRefunds,
} from "#sandbox/shopify/state/order-totals.ts";
import type { Order } from "#sandbox/shopify/state/order-rows.ts";
import { ShopState } from "#sandbox/shopify/state/shop-state.ts";
import { anyDetails as details, anyLine as line } from "./any-order.ts";

function openStore(taxesIncluded: boolean): ShopState {
  const store = new ShopState({
    id: "1",
    domain: "test.myshopify.com",
    name: "Test",
    email: "owner@example.com",
    currencyCode: "EUR",
    taxesIncluded,
    ianaTimezone: "Europe/Prague",
    plan: "standard",
  });
  store.createLocation("Praha");
  return store;
}

const nobody: Cash = { shop: 0, presentment: 0 };

/** The rows of an order added up by hand, without the shop's own totals. */
function byHand(order: Order, side: keyof Cash): number {
  let total = 0;
  for (const { unitPrice, quantity, discounts, taxes, duties } of order.lines) {
    total += unitPrice[side] * quantity;
    for (const { amount } of discounts) total -= amount[side];
    for (const { amount } of order.taxesIncluded ? [] : taxes) total += amount[side];
    for (const { amount } of duties) total += amount[side];
  }
  for (const { price, discounts, taxes } of order.shippingLines) {
    total += price[side];
    for (const { amount } of discounts) total -= amount[side];
    for (const { amount } of order.taxesIncluded ? [] : taxes) total += amount[side];
  }
  return total;
}

function portion(minor: number, percent: number): string {
  return (Math.floor((minor * percent) / 100) / 100).toFixed(2);
}

const step = fc.oneof(
  fc.record({
    do: fc.constant("refund" as const),
    line: fc.nat(9),
    pieces: fc.integer({ min: 1, max: 4 }),
    shipping: fc.boolean(),
    /** Percent of what is paid; null: all that is owed. */
    paysBack: fc.option(fc.integer({ min: 0, max: 100 }), { nil: null }),
  }),
  fc.record({ do: fc.constant("edit" as const), line: fc.nat(9), pieces: fc.nat(9), add: line }),
);

test("an order's total is what its lines, discounts, taxes, shipping, duties and tip come to", () => {
  fc.assert(
    fc.property(
      fc.array(line, { minLength: 1, maxLength: 5 }),
      details,
      fc.boolean(),
      (lines, how, included) => {
        const store = openStore(included);
        const order = store.placeOrder(lines, how);
        for (const side of ["shop", "presentment"] as const)
          expect(currentTotal(order)[side]).toBe(byHand(order, side));
        expect(order.originalTotal).toEqual(currentTotal(order));
        expect(outstanding(order)).toEqual(nobody);
        for (const { discounts, unitPrice, quantity } of order.lines)
          expect(discounts.reduce((sum, { amount }) => sum + amount.shop, 0)).toBeLessThanOrEqual(
            unitPrice.shop * quantity,
          );
      },
    ),
    { numRuns: 300 },
  );
});

test("whatever is refunded and edited, nobody owes a cent that no line explains, and a cancelled order is worth nothing", () => {
  const steps = fc.array(step, { maxLength: 6 });
  fc.assert(
    fc.property(
      fc.array(line, { minLength: 1, maxLength: 4 }),
      details,
      fc.boolean(),
      steps,
      (lines, how, included, todo) => {
        const store = openStore(included);
        const order = store.placeOrder(lines, how);
        for (const one of todo) {
          const [worth, owed] = [currentTotal(order), outstanding(order)];
          const chosen = order.lines[one.line % order.lines.length];
          if (!chosen) return;
          const there = chosen.quantity - chosen.removed;
          if (one.do === "edit") {
            store.editOrder(order.name, {
              add: [one.add],
              quantities: [{ lineId: chosen.id, quantity: one.pieces % (there + 1) }],
            });
            for (const side of ["shop", "presentment"] as const)
              expect(outstanding(order)[side] - owed[side]).toBe(currentTotal(order)[side] - worth[side]);
            if (outstanding(order).shop > 0) store.payOutstanding(order.name);
          } else {
            const quantity = Math.min(one.pieces, there);
            const refund = store.refundOrder(order.name, {
              lines: quantity === 0 ? [] : [{ lineId: chosen.id, quantity, restock: true }],
              ...(one.shipping ? { shipping: "all" as const } : {}),
              ...(one.paysBack === null ? {} : { amount: portion(netPayment(order).shop, one.paysBack) }),
            });
            const gone = worthOfRefunds(order, [refund]);
            for (const side of ["shop", "presentment"] as const)
              expect(currentTotal(order)[side]).toBe(worth[side] - gone[side]);
            if (one.paysBack !== null && !isNothing(currentTotal(order)))
              expect(outstanding(order)).toEqual(owed);
          }
        }
        store.cancelOrder(order.name, { restock: false });
        expect(currentTotal(order)).toEqual(nobody);
        expect(outstanding(order)).toEqual(nobody);
      },
    ),
    { numRuns: 300 },
  );
});

test("what the shop keeps of a refund stands in it, and is not owed", () => {
  const store = openStore(true);
  const order = store.placeOrder([{ title: "Mug", price: "10.00", quantity: 3 }], {});
  const lineId = order.lines[0]?.id ?? "";
  const kept = store.refundOrder(order.name, {
    lines: [{ lineId, quantity: 1, restock: false }],
    amount: "8.00",
  });
  expect(kept.adjustments).toMatchObject([{ amount: { shop: 200 }, reason: "REFUND_DISCREPANCY" }]);
  const given = store.refundOrder(order.name, { amount: "1.50" });
  expect(given.adjustments).toMatchObject([{ amount: { shop: -150 } }]);
  expect(outstanding(order)).toEqual(nobody);
  store.cancelOrder(order.name, { restock: false });
  expect(outstanding(order)).toEqual(nobody);
});

test("a discount on the order reaches every line to the cent, gift cards and tips excepted", () => {
  const store = openStore(true);
  const lines = ["0.99", "3.33", "7.77"].map((amount) => ({ title: "Mug", price: amount, quantity: 1 }));
  const order = store.placeOrder([...lines, { title: "Card", price: "50.00", quantity: 1, giftCard: true }], {
    discounts: [{ code: "FIVE", amount: "5.00" }],
    tip: "2.00",
  });
  const shares = order.lines.map(({ discounts }) => discounts.map(({ amount }) => amount.shop));
  expect(shares).toEqual([[41], [138], [321], [], []]);
});
