import type Big from "big.js";
import { givenBack, type GivenBack, type GivenBackLine } from "./given-back.ts";
import { amountText, bookedIn, unitPriceText, type Booked } from "./amounts.ts";
import { plainLine, sourceTaxes, titleOf, type OrderContext } from "./lines.ts";
import { shippingGivenBack } from "./shipping.ts";
import { linesTotal } from "./totals.ts";
import type { ShopOrderDocument } from "../shop/order.ts";
import type { SourceCredit, SourceOrderLine } from "../source/order.ts";

/**
 * What was given back of an order, as credits, oldest first. Goods given in exchange are not part of them:
 * they are lines of the order. If a refund brings back only some of its pieces, the others get a credit of
 * their own.
 */
export function toSourceCredits(
  document: ShopOrderDocument,
  context: OrderContext,
  orderId: string,
): SourceCredit[] {
  const booked = bookedIn(document, context.rules.currency);
  return givenBack(document, booked).flatMap((back) =>
    portionsOf(back).map(({ key, lines, returned, isWhole }) => {
      const shipping = isWhole ? shippingGivenBack(document, back.shipping, booked) : null;
      const beyond = isWhole && !back.adjustment.eq(0) ? [adjustment(back.adjustment, booked)] : [];
      const all = [
        ...lines.flatMap((line) => goods(document, context, line, booked)),
        ...(shipping ? [shipping] : []),
        ...beyond,
      ];
      return {
        key,
        orderId,
        reference: document.name,
        at: new Date(back.at),
        currency: booked.currency,
        taxesIncluded: booked.taxesIncluded,
        lines: all,
        total: amountText(linesTotal(all, booked), booked),
        returned,
        note: back.note,
      };
    }),
  );
}

/** Keys of all credits that one refund or return becomes. */
export function creditKeys(back: GivenBack): string[] {
  return portionsOf(back).map(({ key }) => key);
}

interface Portion {
  key: string;
  lines: readonly GivenBackLine[];
  returned: boolean;
  /** Includes the shipping and the adjustment. */
  isWhole: boolean;
}

function portionsOf({ key, lines }: GivenBack): Portion[] {
  const returned = lines.filter(({ restocked }) => restocked);
  const kept = lines.filter(({ restocked }) => !restocked);
  if (returned.length === 0 || kept.length === 0) {
    return [{ key, lines, returned: returned.length > 0, isWhole: true }];
  }
  return [
    { key, lines: returned, returned: true, isWhole: true },
    { key: `${key}/kept`, lines: kept, returned: false, isWhole: false },
  ];
}

function goods(
  document: ShopOrderDocument,
  context: OrderContext,
  { lineId, quantity: pieces, subtotal, tax }: GivenBackLine,
  booked: Booked,
): SourceOrderLine[] {
  const item = document.lines.find(({ id }) => id === lineId);
  // A tip is not a line of the document, but can still be given back.
  if (!item) return [plainLine(lineId, "tip", "", subtotal, booked)];
  const link = item.variantId === null ? undefined : context.links.get(item.variantId);
  const quantity = pieces * (link?.unit ?? 1);
  return [
    {
      ...plainLine(
        lineId,
        item.giftCard ? "gift-card" : link ? "product" : "placeholder",
        titleOf(item),
        subtotal,
        booked,
      ),
      sku: link?.sku ?? null,
      quantity,
      unitPrice: unitPriceText(subtotal, quantity, booked),
      taxes: sourceTaxes(item.taxes, tax, booked),
      bundle: item.bundle?.title ?? null,
    },
  ];
}

function adjustment(amount: Big, booked: Booked): SourceOrderLine {
  return plainLine("adjustment", "adjustment", "", amount, booked);
}
