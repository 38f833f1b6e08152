import Big from "big.js";
import { amountIn, amountText, rounded, sum, type Booked } from "./amounts.ts";
import { plainLine, sourceTaxes, type Remaining } from "./lines.ts";
import type { ShopOrderDocument, ShopShippingLine } from "../shop/order.ts";
import type { SourceOrderLine } from "../source/order.ts";

/** Shipping lines, less what was given back; free shipping stays, as it names what the customer chose. */
export function shippingLines(
  document: ShopOrderDocument,
  { booked, without }: Pick<Remaining, "booked" | "without">,
): SourceOrderLine[] {
  let back = sum(without.map(({ shipping }) => shipping));
  return document.shippingLines
    .filter(({ removed }) => !removed)
    .map((line) => {
      const gross = grossOf(line, booked);
      const taken = back.lt(gross) ? back : gross;
      back = back.minus(taken);
      const { net, tax } = splitGross(line, gross.minus(taken), booked);
      const price = amountIn(line.price, booked);
      return {
        ...plainLine(`shipping/${line.id}`, "shipping", line.title, net, booked),
        discount: amountText(price.minus(amountIn(line.discountedPrice, booked)), booked),
        taxes: sourceTaxes(line.taxes, tax, booked),
      };
    });
}

/** Shipping that was given back, with the taxes it had; null: none was. */
export function shippingGivenBack(
  document: ShopOrderDocument,
  gross: Big,
  booked: Booked,
): SourceOrderLine | null {
  if (gross.eq(0)) return null;
  const line = document.shippingLines.find((one) => grossOf(one, booked).gt(0));
  if (!line) return plainLine("shipping", "shipping", "", gross, booked);
  const { net, tax } = splitGross(line, gross, booked);
  return {
    ...plainLine(`shipping/${line.id}`, "shipping", line.title, net, booked),
    taxes: sourceTaxes(line.taxes, tax, booked),
  };
}

function taxOf({ taxes }: ShopShippingLine, booked: Booked): Big {
  return sum(taxes.map(({ amount }) => amountIn(amount, booked)));
}

function grossOf(line: ShopShippingLine, booked: Booked): Big {
  const price = amountIn(line.discountedPrice, booked);
  return booked.taxesIncluded ? price : price.plus(taxOf(line, booked));
}

/** Splits an amount with tax into net and tax in the line's proportion. */
function splitGross(line: ShopShippingLine, part: Big, booked: Booked): { net: Big; tax: Big } {
  const gross = grossOf(line, booked);
  const tax = gross.eq(0) ? new Big(0) : rounded(taxOf(line, booked).times(part).div(gross), booked);
  return { net: booked.taxesIncluded ? part : part.minus(tax), tax };
}
