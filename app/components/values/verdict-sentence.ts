import type { TFunction } from "i18next";
import { blockedReason } from "#app/core/values/blocked.ts";
import type { VerdictKind } from "#app/core/values/verdict.ts";
import type { formats } from "../parts/format.ts";
import { valueText, type NamedValue } from "./text.ts";

export interface ShownValue extends NamedValue {
  verdict: VerdictKind;
  reason: string | null;
  message: string | null;
  desired: string | null;
  observed: string | null;
  baselineAt: string | null;
  pinned: string | null;
  pinnedBy: string | null;
  /** The pin only silences a conflict. */
  ignored: boolean;
}

/** "In step since 09:12" or "Shop shows 7, should show 5; repairing": the state of one value. */
export function verdictSentence(value: ShownValue, t: TFunction, format: ReturnType<typeof formats>): string {
  const { verdict, reason, message, baselineAt } = value;
  const sides = { shows: shownInWords(value, t, format), should: valueText(value, value.desired, t, format) };
  if (value.pinned !== null) return pinnedSentence(value, value.pinned, t, format);
  switch (verdict) {
    case "unknown":
      return t("sku.unknown");
    case "in-sync":
      if (reason === "shop-decides") return t("sku.shopDecides", sides);
      return baselineAt ? t("sku.inSyncSince", { since: format.moment(baselineAt) }) : t("sku.inSync");
    case "planned":
    case "push":
      return t("sku.repairing", sides);
    case "held":
      if (reason === "price-jump") return t("sku.priceJump", sides);
      return t(reason === "paused" ? "sku.paused" : "sku.held", sides);
    case "conflict":
      return t("sku.conflict", sides);
    case "blocked":
      return t(`blocked.${blockedReason(reason)}`);
    case "failing":
      return t("sku.failing", { ...sides, message: message ?? "" });
  }
}

/** The shop's value; an item has none at a location that does not stock it. */
export function shownInWords(
  value: NamedValue & { observed: string | null },
  t: TFunction,
  format: ReturnType<typeof formats>,
): string {
  if (value.kind === "stock" && value.observed === null) return t("receipt.notStocked");
  return valueText(value, value.observed, t, format);
}

function pinnedSentence(
  value: ShownValue,
  pinned: string,
  t: TFunction,
  format: ReturnType<typeof formats>,
): string {
  if (value.ignored) return t("sku.ignored", { who: value.pinnedBy ?? t("sku.someone") });
  const kept = valueText(value, pinned, t, format);
  return t("sku.pinned", { value: kept, who: value.pinnedBy ?? t("sku.someone") });
}
