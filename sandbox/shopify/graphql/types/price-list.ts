import { moneyV2, storedAmount } from "#sandbox/shopify/currency.ts";
import { gid } from "#sandbox/shopify/gid.ts";
import type {
  Catalog,
  PriceList as PriceListRow,
  QuantityBreak,
  QuantityRule,
} from "#sandbox/shopify/state/price-list-rows.ts";
import type { Variant } from "#sandbox/shopify/state/rows.ts";
import { byId, connect, type Ordering } from "#sandbox/shopify/graphql/connection.ts";
import type { Fields } from "#sandbox/shopify/graphql/context.ts";
import { notImplemented } from "#sandbox/shopify/graphql/errors.ts";
import { parseSearch, type SearchFields } from "#sandbox/shopify/graphql/search.ts";
import type { ShopState } from "#sandbox/shopify/state/shop-state.ts";
import { findOfType } from "./nodes.ts";

/** What one variant costs on one list. */
interface ListedPrice {
  variant: Variant;
  originType: "FIXED" | "RELATIVE";
  list: PriceListRow;
  price: string;
  compareAt: string | null;
  breaks: QuantityBreak[];
}

interface ListedRule extends QuantityRule {
  originType: "FIXED" | "RELATIVE";
}

const BY_VARIANT: Ordering<{ variant: Variant }> = {
  value: ({ variant }) => Number(variant.id),
  id: ({ variant }) => Number(variant.id),
};
const BY_MINIMUM: Ordering<QuantityBreak> = {
  value: (row) => row.minimumQuantity,
  id: (row) => Number(row.id),
};

const PRICE_SEARCH: SearchFields<ListedPrice> = {
  variant_id: { number: ({ variant }) => Number(variant.id) },
  product_id: { number: ({ variant }) => Number(variant.product.id) },
};
const NO_RULE = { minimum: 1, maximum: null, increment: 1 };

export const priceListQueries: Fields<undefined> = {
  priceList: (_root, args, context) => findOfType(context, args["id"] as string, "PriceList"),
  priceLists: (_root, args, context) => {
    const { rows } = context.state.priceLists;
    const ordering: Ordering<PriceListRow> =
      args["sortKey"] === "NAME" ? { value: (row) => row.name, id: (row) => Number(row.id) } : byId();
    const sorted = rows.toSorted((a, b) => (ordering.value(a) < ordering.value(b) ? -1 : 1));
    return connect({ rows: sorted, ordering }, args, context);
  },
  catalogs: (_root, args, context) => {
    if (args["sortKey"] !== "ID") throw notImplemented(`catalogs sorted by ${args["sortKey"] as string}`);
    if (args["query"]) throw notImplemented("search of catalogs");
    const kinds: Record<string, string> = {
      MARKET: "MarketCatalog",
      COMPANY_LOCATION: "CompanyLocationCatalog",
    };
    const kind = kinds[args["type"] as string];
    if (args["type"] && !kind) throw notImplemented(`catalogs of type ${args["type"] as string}`);
    const keep = (row: Catalog) => !kind || row.kind === kind;
    return connect({ rows: context.state.catalogs.rows, ordering: byId<Catalog>(), keep }, args, context);
  },
};

export const PriceList: Fields<PriceListRow> = {
  id: (list) => gid("PriceList", list.id),
  fixedPricesCount: (list) => list.fixed.size,
  parent: ({ adjustment, compareAtMode }) => adjustment && { adjustment, settings: { compareAtMode } },
  prices: (list, args, context) => {
    const origin = args["originType"];
    const rows = origin === "FIXED" ? fixedPrices(list) : allPrices(list, context.state);
    const found = parseSearch(args["query"] as string | null, PRICE_SEARCH, "prices of a price list");
    const keep = (row: ListedPrice) => (!origin || row.originType === origin) && (found?.(row) ?? true);
    return connect({ rows, ordering: BY_VARIANT, keep }, args, context);
  },
  quantityRules: (list, args, context) => {
    const origin = args["originType"];
    const rows = context.state.variants.rows.map((variant): ListedRule => {
      const rule = list.rules.get(variant.id);
      return rule ? { ...rule, originType: "FIXED" } : { variant, ...NO_RULE, originType: "RELATIVE" };
    });
    const keep = (row: ListedRule) => !origin || row.originType === origin;
    return connect({ rows, ordering: BY_VARIANT, keep }, args, context);
  },
};

/** A fixed price as `prices` and the answers of mutations show it. */
export function fixedPrices(
  list: PriceListRow,
  variantIds: Iterable<string> = list.fixed.keys(),
): ListedPrice[] {
  return [...variantIds]
    .flatMap((id) => list.fixed.get(id) ?? [])
    .sort((a, b) => Number(a.variant.id) - Number(b.variant.id))
    .map((fixed) => ({ ...fixed, originType: "FIXED", list }));
}

function allPrices(list: PriceListRow, state: ShopState): ListedPrice[] {
  return state.variants.rows.map((variant) => {
    const fixed = list.fixed.get(variant.id);
    return fixed ? { ...fixed, originType: "FIXED", list } : relativePrice(list, variant);
  });
}

function relativePrice(list: PriceListRow, variant: Variant): ListedPrice {
  const { rate, adjustment, currency } = list;
  if (rate === null) throw notImplemented(`relative prices of ${list.name}, whose rate nobody gave`);
  const share = (adjustment?.value ?? 0) / 100;
  const factor = rate * (adjustment?.type === "PERCENTAGE_INCREASE" ? 1 + share : 1 - share);
  const relative = (amount: string) => storedAmount(Number(amount) * factor, currency);
  const { compareAtPrice } = variant;
  return {
    variant,
    originType: "RELATIVE",
    list,
    price: relative(variant.price),
    compareAt: list.compareAtMode === "NULLIFY" || compareAtPrice === null ? null : relative(compareAtPrice),
    breaks: [],
  };
}

export const PriceListPrice: Fields<ListedPrice> = {
  price: ({ price, list }) => moneyV2(price, list.currency),
  compareAtPrice: ({ compareAt, list }) => (compareAt === null ? null : moneyV2(compareAt, list.currency)),
  quantityPriceBreaks: ({ breaks }, args, context) => {
    if (args["sortKey"] === "ID") throw notImplemented("quantity breaks by id");
    return connect({ rows: breaks, ordering: BY_MINIMUM }, args, context);
  },
};

export const QuantityPriceBreak: Fields<QuantityBreak> = {
  id: (row) => gid("QuantityPriceBreak", row.id),
  price: ({ price, list }) => moneyV2(price, list.currency),
  priceList: ({ list }) => list,
};

export const QuantityRuleType: Fields<ListedRule> = {
  productVariant: ({ variant }) => variant,
  isDefault: ({ minimum, maximum, increment }) => minimum === 1 && maximum === null && increment === 1,
};

/** Both kinds of catalog; markets and company locations themselves are not in the sandbox. */
export const CatalogType: Fields<Catalog> = {
  id: (catalog) => gid(catalog.kind, catalog.id),
  operations: () => [],
  publication: () => null,
};
