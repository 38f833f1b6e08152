/** The merchant's limits: shares of the connection's rows between 0 and 1. */
export interface Guards {
  /** A plan that changes a larger share waits for a person. */
  changedShareMax: number;
  /** A plan that sets a larger share from something to nothing waits for a person. */
  zeroedShareMax: number;
  /** A plan in which a larger share is no longer listed by the source waits for a person. */
  absentShareMax: number;
  /** With fewer rows than this, shares say nothing and are not looked at. */
  rowsMin: number;
  /** A single price that moves by a larger share of what it was waits for a person. */
  priceMoveMax: number;
  /** Every plan waits for a person. */
  alwaysAsk: boolean;
}

export const DEFAULT_GUARDS: Guards = {
  changedShareMax: 0.5,
  zeroedShareMax: 0.2,
  absentShareMax: 0.2,
  rowsMin: 50,
  priceMoveMax: 0.5,
  alwaysAsk: false,
};

/** What a plan would do, counted. */
export interface PlanSummary {
  /** Values that the connection keeps in step. */
  rows: number;
  changes: number;
  /** Changes from something to nothing. */
  zeroed: number;
  /** Changes because the source no longer lists the item. */
  absent: number;
  /** Records that the source lists now. */
  sourceRecords: number;
  /** Nobody has approved a plan of this kind of record and connection yet. */
  firstPlan: boolean;
}

export type HoldReason =
  | "source-empty"
  | "first-plan"
  | "source-smaller"
  | "too-many-zeroed"
  | "too-many-changes"
  | "price-jump"
  | "always-ask";

/** Why a plan must wait for a person before its first write, or null when it may be applied. */
export function holdReason(plan: PlanSummary, guards: Guards): HoldReason | null {
  if (plan.changes === 0) return null;
  if (plan.sourceRecords === 0) return "source-empty";
  if (plan.firstPlan) return "first-plan";
  if (guards.alwaysAsk) return "always-ask";
  if (plan.rows < guards.rowsMin) return null;

  if (plan.absent / plan.rows > guards.absentShareMax) return "source-smaller";
  if (plan.zeroed / plan.rows > guards.zeroedShareMax) return "too-many-zeroed";
  if (plan.changes / plan.rows > guards.changedShareMax) return "too-many-changes";
  return null;
}

/** Guards as stored, with the defaults for what is missing or out of range. */
export function parseGuards(stored: unknown): Guards {
  if (typeof stored !== "object" || stored === null) return DEFAULT_GUARDS;
  const given = stored as Partial<Record<keyof Guards, unknown>>;
  const share = (name: "changedShareMax" | "zeroedShareMax" | "absentShareMax" | "priceMoveMax") => {
    const value = given[name];
    return typeof value === "number" && value >= 0 && value <= 1 ? value : DEFAULT_GUARDS[name];
  };
  const rowsMin = given.rowsMin;
  return {
    changedShareMax: share("changedShareMax"),
    zeroedShareMax: share("zeroedShareMax"),
    absentShareMax: share("absentShareMax"),
    rowsMin: Number.isInteger(rowsMin) && Number(rowsMin) >= 0 ? Number(rowsMin) : DEFAULT_GUARDS.rowsMin,
    priceMoveMax: share("priceMoveMax"),
    alwaysAsk: given.alwaysAsk === true,
  };
}
