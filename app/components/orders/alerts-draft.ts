import { z } from "zod";
import { isClock } from "#app/core/orders/progress/business-hours.ts";
import { ALERT_HOURS_MAX, parseOrderAlerts } from "#app/core/orders/progress/alerts.ts";
import type { OrderAlertRules } from "#app/core/orders/rules.ts";
import { text } from "../parts/posted.ts";

export const ALERT_HOURS = ["notExportedHours", "notShippedHours", "quietHours"] as const;

/** When silence is reported, as typed; empty hours: never. */
export const orderAlertsForm = z.object({
  notExportedHours: text,
  notShippedHours: text,
  quietHours: text,
  from: text,
  until: text,
  days: z.array(z.int().min(1).max(7)).max(7),
});

export type OrderAlertsDraft = z.output<typeof orderAlertsForm>;

export function orderAlertsDraft(stored: unknown): OrderAlertsDraft {
  const { notExportedHours, notShippedHours, quietHours, business } = parseOrderAlerts(stored);
  const text = (hours: number | null) => (hours === null ? "" : String(hours));
  return {
    notExportedHours: text(notExportedHours),
    notShippedHours: text(notShippedHours),
    quietHours: text(quietHours),
    from: business.from,
    until: business.until,
    days: [...business.days],
  };
}

/** Which fields hold no usable value. */
export function alertProblems(draft: OrderAlertsDraft) {
  const { from, until, days } = draft;
  return {
    notExportedHours: !isHours(draft.notExportedHours),
    notShippedHours: !isHours(draft.notShippedHours),
    quietHours: !isHours(draft.quietHours),
    clock: !isClock(from) || !isClock(until) || from >= until,
    days: days.length === 0,
  };
}

/** The rule that a draft makes, or null while a field is wrong. */
export function readOrderAlertsDraft(draft: OrderAlertsDraft): OrderAlertRules | null {
  if (Object.values(alertProblems(draft)).some(Boolean)) return null;
  const { from, until, days } = draft;
  const hours = (text: string) => (text.trim() === "" ? null : Number(text));
  return {
    notExportedHours: hours(draft.notExportedHours),
    notShippedHours: hours(draft.notShippedHours),
    quietHours: hours(draft.quietHours),
    business: { from, until, days: [...days] },
  };
}

function isHours(text: string): boolean {
  return (
    text.trim() === "" ||
    (/^\d{1,4}$/.test(text.trim()) && Number(text) > 0 && Number(text) <= ALERT_HOURS_MAX)
  );
}
