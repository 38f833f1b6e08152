import Big from "big.js";
import fc from "fast-check";
import type {
  Amounts,
  ShopFulfillment,
  ShopOrderDocument,
  ShopOrderItem,
  ShopRefund,
} from "#app/core/shop/order.ts";
import { item, same, shipping, shopOrder } from "./shop.ts";

/** What may happen in the shop to an order that was placed. */
export type Happening =
  | { kind: "refund"; line: number; pieces: number; restocked: boolean; shipping: boolean; goodwill: number }
  | { kind: "remove"; line: number; pieces: number }
  | { kind: "add"; cents: number }
  | { kind: "ship"; line: number; pieces: number }
  | { kind: "note"; text: string }
  | { kind: "cancel" };

const line = fc.nat(2);
const pieces = fc.integer({ min: 1, max: 3 });

export const happening: fc.Arbitrary<Happening> = fc.oneof(
  fc.record({
    kind: fc.constant("refund" as const),
    line,
    pieces,
    restocked: fc.boolean(),
    shipping: fc.boolean(),
    goodwill: fc.constantFrom(0, 0, 0, 150, -20),
  }),
  fc.record({ kind: fc.constant("remove" as const), line, pieces }),
  fc.record({ kind: fc.constant("add" as const), cents: fc.integer({ min: 1, max: 5000 }) }),
  fc.record({ kind: fc.constant("ship" as const), line, pieces }),
  fc.record({ kind: fc.constant("note" as const), text: fc.constantFrom("Ring", "Thanks") }),
  fc.record({ kind: fc.constant("cancel" as const) }),
);

interface PlacedLine {
  cents: number;
  quantity: number;
  offCents: number;
  taxPercent: number;
}

export interface Placed {
  taxesIncluded: boolean;
  lines: PlacedLine[];
  shippingCents: number;
  shippingTaxPercent: number;
  tipCents: number;
  /** The shop counts money paid back beyond the lines in its current total. */
  countsGoodwill: boolean;
}

const placedLine = fc
  .record({
    cents: fc.integer({ min: 0, max: 9999 }),
    quantity: fc.integer({ min: 1, max: 7 }),
    off: fc.nat(100),
    taxPercent: fc.constantFrom(0, 10, 21, 25),
  })
  .map(({ off, ...rest }) => ({ ...rest, offCents: Math.floor((rest.cents * rest.quantity * off) / 100) }));

export const placed: fc.Arbitrary<Placed> = fc.record({
  taxesIncluded: fc.boolean(),
  lines: fc.array(placedLine, { minLength: 1, maxLength: 3 }),
  shippingCents: fc.constantFrom(0, 499, 1200),
  shippingTaxPercent: fc.constantFrom(0, 21),
  tipCents: fc.constantFrom(0, 0, 300),
  countsGoodwill: fc.boolean(),
});

/** What is left of a line, in cents; the shop rounds at every step. */
interface Left {
  net: number;
  tax: number;
  pieces: number;
  quantity: number;
  shipped: number;
}

