import type { TFunction } from "i18next";
import type { VerdictKind } from "#app/core/verdict.ts";
import type { formats } from "./format.ts";
import { blockedReason } from "./needs.ts";

export interface SkuValue {
  verdict: VerdictKind;
  reason: string | null;
  message: string | null;
  desired: number | null;
  observed: number | null;
  baselineAt: string | null;
  pinned: number | null;
  pinnedBy: string | null;
}

/** "In step since 09:12" or "Shop shows 7, should show 5; repairing": how one value stands. */
export function verdictSentence(value: SkuValue, t: TFunction, format: ReturnType<typeof formats>): string {
  const { verdict, reason, message, desired, observed, baselineAt, pinned, pinnedBy } = value;
  if (pinned !== null) {
    return t("sku.pinned", { value: format.number(pinned), who: pinnedBy ?? t("sku.someone") });
  }
  const sides = {
    shows: observed === null ? t("receipt.notStocked") : format.number(observed),
    should: desired === null ? "–" : format.number(desired),
  };
  switch (verdict) {
    case "unknown":
      return t("sku.unknown");
    case "in-sync":
      return baselineAt ? t("sku.inSyncSince", { since: format.moment(baselineAt) }) : t("sku.inSync");
    case "planned":
    case "push":
      return t("sku.repairing", sides);
    case "held":
      return t(reason === "paused" ? "sku.paused" : "sku.held", sides);
    case "conflict":
      return t("sku.conflict", sides);
    case "blocked":
      return t(`blocked.${blockedReason(reason)}`);
    case "failing":
      return t("sku.failing", { ...sides, message: message ?? "" });
  }
}
