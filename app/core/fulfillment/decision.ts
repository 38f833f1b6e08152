import { knownEvents } from "./events.ts";
import { isWhole } from "./claims.ts";
import type { Planning } from "./planning.ts";
import { isLive } from "./pieces.ts";
import type { FulfillmentStep } from "./step.ts";
import {
  FULFILLMENT_PROBLEMS,
  hasShipped,
  type FulfillmentProblem,
  type FulfillmentReason,
  type FulfillmentFacts,
  type PlannedShipment,
} from "./facts.ts";
import { toParcels, wantedTracking } from "./tracking.ts";
import {
  fulfillmentValue,
  NOTHING_SHOWN,
  toSecond,
  type FulfillmentValue,
  type TrackedParcel,
} from "./value.ts";

/** The decision about one shipment. */
export interface ShipmentDecision {
  place: string;
  verdict: "unknown" | "in-sync" | "push" | "held" | "blocked" | "conflict";
  reason: FulfillmentReason | null;
  problems: readonly FulfillmentProblem[];
  /** What the source says and what the shop shows: core/fulfillment/value.ts. */
  desired: string;
  observed: string;
  /** Fulfillments to remember as the shipment's own. */
  fulfillmentIds: readonly string[];
}

/** Decides every shipment of an order; those whose connection shows none are `unknown`. */
export function decideShipments(all: FulfillmentFacts, planning: Planning): ShipmentDecision[] {
  const decided = verdicts(all, planning);
  const { shipments } = planning;
  const steps = stepsNow(shipments, decided, planning.owed);
  const idle = decided.filter(
    ({ place, verdict }) => verdict === "push" && !steps.some(({ places }) => places.includes(place)),
  );
  const waiting = idle.filter(({ place }) => shipments.find((one) => one.place === place)?.resting === null);
  if (waiting.length === 0) return decided;
  // A fulfillment that shows several shipments waits for the one that must not be written.
  const places = new Set(waiting.map(({ place }) => place));
  const owed = planning.owed.filter((step) => !step.places.some((place) => places.has(place)));
  return verdicts(all, { ...planning, owed });
}

function verdicts({ shipments }: FulfillmentFacts, planning: Planning): ShipmentDecision[] {
  return shipments.map((shipment): ShipmentDecision => {
    const { place, fulfillmentIds } = shipment;
    if (!shipment.rules.on) {
      const nothing = fulfillmentValue(NOTHING_SHOWN);
      const off = { verdict: "unknown", reason: "off", problems: [] } as const;
      return { place, ...off, desired: nothing, observed: nothing, fulfillmentIds };
    }
    const desired = fulfillmentValue(desiredOf(shipment, planning));
    const problems = planning.problems.get(place) ?? [];
    const found = verdictOf(shipment, desired, planning);
    // What agrees as far as the shop can hold it gets the same text.
    const observed = found.verdict === "in-sync" ? desired : fulfillmentValue(observedOf(shipment, planning));
    return { place, ...found, problems, desired, observed, fulfillmentIds: ownIds(shipment, planning) };
  });
}

function verdictOf(
  { place, approved, pin, resting }: PlannedShipment,
  desired: string,
  { questions, problems, owed }: Planning,
): Pick<ShipmentDecision, "verdict" | "reason"> {
  if (pin?.desired === desired) return { verdict: "held", reason: pin.ignored ? "ignored" : "pinned" };
  const question = questions.get(place);
  if (question && !question.byRule && approved !== desired)
    return { verdict: "conflict", reason: question.conflict };
  if (owed.some(({ places }) => places.includes(place))) {
    return resting === "paused" ? { verdict: "held", reason: "paused" } : { verdict: "push", reason: null };
  }
  const worst = FULFILLMENT_PROBLEMS.find((code) =>
    problems.get(place)?.some((problem) => problem.code === code),
  );
  return worst === undefined ? { verdict: "in-sync", reason: null } : { verdict: "blocked", reason: worst };
}

/** The steps that may be taken now: every shipment that a step serves may be written. */
export function stepsNow(
  shipments: readonly PlannedShipment[],
  decided: readonly ShipmentDecision[],
  owed: readonly FulfillmentStep[],
): FulfillmentStep[] {
  const resting = new Set(shipments.filter((one) => one.resting !== null).map(({ place }) => place));
  const pushed = decided.filter(({ place, verdict }) => verdict === "push" && !resting.has(place));
  const active = new Set(pushed.map(({ place }) => place));
  return owed.filter(({ places }) => places.every((place) => active.has(place)));
}

