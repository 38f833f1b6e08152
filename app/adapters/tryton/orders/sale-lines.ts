import Big from "big.js";
import { z } from "zod";
import type { SourceOrderLine } from "#app/core/source/order.ts";
import { UserError } from "../wire/answers.ts";
import { lineNote } from "../wire/key.ts";
import type { ServiceKind } from "../settings.ts";
import type { Source } from "../wire/source.ts";
import { categoryTaxes, readTaxes, type Tax, taxesOf } from "./taxes.ts";
import { toDecimal } from "../wire/wire.ts";

const PRICE_DIGITS = 4;

interface Article {
  id: number;
  unit: number;
  taxes: readonly number[];
}

/** Everything needed to write an order's lines in Tryton's terms. */
export interface Vocabulary {
  articles: ReadonlyMap<string, Article>;
  services: Readonly<Record<ServiceKind, string | null>>;
  taxes: readonly Tax[];
}

const Articles = z.array(
  z.object({
    id: z.number(),
    code: z.string(),
    default_uom: z.number(),
    account_category: z.number().nullable(),
  }),
);

export async function readVocabulary(
  source: Source,
  lines: readonly SourceOrderLine[],
  company: number,
  signal: AbortSignal,
): Promise<Vocabulary> {
  const services = source.settings.orders.products;
  const wanted = [...lines.map(({ sku }) => sku), ...Object.values(services)];
  const codes = [...new Set(wanted.flatMap((code) => code ?? []))].sort();
  const fields = ["code", "default_uom", "account_category"];
  const params = [[["code", "in", codes]], 0, null, [["id", "ASC"]], fields];
  const rows = await source.client.model("product.product.search_read", params, Articles, signal);
  const categories = rows.flatMap(({ account_category }) => account_category ?? []);
  const charged = await categoryTaxes(source, categories, signal);
  const articles = new Map<string, Article>();
  for (const row of rows) {
    if (articles.has(row.code))
      throw new UserError(`Tryton has several products with the code "${row.code}".`);
    articles.set(row.code, {
      id: row.id,
      unit: row.default_uom,
      taxes: charged.get(row.account_category ?? 0) ?? [],
    });
  }
  return { articles, services, taxes: await readTaxes(source, company, signal) };
}

/** A line as Tryton creates it. Its prices are without tax; `sign` is -1 for what goes back. */
export function lineValues(
  line: SourceOrderLine,
  { taxesIncluded, sign }: { taxesIncluded: boolean; sign: 1 | -1 },
  words: Vocabulary,
) {
  const code = line.kind === "product" ? line.sku : (words.services[line.kind] ?? null);
  const article = code === null ? null : words.articles.get(code);
  if (article === undefined) throw new UserError(`Tryton has no product with the code "${code}".`);
  const taxes = taxesOf(line, article?.taxes ?? [], words.taxes);
  const tax = line.taxes.reduce((sum, { amount }) => sum.plus(amount), new Big(0));
  const net = taxesIncluded ? new Big(line.total).minus(tax) : new Big(line.total);
  return {
    type: "line",
    product: article?.id ?? null,
    unit: article?.unit ?? null,
    quantity: sign * line.quantity,
    unit_price: toDecimal(net.div(line.quantity).round(PRICE_DIGITS, Big.roundHalfUp).toFixed()),
    taxes: [["add", taxes]],
    description: line.bundle === null ? line.title : `${line.title} (${line.bundle})`,
    note: [lineNote(line.id), ...discountNote(line)].join("\n"),
  };
}

function discountNote({ discount, discountTitles }: SourceOrderLine): string[] {
  if (new Big(discount).eq(0)) return [];
  return [`Discount ${new Big(discount).toFixed()} ${discountTitles.join(", ")}`.trim()];
}
