import Big from "big.js";
import { isDecimal } from "../money.ts";
import { isOn, type Span } from "./entry.ts";
import type { CatalogFacts, PolicyRow } from "../values/policy.ts";

/** A price reduction that the merchant schedules in Concord, for the shop's own prices. */
export interface Promotion extends Span {
  id: string;
  name: string;
  scope: "shop" | "sku" | "tag" | "vendor" | "collection";
  /** SKUs, tags, vendors or collection ids; empty for the whole shop. */
  subjects: readonly string[];
  /** "20" for 20 % off; null where `amount` names the price. */
  percent: string | null;
  /** The reduced price, in the shop's currency. */
  amount: string | null;
  from: string;
}

/** A promotion as stored (rule "promotion", its id as subject), or null where the row makes no sense. */
export function parsePromotion({ rule, subject, value }: PolicyRow): Promotion | null {
  if (rule !== "promotion" || typeof value !== "object" || value === null) return null;
  const { name, scope, subjects, percent, amount, from, until } = value as Record<string, unknown>;
  if (typeof name !== "string" || !isScope(scope) || !isTime(from)) return null;
  if (until !== null && !isTime(until)) return null;
  if (!Array.isArray(subjects) || !subjects.every((one) => typeof one === "string")) return null;

  const common = { id: subject, name, scope, subjects, from, until };
  if (isDecimal(percent) && new Big(percent).gt(0) && new Big(percent).lt(100)) {
    return { ...common, percent, amount: null };
  }
  if (isDecimal(amount) && new Big(amount).gt(0)) return { ...common, percent: null, amount };
  return null;
}

export function promotionState(promotion: Span, now: number): "scheduled" | "active" | "ended" {
  if (isOn(promotion, now)) return "active";
  return promotion.until !== null && Date.parse(promotion.until) <= now ? "ended" : "scheduled";
}

/**
 * Until this time a promotion that has ended still takes back the compare-at price it set. After it that
 * price is left to the shop again, unless the source gives one.
 */
export function clearedAt({ until }: Pick<Span, "until">): string | null {
  return until === null ? null : new Date(Date.parse(until) + CLEARED_AFTER_MS).toISOString();
}

/** The promotions whose scope covers a variant, at any time. */
export function promotionsFor(promotions: readonly Promotion[], facts: CatalogFacts): Promotion[] {
  return promotions.filter(({ scope, subjects }) => {
    switch (scope) {
      case "shop":
        return true;
      case "sku":
        return facts.sku !== null && subjects.includes(facts.sku);
      case "tag":
        return facts.tags.some((tag) => subjects.includes(tag));
      case "vendor":
        return facts.vendor !== null && subjects.includes(facts.vendor);
      case "collection":
        return facts.collections.some((id) => subjects.includes(id));
    }
  });
}

const CLEARED_AFTER_MS = 7 * 24 * 60 * 60 * 1000;

const SCOPES: readonly unknown[] = ["shop", "sku", "tag", "vendor", "collection"];

function isScope(value: unknown): value is Promotion["scope"] {
  return SCOPES.includes(value);
}

function isTime(value: unknown): value is string {
  return typeof value === "string" && !Number.isNaN(Date.parse(value));
}
