import type { Article, Sample } from "#sandbox/data/sample.ts";
import { barcode, hash, supplier, tags, titleCase } from "./names.ts";
import { pickTroubles, type Trouble, type TroubleName } from "./troubles.ts";

export const warehouses = [
  { code: "LON", name: "London" },
  { code: "LDS", name: "Leeds" },
] as const;

export type WarehouseCode = (typeof warehouses)[number]["code"];

/** An article as the ERP keeps it. */
export interface ErpItem {
  sku: string;
  description: string;
  barcode: string;
  price: string;
  soldPerWeek: number;
  /** What lay there when the sample starts. */
  opening: Record<WarehouseCode, number>;
  trouble: Trouble | null;
}

export interface ShopVariant {
  sku: string;
  barcode: string | null;
  title: string;
  price: string;
  tracked: boolean;
  /** The ERP's item behind it; null where the ERP has none. */
  item: ErpItem | null;
  opening: Record<WarehouseCode, number>;
}

export interface ShopProduct {
  title: string;
  vendor: string;
  tags: string[];
  code: string;
  variants: ShopVariant[];
}

export interface Assortment {
  items: ErpItem[];
  products: ShopProduct[];
}

/** The same articles as two systems keep them that were never quite agreed. The best sellers come first. */
export function assortment(sample: Sample, skus: number, troubles: ReadonlySet<TroubleName>): Assortment {
  const articles = chooseArticles(sample.articles, skus);
  const trouble = pickTroubles(articles, troubles);
  const firstWeeks = soldInFirstWeeks(sample);
  const items = articles.map((article) => erpItem(article, firstWeeks, trouble.get(article.code) ?? null));
  return {
    items: items.filter((item) => item.trouble !== "missing-in-erp"),
    products: shopProducts(items.filter((item) => item.trouble !== "missing-in-shop")),
  };
}

/** The till's lower-case spelling of a code is an article of its own for a few, and a mere spelling for the rest. */
function chooseArticles(all: Article[], skus: number): Article[] {
  const codes = new Set(all.map((article) => article.code));
  const isTwin = (code: string): boolean => code !== code.toUpperCase() && codes.has(code.toUpperCase());
  const ranked = all.toSorted((a, b) => b.soldPerWeek - a.soldPerWeek);
  const kept = ranked.filter((article) => !isTwin(article.code)).slice(0, skus);
  const chosen = new Set(kept.map((article) => article.code));
  const twins = ranked.filter(({ code }) => isTwin(code) && chosen.has(code.toUpperCase()));
  const twinCount = Math.ceil(skus / 500);
  return [...kept.slice(0, skus - twinCount), ...twins.slice(0, twinCount)];
}

function soldInFirstWeeks(sample: Sample): Map<string, number> {
  const sold = new Map<string, number>();
  const half = (sample.sales.at(-1)?.minute ?? 0) / 2;
  for (const sale of sample.sales) {
    if (sale.minute > half) break;
    for (const { code, quantity } of sale.lines) {
      if (quantity > 0) sold.set(code, (sold.get(code) ?? 0) + quantity);
    }
  }
  return sold;
}

function erpItem(article: Article, firstWeeks: Map<string, number>, trouble: Trouble | null): ErpItem {
  const pieces = Math.ceil(firstWeeks.get(article.code) ?? article.soldPerWeek * 4);
  return {
    sku: article.code,
    description: article.description,
    barcode: barcode(article.code),
    price: article.price,
    soldPerWeek: article.soldPerWeek,
    opening:
      trouble === "negative" ? { LON: -1 - (hash(article.code) % 9), LDS: 0 } : spread(article.code, pieces),
    trouble,
  };
}

/** Six in ten articles lie in London, two in Leeds, two in both. */
function spread(code: string, pieces: number): Record<WarehouseCode, number> {
  const share = hash(code) % 10;
  if (share < 6) return { LON: pieces, LDS: 0 };
  if (share < 8) return { LON: 0, LDS: pieces };
  const leeds = Math.floor(pieces * 0.4);
  return { LON: pieces - leeds, LDS: leeds };
}

function shopProducts(items: ErpItem[]): ShopProduct[] {
  const families = Map.groupBy(items, (item) => familyOf(item));
  return [...families.values()].flatMap((family) => {
    const common = commonWords(family);
    if (family.length === 1 || common === null)
      return family.map((item) => product([item], item.description));
    return [product(family, common)];
  });
}

/** Codes such as 85049A and 85049C are one article in two colours; spellings of one code are not. */
function familyOf(item: ErpItem): string {
  const plain = item.trouble === null && item.sku === item.sku.toUpperCase();
  return plain && /^\d{5}[A-Z]$/.test(item.sku) ? item.sku.slice(0, 5) : item.sku;
}

function commonWords(family: ErpItem[]): string | null {
  const lists = family.map((item) => item.description.split(" "));
  const common = (lists[0] ?? []).filter((word) => lists.every((list) => list.includes(word)));
  const rests = lists.map((list) => list.filter((word) => !common.includes(word)).join(" "));
  const distinct = new Set(rests).size === family.length && !rests.includes("");
  return common.length >= 2 && distinct ? common.join(" ") : null;
}

function product(family: ErpItem[], name: string): ShopProduct {
  const code = family[0]?.sku ?? "";
  const words = new Set(name.split(" "));
  return {
    title: titleCase(name),
    vendor: supplier(code),
    tags: tags(name),
    code,
    variants: family.flatMap((item) => {
      const rest = item.description.split(" ").filter((word) => !words.has(word));
      const variant = shopVariant(item, family.length === 1 ? "Default Title" : titleCase(rest.join(" ")));
      return item.trouble === "twice-in-shop" ? [variant, { ...variant, title: "Gift wrapped" }] : [variant];
    }),
  };
}

function shopVariant(item: ErpItem, title: string): ShopVariant {
  const spelled = item.trouble === "letter-case" ? item.sku.toLowerCase() : item.sku;
  return {
    sku: item.trouble === "other-sku" ? `GIFT-${item.sku}` : spelled,
    barcode: item.trouble === "letter-case" || item.trouble === "missing-in-erp" ? null : item.barcode,
    title,
    price: item.price,
    tracked: item.trouble !== "untracked",
    item: item.trouble === "missing-in-erp" ? null : item,
    opening: { LON: Math.max(0, item.opening.LON), LDS: item.opening.LDS },
  };
}
