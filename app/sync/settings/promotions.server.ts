import { randomUUID } from "node:crypto";
import { DateTime } from "luxon";
import { isDecimal } from "#app/core/money.ts";
import { promotionState, type Promotion } from "#app/core/prices/promotion.ts";
import { markPromoted } from "#app/store/values/dirty.server.ts";
import {
  deletePromotion,
  ensureCompareAts,
  findPromotion,
  storePromotion,
  type PromotionEvent,
} from "#app/store/prices/promotions.server.ts";
import { getShop } from "#app/store/shops/shops.server.ts";

/** A promotion as a person enters it; times are "2026-11-27T08:00" in the shop's zone. */
export interface PromotionInput {
  name: string;
  scope: Promotion["scope"];
  subjects: string[];
  percent: string | null;
  amount: string | null;
  from: string;
  until: string | null;
}

export type PromotionProblem =
  "name" | "subjects" | "percent" | "amount" | "from" | "until" | "untilBeforeFrom" | "untilPast";

export type ReadPromotion = { ok: true; promotion: Promotion } | { ok: false; problems: PromotionProblem[] };

/** Checks what a person entered, and reads its times in the shop's zone. */
export async function readPromotionInput(
  shop: string,
  id: string,
  input: PromotionInput,
  now: Date,
): Promise<ReadPromotion> {
  const { timeZone } = await getShop(shop);
  const at = (text: string) => DateTime.fromISO(text, { zone: timeZone });
  const from = at(input.from);
  const until = input.until === null ? null : at(input.until);
  const number = (text: string | null) => (text === null ? null : text.trim().replace(",", "."));
  const percent = number(input.percent);
  const amount = number(input.amount);
  const subjects = input.scope === "shop" ? [] : input.subjects;

  const problems: PromotionProblem[] = [];
  if (input.name.trim() === "") problems.push("name");
  if (input.scope !== "shop" && subjects.length === 0) problems.push("subjects");
  if (percent !== null && !(isDecimal(percent) && Number(percent) > 0 && Number(percent) < 100)) {
    problems.push("percent");
  }
  if (percent === null && !(isDecimal(amount) && Number(amount) > 0)) problems.push("amount");
  if (!from.isValid) problems.push("from");
  if (until && !until.isValid) problems.push("until");
  else if (until && from.isValid && until <= from) problems.push("untilBeforeFrom");
  else if (until && until.toMillis() <= now.getTime()) problems.push("untilPast");
  if (problems.length > 0) return { ok: false, problems };

  const name = input.name.trim();
  const times = { from: from.toJSDate().toISOString(), until: until?.toJSDate().toISOString() ?? null };
  return { ok: true, promotion: { id, name, scope: input.scope, subjects, percent, amount, ...times } };
}

/** Saves a new or changed promotion, and owes a decision to the prices that it names or named before. */
export async function savePromotion(shop: string, promotion: Promotion, who: string, now: Date) {
  const before = await findPromotion(shop, promotion.id);
  const event: PromotionEvent = {
    at: now.toISOString(),
    who,
    event: before === null ? "created" : "changed",
  };
  await storePromotion(shop, { ...promotion, history: [...(before?.history ?? []), event] }, who);
  await ensureCompareAts(shop);
  if (before) await markPromoted(shop, before);
  await markPromoted(shop, promotion);
}

/** Ends a promotion now: the prices go back by themselves. One that has not begun is deleted. */
export async function endPromotion(shop: string, id: string, who: string, now: Date): Promise<void> {
  const promotion = await findPromotion(shop, id);
  if (!promotion) return;
  switch (promotionState(promotion, now.getTime())) {
    case "ended":
      return;
    case "scheduled":
      await deletePromotion(shop, id);
      break;
    case "active": {
      const at = now.toISOString();
      const history: PromotionEvent[] = [...promotion.history, { at, who, event: "ended" }];
      await storePromotion(shop, { ...promotion, until: at, history }, who);
      break;
    }
  }
  await markPromoted(shop, promotion);
}

export function newPromotionId(): string {
  return randomUUID();
}
