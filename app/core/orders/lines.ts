import type Big from "big.js";
import { quantityOf, type GivenBack } from "./given-back.ts";
import { amountIn, amountText, shares, sum, unitPriceText, type Booked } from "./amounts.ts";
import type { OrderProblem } from "./problems.ts";
import type { OrderRules } from "./rules.ts";
import { shareOf, wholeLine, type PieceShare } from "./piece-share.ts";
import type { Amounts, ShopOrderDocument, ShopOrderItem, ShopTax } from "../shop/order.ts";
import type { SourceOrderLine } from "../source/order.ts";

/** Everything needed to map an order to a connection's source. */
export interface OrderContext {
  /** The shop's myshopify.com domain. */
  shop: string;
  rules: OrderRules;
  /** Variant id -> its SKU in the source, and how many source units one piece is. */
  links: ReadonlyMap<string, { sku: string; unit: number }>;
  /** Location id -> warehouse, for locations that exactly one warehouse is mapped to. */
  warehouses: ReadonlyMap<string, string>;
}

/** Given back: `without` is left out of the order, `credited` stays in, as a credit covers it. */
export interface Remaining {
  booked: Booked;
  without: readonly GivenBack[];
  credited: readonly GivenBack[];
}

/** Lines of goods as they are now, without those removed or given back entirely. */
export function goodsLines(
  document: ShopOrderDocument,
  context: OrderContext,
  standing: Remaining,
): SourceOrderLine[] {
  return document.lines.flatMap((line): SourceOrderLine[] => {
    const pieces = piecesOf(line, standing);
    if (pieces === 0) return [];
    const { booked } = standing;
    const link = line.variantId === null ? undefined : context.links.get(line.variantId);
    const share = remainingShare(line, pieces, standing);
    const quantity = pieces * (link?.unit ?? 1);
    const main: SourceOrderLine = {
      id: line.id,
      kind: line.giftCard ? "gift-card" : link ? "product" : "placeholder",
      sku: link?.sku ?? null,
      title: titleOf(line),
      quantity,
      unitPrice: unitPriceText(share.net, quantity, booked),
      discount: amountText(share.discount, booked),
      discountTitles: [...new Set(line.discounts.map(({ title }) => title))],
      total: amountText(share.net, booked),
      taxes: sourceTaxes(line.taxes, share.tax, booked),
      bundle: line.bundle?.title ?? null,
      warehouse: warehouseOf(document, context, line.id),
    };
    return [main, ...dutyLines(line, pieces, booked)];
  });
}

/** Lines whose article the source does not know. Gift cards, shipping and the like do not count. */
export function unknownProducts(
  lines: readonly SourceOrderLine[],
  { unknownProduct }: OrderRules,
): OrderProblem[] {
  return lines
    .filter(({ kind }) => kind === "placeholder")
    .map(({ id, title }) => ({
      code: "unknown-product",
      place: `line/${id}`,
      found: title,
      blocks: unknownProduct === "review",
    }));
}

/** The taxes of a line, scaled to add up to `left`, to the cent. */
export function sourceTaxes(taxes: readonly ShopTax[], left: Big, booked: Booked): SourceOrderLine["taxes"] {
  const amounts = taxes.map(({ amount }) => amountIn(amount, booked));
  return shares(left, amounts, booked).map((amount, at) => ({
    title: taxes[at]?.title ?? "",
    rate: taxes[at]?.rate ?? null,
    amount: amountText(amount, booked),
  }));
}

/** Pieces that the source should hold: those that the shop still counts, and those credited. */
function piecesOf(line: ShopOrderItem, { credited }: Remaining): number {
  const back = credited.reduce((so, one) => so + quantityOf(one, line.id), 0);
  return Math.min(line.quantity, line.currentQuantity + back);
}

/** What the remaining pieces come to: the line less exactly what was given back, else in proportion. */
function remainingShare(line: ShopOrderItem, pieces: number, { booked, without }: Remaining): PieceShare {
  const whole = wholeLine(line, booked);
  const back = without.flatMap(({ lines }) => lines).filter(({ lineId }) => lineId === line.id);
  const away = back.reduce((so, { quantity }) => so + quantity, 0);
  if (line.quantity - away < pieces) return shareOf(whole, pieces, line.quantity, booked);
  const left = {
    net: whole.net.minus(sum(back.map(({ subtotal }) => subtotal))),
    tax: whole.tax.minus(sum(back.map(({ tax }) => tax))),
    discount: shareOf(whole, line.quantity - away, line.quantity, booked).discount,
  };
  return shareOf(left, pieces, line.quantity - away, booked);
}

function dutyLines(line: ShopOrderItem, pieces: number, booked: Booked): SourceOrderLine[] {
  if (line.duties.length === 0) return [];
  const amounts = (all: readonly { amount: Amounts }[]) =>
    sum(all.map(({ amount }) => amountIn(amount, booked)));
  const taxes = line.duties.flatMap((duty) => duty.taxes);
  const whole = { net: amounts(line.duties), tax: amounts(taxes), discount: amounts([]) };
  const { net, tax } = shareOf(whole, pieces, line.quantity, booked);
  return [
    {
      ...plainLine(`duty/${line.id}`, "duty", line.title, net, booked),
      taxes: sourceTaxes(taxes, tax, booked),
    },
  ];
}

/** A one-piece line without an article. */
export function plainLine(
  id: string,
  kind: SourceOrderLine["kind"],
  title: string,
  total: Big,
  booked: Booked,
): SourceOrderLine {
  return {
    id,
    kind,
    sku: null,
    title,
    quantity: 1,
    unitPrice: amountText(total, booked),
    discount: amountText(total.minus(total), booked),
    discountTitles: [],
    total: amountText(total, booked),
    taxes: [],
    bundle: null,
    warehouse: null,
  };
}

/** The title for staff and pickers. By Shopify's convention, attributes that begin with "_" are hidden. */
export function titleOf({ title, variantTitle, attributes }: ShopOrderItem): string {
  const named = variantTitle === null || variantTitle === "" ? title : `${title} - ${variantTitle}`;
  const shown = attributes.filter(({ key, value }) => !key.startsWith("_") && value !== "");
  const words = shown.map(({ key, value }) => `${key}: ${value}`).join(", ");
  return words === "" ? named : `${named} (${words})`;
}

function warehouseOf(document: ShopOrderDocument, context: OrderContext, lineId: string): string | null {
  const places = document.fulfillmentOrders
    .filter(({ status, lines }) => status !== "CANCELLED" && lines.some((line) => line.lineId === lineId))
    .map(({ locationId }) => (locationId === null ? null : (context.warehouses.get(locationId) ?? null)));
  return oneOf(places);
}

/** The one value that all share; null: there is none, or they differ. */
export function oneOf(values: readonly (string | null)[]): string | null {
  const [first = null] = values;
  return values.every((value) => value === first) ? first : null;
}
