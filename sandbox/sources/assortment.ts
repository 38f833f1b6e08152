import type { Article, Sample } from "#sandbox/data/sample.ts";
import { factsOf, type ArticleFacts } from "./article.ts";
import { costOf } from "./offers.ts";
import { barcode, hash, tags, titleCase } from "./names.ts";
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
  /** Pieces in stock when the sample starts. */
  opening: Record<WarehouseCode, number>;
  trouble: Trouble | null;
  /** Articles of one group are one product in the shop. */
  group: string;
  /** The product's name, and what distinguishes this article within its group. */
  title: string;
  option: string | null;
  facts: ArticleFacts;
}

export interface ShopVariant {
  sku: string;
  barcode: string | null;
  title: string;
  price: string;
  /** What somebody once typed as the price before a reduction, and forgot. */
  compareAt: string | null;
  cost: string;
  /** In grams. */
  weight: number;
  tracked: boolean;
  /** The ERP's item behind it; null where the ERP has none. */
  item: ErpItem | null;
  opening: Record<WarehouseCode, number>;
}

export interface ShopProduct {
  title: string;
  description: string;
  vendor: string;
  productType: string;
  tags: string[];
  code: string;
  variants: ShopVariant[];
}

export interface Assortment {
  items: ErpItem[];
  products: ShopProduct[];
}

/** The same articles as kept by two systems that never quite agreed. The best sellers come first. */
export function assortment(sample: Sample, skus: number, troubles: ReadonlySet<TroubleName>): Assortment {
  const articles = chooseArticles(sample.articles, skus);
  const trouble = pickTroubles(articles, troubles);
  const firstWeeks = soldInFirstWeeks(sample);
  const found = articles.map((article) => erpItem(article, firstWeeks, trouble.get(article.code) ?? null));
  const products = grouped(found);
  const items = products.flat();
  const inShop = products.map((family) => family.filter((item) => item.trouble !== "missing-in-shop"));
  return {
    items: items.filter((item) => item.trouble !== "missing-in-erp"),
    products: inShop.filter((family) => family.length > 0).map(product),
  };
}

/** The till's lower-case spelling of a code is its own article for a few, only a spelling for the rest. */
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

type Ungrouped = Omit<ErpItem, "group" | "title" | "option" | "facts">;

function erpItem(article: Article, firstWeeks: Map<string, number>, trouble: Trouble | null): Ungrouped {
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

/** Codes such as 85049A and 85049C are one product in two colours, where their names tell the colours apart. */
function grouped(items: Ungrouped[]): ErpItem[][] {
  const families = Map.groupBy(items, (item) => familyOf(item));
  return [...families.values()].flatMap((family) => {
    const common = family.length === 1 ? null : commonWords(family);
    if (common === null) return family.map((item) => [describedItem(item, item, item.description, null)]);
    const [first] = family;
    return [
      family.map((item) => describedItem(item, first ?? item, common.join(" "), optionOf(item, common))),
    ];
  });
}

function describedItem(item: Ungrouped, first: Ungrouped, name: string, option: string | null): ErpItem {
  const title = titleCase(name);
  return { ...item, group: first.sku, title, option, facts: factsOf(item.sku, first.sku, title) };
}

/** Spellings of one code are not colours. */
function familyOf(item: Ungrouped): string {
  const plain = item.trouble === null && item.sku === item.sku.toUpperCase();
  return plain && /^\d{5}[A-Z]$/.test(item.sku) ? item.sku.slice(0, 5) : item.sku;
}

function commonWords(family: Ungrouped[]): string[] | null {
  const lists = family.map((item) => item.description.split(" "));
  const common = (lists[0] ?? []).filter((word) => lists.every((list) => list.includes(word)));
  const rests = lists.map((list) => list.filter((word) => !common.includes(word)).join(" "));
  const distinct = new Set(rests).size === family.length && !rests.includes("");
  return common.length >= 2 && distinct ? common : null;
}

function optionOf(item: Ungrouped, common: string[]): string {
  const rest = item.description.split(" ").filter((word) => !common.includes(word));
  return titleCase(rest.join(" "));
}

/** One product in this many still has what somebody typed in the shop years ago. */
const oldWordsOneIn = 40;
const oldFiguresOneIn = 50;

/** What the shop shows of a product: nearly what the ERP says. */
function product(family: ErpItem[]): ShopProduct {
  const [first] = family;
  if (!first) throw new RangeError("A product has at least one article");
  const { facts, group, title } = first;
  const isOld = hash(`old ${group}`) % oldWordsOneIn === 0;
  return {
    title,
    description: isOld ? "" : facts.description,
    vendor: isOld ? "Various" : facts.vendor,
    productType: facts.productType,
    tags: tags(title.toUpperCase()),
    code: group,
    variants: family.flatMap((item) => {
      const variant = shopVariant(item, item.option ?? "Default Title");
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
    compareAt:
      hash(`was ${item.sku}`) % oldFiguresOneIn === 0 ? `${Math.ceil(Number(item.price) * 1.3)}.00` : null,
    cost: hash(`cost ${item.sku}`) % oldFiguresOneIn === 0 ? "1.00" : costOf(item.price),
    weight:
      hash(`weight ${item.sku}`) % oldFiguresOneIn === 0 ? 0 : Math.round(Number(item.facts.weight) * 1000),
    tracked: item.trouble !== "untracked",
    item: item.trouble === "missing-in-erp" ? null : item,
    opening: { LON: Math.max(0, item.opening.LON), LDS: item.opening.LDS },
  };
}
