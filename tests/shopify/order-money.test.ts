import fc from "fast-check";
import { expect, test } from "vitest";
import { DEFAULT_ORDER_RULES } from "#app/core/order-rules.ts";
import { toSourceOrder } from "#app/core/to-source-order.ts";
import { readOrderDocuments } from "#app/shopify/order-documents.ts";
import { anyDetails, anyLine } from "#tests/sandbox/any-order.ts";
import { sandboxShop } from "./sandbox-shop.ts";

const ORDERS = 40;
const rules = { ...DEFAULT_ORDER_RULES, tolerance: "0" };

test.each([true, false])(
  "what a source is asked to hold comes to the shop's total to the cent (taxes included: %s)",
  { timeout: 60_000 },
  async (taxesIncluded) => {
    const shop = await sandboxShop({ currency: "EUR", taxesIncluded });
    try {
      const { store } = shop.sandbox;
      store.createLocation("Praha");
      const wanted = fc.tuple(
        fc.array(anyLine, { minLength: 1, maxLength: 4 }),
        anyDetails,
        fc.nat(3),
        fc.boolean(),
      );
      const orders = fc
        .sample(wanted, { numRuns: ORDERS, seed: 4 })
        .map(([lines, details, pieces, refund]) => {
          const order = store.placeOrder(lines, details);
          const lineId = order.lines[0]?.id ?? "";
          const left = Math.max(0, (order.lines[0]?.quantity ?? 0) - pieces);
          if (refund) store.refundOrder(order.name, { lines: [{ lineId, quantity: left, restock: true }] });
          else
            store.editOrder(order.name, { quantities: [{ lineId, quantity: left }], add: lines.slice(0, 1) });
          return order;
        });
      const documents = await readOrderDocuments(
        shop.client,
        orders.map(({ id }) => id),
      );
      expect(documents).toHaveLength(ORDERS);
      const context = { shop: shop.sandbox.shop, rules, links: new Map(), warehouses: new Map() };
      for (const currency of ["shop", "presentment"] as const) {
        const differences = documents.map((document) => {
          const built = toSourceOrder(document, { ...context, rules: { ...rules, currency } }, []);
          return [document.name, Number(built.difference)];
        });
        expect(differences).toEqual(documents.map(({ name }) => [name, 0]));
      }
    } finally {
      await shop.close();
    }
  },
);