/** A shop with one order, which keeps its own books in cents and knows nothing of the code under test. */
export function shopWith(order: Placed) {
  const taxOf = (cents: number, percent: number) =>
    Math.round(order.taxesIncluded ? (cents * percent) / (100 + percent) : (cents * percent) / 100);
  const left: Left[] = order.lines.map(({ cents, quantity, offCents, taxPercent }) => {
    const net = cents * quantity - offCents;
    return { net, tax: taxOf(net, taxPercent), pieces: quantity, quantity, shipped: 0 };
  });
  const items: ShopOrderItem[] = order.lines.map(({ cents, quantity, offCents, taxPercent }, at) =>
    item({
      id: `L${at}`,
      variantId: ["v1", "v2", "v9"][at] ?? null,
      quantity,
      unitPrice: money(cents),
      discounts: offCents > 0 ? [{ title: "OFF", scope: "order", amount: money(offCents) }] : [],
      taxes:
        taxPercent > 0
          ? [{ title: "VAT", rate: String(taxPercent / 100), amount: money(left[at]?.tax ?? 0) }]
          : [],
    }),
  );
  const shippingTax = taxOf(order.shippingCents, order.shippingTaxPercent);
  let shippingLeft = order.shippingCents + (order.taxesIncluded ? 0 : shippingTax);
  let goodwill = 0;
  let note: string | null = null;
  let cancelledAt: string | null = null;
  const refunds: ShopRefund[] = [];
  const fulfillments: ShopFulfillment[] = [];

  const gross = ({ net, tax }: { net: number; tax: number }) => net + (order.taxesIncluded ? 0 : tax);
  const total = () =>
    left.reduce((sum, one) => sum + gross(one), 0) +
    shippingLeft +
    order.tipCents -
    (order.countsGoodwill ? goodwill : 0);

  const take = (one: Left, pieces: number) => {
    const share = (cents: number) => Math.round((cents * pieces) / one.pieces);
    const taken = { net: share(one.net), tax: share(one.tax) };
    one.net -= taken.net;
    one.tax -= taken.tax;
    one.pieces -= pieces;
    return taken;
  };

  return {
    totalCents: total,
    isCancelled: () => cancelledAt !== null,
    happen(next: Happening): void {
      if (cancelledAt !== null) return;
      const one = "line" in next ? left[next.line] : undefined;
      switch (next.kind) {
        case "refund": {
          const pieces = Math.min(next.pieces, one?.pieces ?? 0);
          const lines = [];
          if (one && pieces > 0) {
            const { net, tax } = take(one, pieces);
            lines.push({
              lineId: `L${next.line}`,
              quantity: pieces,
              restocked: next.restocked,
              subtotal: money(net),
              tax: money(tax),
            });
          }
          const back = next.shipping ? shippingLeft : 0;
          shippingLeft -= back;
          goodwill += next.goodwill;
          refunds.push({
            id: `R${refunds.length}`,
            createdAt: "2026-03-02T10:00:00Z",
            note: null,
            returnId: null,
            lines,
            shipping: money(back),
            adjustment: money(next.goodwill),
            total: money(0),
          });
          return;
        }
        case "remove": {
          // An edit can only remove pieces that were not sent.
          const pieces = one ? Math.min(next.pieces, one.pieces - one.shipped) : 0;
          if (one && pieces > 0) take(one, pieces);
          return;
        }
        case "add":
          items.push(item({ id: `L${items.length}`, variantId: "v1", unitPrice: money(next.cents) }));
          left.push({ net: next.cents, tax: 0, pieces: 1, quantity: 1, shipped: 0 });
          return;
        case "ship": {
          const pieces = one ? Math.min(next.pieces, one.pieces - one.shipped) : 0;
          if (!one || pieces <= 0) return;
          one.shipped += pieces;
          fulfillments.push(shipment(fulfillments.length, `L${next.line}`, pieces));
          return;
        }
        case "note":
          note = next.text;
          return;
        case "cancel":
          if (fulfillments.length > 0) return;
          cancelledAt = "2026-03-02T11:00:00Z";
      }
    },
    document(): ShopOrderDocument {
      return shopOrder({
        taxesIncluded: order.taxesIncluded,
        lines: items.map((one, at) => ({ ...one, currentQuantity: left[at]?.pieces ?? 0 })),
        shippingLines: [
          shipping({
            price: money(order.shippingCents),
            discountedPrice: money(order.shippingCents),
            taxes: shippingTax > 0 ? [{ title: "VAT", rate: "0.21", amount: money(shippingTax) }] : [],
          }),
        ],
        tip: money(order.tipCents),
        refunds,
        fulfillments,
        note,
        cancelledAt,
        currentTotal: new Big(total()).div(100).toFixed(2),
      });
    },
  };
}

function money(cents: number): Amounts {
  return same(new Big(cents).div(100));
}

function shipment(at: number, lineId: string, quantity: number): ShopFulfillment {
  return {
    id: `F${at}`,
    name: `#1001-F${at}`,
    status: "SUCCESS",
    displayStatus: null,
    createdAt: "2026-03-01T11:00:00Z",
    deliveredAt: null,
    estimatedDeliveryAt: null,
    locationId: "loc1",
    tracking: [],
    lines: [{ lineId, quantity }],
    events: [],
  };
}
