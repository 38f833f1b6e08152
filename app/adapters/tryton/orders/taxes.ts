import Big from "big.js";
import { z } from "zod";
import type { SourceOrderLine } from "#app/core/source/order.ts";
import { UserError } from "../wire/answers.ts";
import { Ids } from "../wire/schema.ts";
import type { Source } from "../wire/source.ts";
import { Decimal } from "../wire/wire.ts";

export const Tax = z.object({
  id: z.number(),
  name: z.string(),
  description: z.string().nullable(),
  rate: Decimal.nullable(),
});
export type Tax = z.infer<typeof Tax>;

/** The taxes that a sale may bear: percentages of the company, at the top of their tree. */
export function readTaxes({ client, once }: Source, company: number, signal: AbortSignal): Promise<Tax[]> {
  const domain = [
    ["company", "=", company],
    ["parent", "=", null],
    ["type", "=", "percentage"],
    ["OR", ["group", "=", null], ["group.kind", "in", ["sale", "both"]]],
  ];
  const params = [domain, 0, null, [["id", "ASC"]], ["name", "description", "rate"]];
  return once("taxes", () => client.model("account.tax.search_read", params, z.array(Tax), signal));
}

/**
 * The taxes for what the shop charged on one line, by their rates. Where several have the same rate, those of the
 * product's own category count first, then the one that is called as the shop calls it. Throws UserError where
 * that leaves none or several.
 */
export function taxesOf(line: SourceOrderLine, own: readonly number[], known: readonly Tax[]): number[] {
  return line.taxes
    .filter(({ rate, amount }) => !new Big(amount).eq(0) || (rate !== null && !new Big(rate).eq(0)))
    .flatMap(({ title, rate }) => {
      if (rate === null) return own;
      const fitting = known.filter((tax) => tax.rate !== null && new Big(tax.rate).eq(rate));
      const named = fitting.filter((tax) => [tax.name, tax.description].includes(title));
      const [best = fitting] = [fitting.filter(({ id }) => own.includes(id)), named].filter(
        (some) => some.length === 1,
      );
      const [tax, other] = best;
      const percent = `${new Big(rate).times(100).toFixed()} %`;
      if (!tax)
        throw new UserError(
          `The shop charged ${title} ${percent} on "${line.title}"; Tryton has no such tax.`,
        );
      if (other) {
        throw new UserError(
          `Tryton has several taxes of ${percent} for "${line.title}". Name one of them "${title}", or give it to the product's accounting category.`,
        );
      }
      return tax.id;
    });
}

const Categories = z.array(z.object({ id: z.number(), customer_taxes: Ids }));

/** What each accounting category charges customers. */
export async function categoryTaxes(
  { client }: Source,
  ids: readonly number[],
  signal: AbortSignal,
): Promise<Map<number, number[]>> {
  if (ids.length === 0) return new Map();
  const params = [[...new Set(ids)], ["customer_taxes"]];
  const rows = await client.model("product.category.read", params, Categories, signal);
  return new Map(rows.map(({ id, customer_taxes }) => [id, customer_taxes]));
}