function desiredOf(shipment: PlannedShipment, planning: Planning): FulfillmentValue {
  const { place, status, promisedAt, shippedAt, deliveredAt } = shipment;
  const lines = piecesOf(planning.pieces.get(place)?.byLine);
  if (hasShipped(shipment)) {
    return {
      state: status === "delivered" ? "delivered" : "shipped",
      lines,
      tracking: toParcels(wantedTracking([shipment]) ?? { carrier: null, parcels: [] }),
      event: knownEvents([shipment], null).at(-1)?.status ?? null,
      promisedAt: null,
      shippedAt: shippedAt && toSecond(shippedAt),
      deliveredAt: deliveredAt && toSecond(deliveredAt),
    };
  }
  if (status === "cancelled") return NOTHING_SHOWN;
  const progress = planning.progress.get(place);
  const reports = progress?.steps.some(({ step }) => step === "report-progress" || step === "move") ?? false;
  return {
    ...NOTHING_SHOWN,
    state: progress?.picking || reports ? "picking" : "none",
    lines,
    promisedAt: promisedAt && toSecond(promisedAt),
  };
}

function observedOf(shipment: PlannedShipment, planning: Planning): FulfillmentValue {
  const { place, fulfillmentIds } = shipment;
  const progress = planning.progress.get(place);
  if (progress) {
    const state = progress.picking ? "picking" : "none";
    return {
      ...NOTHING_SHOWN,
      state,
      lines: piecesOf(planning.pieces.get(place)?.byLine),
      promisedAt: progress.promisedAt,
    };
  }
  const shown = planning.claims.fulfillments.filter(
    ({ by, fulfillment }) => by.has(place) || (by.size === 0 && fulfillmentIds.includes(fulfillment.id)),
  );
  const first = shown[0];
  if (!first) return NOTHING_SHOWN;
  const event = lastEvent(place, planning);
  const delivered = shown.flatMap(({ fulfillment }) => fulfillment.deliveredAt ?? []).at(-1) ?? null;
  const lines = new Map<string, number>();
  for (const { by, left } of shown) {
    const own = by.size === 0 ? left : by.get(place);
    for (const [lineId, quantity] of own ?? []) lines.set(lineId, (lines.get(lineId) ?? 0) + quantity);
  }
  return {
    state: event === "DELIVERED" || delivered !== null ? "delivered" : "shipped",
    lines: piecesOf(lines),
    tracking: uniqueParcels(shown.flatMap(({ fulfillment }) => fulfillment.tracking)),
    event,
    promisedAt: null,
    shippedAt: toSecond(first.fulfillment.createdAt),
    deliveredAt: delivered && toSecond(delivered),
  };
}

function lastEvent(place: string, { claims }: Planning): string | null {
  const events = claims.fulfillments
    .filter(({ by }) => by.has(place))
    .flatMap(({ fulfillment }) => fulfillment.events)
    .toSorted((a, b) => Date.parse(a.happenedAt) - Date.parse(b.happenedAt));
  return events.at(-1)?.status ?? null;
}

function uniqueParcels(parcels: readonly TrackedParcel[]): TrackedParcel[] {
  return [...new Map(parcels.map((parcel) => [JSON.stringify(parcel), parcel])).values()];
}

function piecesOf(pieces: ReadonlyMap<string, number> | undefined) {
  return [...(pieces ?? [])].map(([lineId, quantity]) => ({ lineId, quantity }));
}

/**
 * Remembers what shows the shipment and nothing else, what must still be cancelled for it, and what staff
 * cancelled while that is an open question.
 */
function ownIds({ place, fulfillmentIds }: PlannedShipment, planning: Planning): string[] {
  const { claims, questions, document } = planning;
  const claimed = claims.fulfillments
    .filter((one) => {
      const remembered = fulfillmentIds.includes(one.fulfillment.id);
      return one.by.has(place) ? remembered || isWhole(one) : remembered && !isWhole(one);
    })
    .map(({ fulfillment }) => fulfillment.id);
  const asked = questions.get(place)?.conflict === "cancelled-in-shop";
  const ended = document.fulfillments.filter(
    ({ id, status }) => asked && !isLive(status) && fulfillmentIds.includes(id),
  );
  // Shopify's answer may be newer than the document.
  const unread = fulfillmentIds.filter((known) => document.fulfillments.every(({ id }) => id !== known));
  return [...claimed, ...ended.map(({ id }) => id), ...unread];
}
