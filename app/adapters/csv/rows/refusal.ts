import type { SetAsideReason } from "#app/core/source/records.ts";

/** Why a cell cannot be used, and with it its row. */

export interface Refusal {
  reason: SetAsideReason;
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === "object" && value !== null && "reason" in value;
}
