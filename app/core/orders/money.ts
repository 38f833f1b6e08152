import Big from "big.js";
import { compareMoney } from "../money.ts";
import { amountIn, amountText, bookedIn, sum, type Booked } from "./amounts.ts";
import type { Amounts, ShopOrderDocument } from "../shop/order.ts";
import type { SourceLineKind, SourceOrder } from "../source/order.ts";

/** The parts of an order's total, as staff see them. */
export const MONEY_PARTS = ["goods", "shipping", "duty", "tip", "adjustment", "tax", "total"] as const;
export type MoneyPart = (typeof MONEY_PARTS)[number];

/** "12.50 EUR"; null if that side does not state the part. */
export interface MoneyRow {
  part: MoneyPart;
  shop: string | null;
  /** What the source is asked to hold. */
  sent: string | null;
  source: string | null;
  /** The sides that state an amount disagree. */
  differs: boolean;
}

export interface OrderMoney {
  /** Prices include tax, so tax is part of the other amounts. */
  taxesIncluded: boolean;
  /** Already taken off the goods; the shop's figure. */
  discounts: string;
  rows: MoneyRow[];
}

/**
 * An order's money side by side: what the shop charged, what the source is asked to hold, what it says. `source` is
 * "12.50 EUR".
 */
export function orderMoney(
  document: ShopOrderDocument,
  sent: SourceOrder | null,
  source: string | null,
): OrderMoney {
  const which = sent !== null && sent.currency !== document.currency ? "presentment" : "shop";
  const booked = bookedIn(document, which);
  const text = (amount: Big) => `${amountText(amount, booked)} ${booked.currency}`;
  const shop = shopParts(document, booked);
  const asked = sent && sentParts(sent);
  const rows = MONEY_PARTS.map((part): MoneyRow => {
    const row = {
      part,
      shop: text(shop[part]),
      sent: asked && text(asked[part]),
      source: part === "total" ? source : null,
    };
    return { ...row, differs: [row.sent, row.source].some((other) => isOther(row.shop, other)) };
  });
  // The parts matter only where the totals differ: systems divide taxes and duties in their own ways.
  const differ = rows.some(({ part, differs }) => part === "total" && differs);
  return {
    taxesIncluded: document.taxesIncluded,
    discounts: text(amountIn(document.totals.currentDiscounts, booked)),
    rows: rows
      .map((row) => ({ ...row, differs: row.differs && differ }))
      .filter(({ part, shop: ours, sent: theirs }) => isStated(part, ours) || isStated(part, theirs)),
  };
}

const ALWAYS: readonly MoneyPart[] = ["goods", "shipping", "tax", "total"];

function isStated(part: MoneyPart, amount: string | null): boolean {
  return ALWAYS.includes(part) || (amount !== null && /[1-9]/.test(amount));
}

function isOther(shop: string, other: string | null): boolean {
  return other !== null && compareMoney(shop, other) !== 0;
}

/** Goods are the total less all other parts, so that the column always adds up. */
function shopParts(document: ShopOrderDocument, booked: Booked): Record<MoneyPart, Big> {
  const { totals, tip } = document;
  const amount = (amounts: Amounts) => amountIn(amounts, booked);
  const rest = {
    shipping: amount(totals.shipping),
    duty: amount(totals.currentDuties),
    tip: amount(tip),
    adjustment: new Big(0),
    tax: amount(totals.currentTax),
  };
  const total = amount(totals.currentTotal);
  const beside = sum([rest.shipping, rest.duty, rest.tip, ...(booked.taxesIncluded ? [] : [rest.tax])]);
  return { goods: total.minus(beside), ...rest, total };
}

const PART_OF: Record<SourceLineKind, MoneyPart> = {
  product: "goods",
  placeholder: "goods",
  "gift-card": "goods",
  shipping: "shipping",
  tip: "tip",
  duty: "duty",
  adjustment: "adjustment",
};

function sentParts({ lines, tax, total }: SourceOrder): Record<MoneyPart, Big> {
  const of = (part: MoneyPart) =>
    sum(lines.filter(({ kind }) => PART_OF[kind] === part).map((line) => new Big(line.total)));
  return {
    goods: of("goods"),
    shipping: of("shipping"),
    duty: of("duty"),
    tip: of("tip"),
    adjustment: of("adjustment"),
    tax: new Big(tax),
    total: new Big(total),
  };
}
