import fc from "fast-check";
import { expect, test } from "vitest";
import { DEFAULT_ORDER_RULES } from "#app/core/orders/rules.ts";
import type { ShopOrderDocument } from "#app/core/shop/order.ts";
import { toSourceOrder } from "#app/core/orders/to-source-order.ts";
import { readOrderDocuments } from "#app/shopify/orders/documents.ts";
import { anyDetails, anyLine } from "#tests/sandbox/any-order.ts";
import { sandboxShop } from "../sandbox-shop.ts";

const ORDERS = 40;
const context = { shop: "test.myshopify.com", links: new Map(), warehouses: new Map() };

/** By how much a source's lines miss the shop's total. */
function difference(document: ShopOrderDocument, currency: "presentment" | "shop"): number {
  const rules = { ...DEFAULT_ORDER_RULES, currency };
  return Math.abs(Number(toSourceOrder(document, { ...context, rules }, []).difference));
}

test.each([true, false])(
  "what a source is asked to hold comes to what the shop charged (taxes included: %s)",
  { timeout: 60_000 },
  async (taxesIncluded) => {
    const shop = await sandboxShop({ currency: "EUR", taxesIncluded });
    try {
      const { store } = shop.sandbox;
      store.createLocation("Praha");
      const lines = fc.array(anyLine, { minLength: 1, maxLength: 4 });
      const wanted = fc.tuple(lines, anyDetails, fc.nat(3), fc.boolean());
      const orders = fc
        .sample(wanted, { numRuns: ORDERS, seed: 4 })
        .map((one) => [store.placeOrder(one[0], one[1]), ...one] as const);
      const read = () =>
        readOrderDocuments(
          shop.client,
          orders.map(([{ id }]) => id),
        );

      for (const document of await read()) {
        expect(difference(document, "shop")).toBe(0);
        expect(difference(document, "presentment")).toBe(0);
      }

      for (const [order, bought, , pieces, refund] of orders) {
        const [first] = order.lines;
        const lineId = first?.id ?? "";
        const quantity = Math.max(0, (first?.quantity ?? 0) - pieces);
        if (refund) store.refundOrder(order.name, { lines: [{ lineId, quantity, restock: true }] });
        else store.editOrder(order.name, { quantities: [{ lineId, quantity }], add: bought.slice(0, 1) });
      }
      // The shop rounds what is left of a line once, a source its price, each discount and each tax.
      for (const document of await read()) {
        expect(difference(document, "shop")).toBeLessThanOrEqual(Number(DEFAULT_ORDER_RULES.tolerance));
        expect(difference(document, "presentment")).toBeLessThanOrEqual(0.05);
      }
    } finally {
      await shop.close();
    }
  },
);
