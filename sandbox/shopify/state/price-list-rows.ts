import type { Variant } from "./rows.ts";

/** Who a price list is for: the customers of a market, or of companies' locations. */
export interface Catalog {
  kind: "MarketCatalog" | "CompanyLocationCatalog";
  id: string;
  title: string;
  status: "ACTIVE" | "ARCHIVED" | "DRAFT";
  priceList: PriceList | null;
}

export interface PriceList {
  kind: "PriceList";
  id: string;
  name: string;
  currency: string;
  /** Units of the list's currency for one of the shop's; null: no relative price can be worked out. */
  rate: number | null;
  catalog: Catalog | null;
  adjustment: Adjustment | null;
  compareAtMode: "ADJUSTED" | "NULLIFY";
  /** By variant id. */
  fixed: Map<string, FixedPrice>;
  rules: Map<string, QuantityRule>;
}

export interface Adjustment {
  type: "PERCENTAGE_DECREASE" | "PERCENTAGE_INCREASE";
  value: number;
}

export interface FixedPrice {
  variant: Variant;
  price: string;
  compareAt: string | null;
  breaks: QuantityBreak[];
}

export interface QuantityBreak {
  kind: "QuantityPriceBreak";
  id: string;
  list: PriceList;
  variant: Variant;
  minimumQuantity: number;
  price: string;
}

export interface QuantityRule {
  variant: Variant;
  minimum: number;
  maximum: number | null;
  increment: number;
}
