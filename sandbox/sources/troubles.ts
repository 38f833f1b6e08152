import type { Article } from "#sandbox/data/sample.ts";
import { hash } from "./names.ts";

/** What can be wrong with one article. */
export type Trouble =
  | "letter-case" // the shop spells the code in lower case
  | "other-sku" // the shop uses a SKU of its own; the barcode still agrees
  | "missing-in-erp" // the shop sells what the ERP has never heard of
  | "missing-in-shop" // and the other way round
  | "twice-in-shop" // two variants carry one SKU
  | "untracked" // the shop does not count it
  | "negative" // sold before the goods were booked in
  | "bad-row"; // somebody typed words, or half a piece, into the export

/** What the demo may switch off: one by one, or all with "none". */
export type TroubleName = Trouble | "shop-edits";

export const troubleNames: readonly TroubleName[] = [
  "letter-case",
  "other-sku",
  "missing-in-erp",
  "missing-in-shop",
  "twice-in-shop",
  "untracked",
  "negative",
  "bad-row",
  "shop-edits",
];

/** One article in this many has the trouble; every demo has at least one of each. */
const oneIn: Record<Trouble, number> = {
  "letter-case": 150,
  "other-sku": 150,
  "missing-in-erp": 400,
  "missing-in-shop": 100,
  "twice-in-shop": 800,
  untracked: 600,
  negative: 250,
  "bad-row": 800,
};

export function pickTroubles(articles: Article[], wanted: ReadonlySet<TroubleName>): Map<string, Trouble> {
  const picked = new Map<string, Trouble>();
  const spellings = Map.groupBy(articles, (article) => article.code.toUpperCase());
  const free = articles
    .filter(({ code }) => spellings.get(code)?.length === 1)
    .toSorted((a, b) => hash(a.code) - hash(b.code));
  for (const [trouble, share] of Object.entries(oneIn) as [Trouble, number][]) {
    if (!wanted.has(trouble)) continue;
    const suits = (code: string): boolean => trouble !== "letter-case" || /[A-Z]$/.test(code);
    const candidates = free.filter(({ code }) => !picked.has(code) && suits(code));
    for (const { code } of candidates.slice(0, Math.ceil(articles.length / share))) picked.set(code, trouble);
  }
  return picked;
}
