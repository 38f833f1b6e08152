import type Big from "big.js";
import { givenBack, type GivenBack } from "./given-back.ts";
import { addressProblems } from "./address.ts";
import { amountIn, amountText, bookedIn, sum, type Booked } from "./amounts.ts";
import { sourceCustomer } from "./customer.ts";
import { isPaid } from "./gate.ts";
import { goodsLines, oneOf, plainLine, unknownProducts, type OrderContext, type Remaining } from "./lines.ts";
import type { OrderProblem } from "./problems.ts";
import { shippingLines } from "./shipping.ts";
import { totalProblem, totalled } from "./totals.ts";
import type { ShopOrderDocument } from "../shop/order.ts";
import type { SourceOrder, SourceOrderLine, SourcePayment } from "../source/order.ts";

export interface BuiltOrder {
  order: SourceOrder;
  problems: readonly OrderProblem[];
  /** How far the lines were off the shop's total before a line made up for it. */
  difference: string;
}

/**
 * A shop order as one connection's source should hold it. `credited`: keys of what was given back and reaches
 * the source as a credit; it stays in the order. Lines always add up to the total.
 */
export function toSourceOrder(
  document: ShopOrderDocument,
  context: OrderContext,
  credited: readonly string[],
): BuiltOrder {
  const booked = bookedIn(document, context.rules.currency);
  const back = givenBack(document, booked);
  const isCredited = ({ key }: GivenBack) => credited.includes(key);
  const standing: Remaining = {
    booked,
    credited: back.filter(isCredited),
    without: back.filter((one) => !isCredited(one)),
  };

  const charged = chargedLines(document, context, standing);
  const { lines, total, tax, difference } = totalled(document, charged, standing);
  const customer = sourceCustomer(document);
  const wrongTotal = totalProblem(difference, context.rules.tolerance, booked);
  return {
    order: {
      key: `${context.shop}/${document.id}`,
      reference: document.name,
      placedAt: new Date(document.createdAt),
      currency: booked.currency,
      taxesIncluded: document.taxesIncluded,
      customer,
      warehouse: oneOf(lines.filter(({ sku }) => sku !== null).map(({ warehouse }) => warehouse)),
      lines,
      total: amountText(total, booked),
      tax: amountText(tax, booked),
      payments: sourcePayments(document, booked),
      paid: isPaid(document),
      paymentTerms: document.paymentTerms?.name ?? null,
      poNumber: document.poNumber,
      note: document.note,
      attributes: document.attributes,
      givenBack: standing.without.map(({ key }) => key),
      tags: document.tags,
      risk: document.risk,
    },
    problems: [
      ...(wrongTotal ? [wrongTotal] : []),
      ...unknownProducts(lines, context.rules),
      ...addressProblems(document, customer),
    ],
    difference: amountText(difference, booked),
  };
}

function chargedLines(
  document: ShopOrderDocument,
  context: OrderContext,
  standing: Remaining,
): SourceOrderLine[] {
  const { booked } = standing;
  const goods = goodsLines(document, context, standing);
  const shipping = shippingLines(document, standing);
  const tip = amountIn(document.tip, booked).minus(tipGivenBack(document, standing));
  if (tip.eq(0)) return [...goods, ...shipping];
  return [...goods, ...shipping, plainLine("tip", "tip", "", tip, booked)];
}

/** Tips are not document lines, so what was given back of no line was a tip. */
function tipGivenBack(document: ShopOrderDocument, { without }: Remaining): Big {
  const known = new Set(document.lines.map(({ id }) => id));
  const lines = without.flatMap((back) => back.lines).filter(({ lineId }) => !known.has(lineId));
  return sum(lines.map(({ subtotal }) => subtotal));
}

const TAKEN: readonly string[] = ["SALE", "CAPTURE"];

/** Money that really moved: what was only authorised, or failed, did not. */
function sourcePayments(document: ShopOrderDocument, booked: Booked): SourcePayment[] {
  return document.transactions
    .filter(({ status, kind }) => status === "SUCCESS" && (TAKEN.includes(kind) || kind === "REFUND"))
    .map(({ id, kind, gateway, amount, processedAt }) => ({
      key: `transaction/${id}`,
      gateway: gateway ?? "",
      kind: kind === "REFUND" ? "refund" : "payment",
      amount: amountText(amountIn(amount, booked), booked),
      currency: booked.currency,
      at: new Date(processedAt ?? document.createdAt),
    }));
}
