import { expect } from "vitest";
import type { PriceEntry } from "#app/core/prices/entry.ts";
import { DEFAULT_PRICE_RULES } from "#app/core/prices/rules.ts";
import { desiredPrice, type PriceFacts } from "#app/core/prices/price.ts";
import type { Promotion } from "#app/core/prices/promotion.ts";

export const day = (n: number) => `2026-11-${String(n).padStart(2, "0")}T00:00:00.000Z`;
export const at = (n: number) => Date.parse(day(n));

export const entry = (change: Partial<PriceEntry>): PriceEntry => ({
  list: "",
  amount: "10",
  currency: "EUR",
  compareAt: null,
  cost: null,
  minQuantity: 1,
  from: null,
  until: null,
  taxIncluded: null,
  taxRate: null,
  asOf: day(1),
  origin: "prices.csv, line 2",
  sku: "MUG",
  ...change,
});

export const promotion = (change: Partial<Promotion>): Promotion => ({
  id: "p1",
  name: "Autumn sale",
  scope: "shop",
  subjects: [],
  percent: "20",
  amount: null,
  from: day(5),
  until: day(20),
  ...change,
});

export const input = (change: Partial<PriceFacts>): PriceFacts => ({
  kind: "price",
  priceListId: null,
  minQuantity: 1,
  currency: "EUR",
  taxesIncluded: true,
  entries: [entry({})],
  rates: [],
  rules: DEFAULT_PRICE_RULES,
  promotions: [],
  now: at(10),
  ...change,
});

export const rules = (change: Partial<typeof DEFAULT_PRICE_RULES>) => ({ ...DEFAULT_PRICE_RULES, ...change });
export const rate = (from: string, to: string, text: string, asOf = day(1)) => ({
  from,
  to,
  rate: text,
  asOf,
});

/** Each row: its name, the facts that it changes, and the value or else the reason. */
export type Row = [string, Partial<PriceFacts>, string | { reason: string; value?: string } | null];

export const check = (_: string, change: Partial<PriceFacts>, expected: Row[2]) => {
  const { value, reason } = desiredPrice(input(change));
  if (typeof expected === "string") expect({ value, reason }).toEqual({ value: expected, reason: null });
  else if (expected === null) expect({ value, reason }).toEqual({ value: null, reason: null });
  else expect({ value, reason }).toEqual({ value: null, ...expected });
};
