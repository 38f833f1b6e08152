import { DateTime } from "luxon";
import { promotionState } from "#app/core/prices/promotion.ts";
import { findPromotion, listPromotions, type StoredPromotion } from "#app/store/prices/promotions.server.ts";
import { readShop } from "./shop.server.ts";
import { nameCollections } from "./subjects.server.ts";

const ORDER = ["active", "scheduled", "ended"] as const;

/** All promotions: those that are on, then those to come, then those that are over, newest first. */
export async function readPromotions(shop: string, now: Date) {
  const [stored, collections] = await Promise.all([listPromotions(shop), nameCollections(shop)]);
  return stored
    .map((promotion) => describe(promotion, collections, now))
    .sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state) || b.from.localeCompare(a.from));
}

/** One promotion with its times as the shop's clocks show them. */
export async function readPromotion(shop: string, id: string, now: Date) {
  const [stored, collections, { timeZone }] = await Promise.all([
    findPromotion(shop, id),
    nameCollections(shop),
    readShop(shop),
  ]);
  if (!stored) return null;
  const local = (iso: string) => DateTime.fromISO(iso, { zone: timeZone }).toFormat("yyyy-MM-dd'T'HH:mm");
  return {
    ...describe(stored, collections, now),
    history: stored.history.toReversed(),
    localFrom: local(stored.from),
    localUntil: stored.until === null ? null : local(stored.until),
  };
}

function describe(promotion: StoredPromotion, collections: Readonly<Record<string, string>>, now: Date) {
  const { id, name, scope, subjects, percent, amount, from, until } = promotion;
  return {
    id,
    name,
    scope,
    subjects: subjects.map((value) => {
      return { value, label: scope === "collection" ? (collections[value] ?? value) : value };
    }),
    percent,
    amount,
    from,
    until,
    state: promotionState(promotion, now.getTime()),
  };
}

/** When a new promotion begins unless somebody says otherwise: at the next midnight in the shop. */
export async function nextMidnight(shop: string, now: Date): Promise<string> {
  const { timeZone } = await readShop(shop);
  const next = DateTime.fromJSDate(now, { zone: timeZone }).plus({ days: 1 }).startOf("day");
  return next.toFormat("yyyy-MM-dd'T'HH:mm");
}
