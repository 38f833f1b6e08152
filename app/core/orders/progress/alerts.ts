import { isClock } from "./business-hours.ts";
import type { OrderAlertRules } from "../rules.ts";

/** The defaults; no quiet hours, as nobody can know how many orders are usual. */
export const DEFAULT_ORDER_ALERTS: OrderAlertRules = {
  notExportedHours: 4,
  notShippedHours: 72,
  quietHours: null,
  business: { from: "08:00", until: "18:00", days: [1, 2, 3, 4, 5] },
};

/** A year: more would mean never. */
export const ALERT_HOURS_MAX = 8_760;

/** The rule as stored, with the defaults for what is missing or makes no sense. */
export function parseOrderAlerts(stored: unknown): OrderAlertRules {
  if (typeof stored !== "object" || stored === null) return DEFAULT_ORDER_ALERTS;
  const given = stored as Partial<Record<keyof OrderAlertRules, unknown>>;
  const usual = DEFAULT_ORDER_ALERTS;
  return {
    notExportedHours: hours(given.notExportedHours, usual.notExportedHours),
    notShippedHours: hours(given.notShippedHours, usual.notShippedHours),
    quietHours: hours(given.quietHours, usual.quietHours),
    business: business(given.business),
  };
}

function hours(value: unknown, usual: number | null): number | null {
  if (value === null) return null;
  return typeof value === "number" && value > 0 && value <= ALERT_HOURS_MAX ? value : usual;
}

function business(value: unknown): OrderAlertRules["business"] {
  const { business: usual } = DEFAULT_ORDER_ALERTS;
  if (typeof value !== "object" || value === null) return usual;
  const { from, until, days } = value as Partial<Record<keyof OrderAlertRules["business"], unknown>>;
  if (typeof from !== "string" || typeof until !== "string" || !Array.isArray(days)) return usual;
  if (!isClock(from) || !isClock(until) || from >= until) return usual;
  const named = [1, 2, 3, 4, 5, 6, 7].filter((day) => days.includes(day));
  return named.length === 0 ? usual : { from, until, days: named };
}
