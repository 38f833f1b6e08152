import { promotionState, type Promotion } from "#app/core/prices/promotion.ts";
import { loadPromotedPrices } from "#app/store/prices/rows.server.ts";
import {
  countPromoted,
  countShared,
  listPromotions,
  nameVariants,
} from "#app/store/prices/promotions.server.ts";
import { decidePrice } from "../decide/price.server.ts";
import { loadRules } from "../decide/rules.server.ts";

const PAGE_ROWS = 25;

/** One price, as it is and as it would be while the promotion is on. */
export interface PromotedRow {
  variantId: string;
  productId: string;
  sku: string | null;
  title: string;
  variantTitle: string;
  imageUrl: string | null;
  now: string | null;
  /** Null where the price would not be written; `reason` says why. */
  during: string | null;
  /** Why the price would not change: a word of core/values/verdict.ts, or "not-lower" if already as low. */
  reason: string | null;
}

export interface PromotionPreview {
  /** Variants it names, and those whose price is kept in step. */
  named: number;
  kept: number;
  rows: PromotedRow[];
  /** Where the next page begins, if there is one. */
  next: string | null;
  overlaps: { id: string; name: string; shared: number }[];
}

/** What a promotion would do, row by row, without saving anything. */
export async function previewPromotion(
  shop: string,
  promotion: Promotion,
  after: string,
  now: Date,
): Promise<PromotionPreview> {
  const [counts, rules, inputs, overlaps] = await Promise.all([
    countPromoted(shop, promotion),
    loadRules(shop, now),
    loadPromotedPrices(shop, promotion, after, PAGE_ROWS + 1),
    overlapsOf(shop, promotion, now),
  ]);
  const others = rules.promotions.filter(({ id }) => id !== promotion.id);
  const begun = new Date(Math.max(now.getTime(), Date.parse(promotion.from)));
  const during = { ...rules, promotions: [...others, promotion], now: begun };
  const without = { ...rules, promotions: others, now: begun };
  const page = inputs.slice(0, PAGE_ROWS);
  const names = await nameVariants(
    shop,
    page.map(({ subject }) => subject),
  );
  const rows = page.map((input): PromotedRow => {
    const name = names.find(({ id }) => id === input.subject);
    const then = decidePrice(input, during);
    const same = then.desired !== null && then.desired === decidePrice(input, without).desired;
    const blocked = then.verdict === "blocked" || then.verdict === "unknown";
    const value = blocked ? null : then.desired;
    return {
      variantId: input.subject,
      productId: name?.productId ?? "",
      sku: input.sku,
      title: name?.title ?? "",
      variantTitle: name?.variantTitle ?? "",
      imageUrl: name?.imageUrl ?? null,
      now: input.observed,
      during: value,
      reason: blocked ? then.reason : same ? "not-lower" : null,
    };
  });
  const next = inputs.length > PAGE_ROWS ? (page.at(-1)?.subject ?? null) : null;
  return { ...counts, rows, next, overlaps };
}

/** Other promotions that overlap this one in time and name some of its variants. */
async function overlapsOf(shop: string, promotion: Promotion, now: Date) {
  const others = (await listPromotions(shop)).filter(
    (other) =>
      other.id !== promotion.id &&
      promotionState(other, now.getTime()) !== "ended" &&
      begins(other) < ends(promotion) &&
      begins(promotion) < ends(other),
  );
  const shared = await Promise.all(others.map((other) => countShared(shop, promotion, other)));
  return others.flatMap(({ id, name }, index) => {
    const n = shared[index] ?? 0;
    return n > 0 ? [{ id, name, shared: n }] : [];
  });
}

function begins({ from }: Promotion): number {
  return Date.parse(from);
}

function ends({ until }: Promotion): number {
  return until === null ? Number.POSITIVE_INFINITY : Date.parse(until);
}
