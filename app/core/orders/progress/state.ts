import type { Stage } from "./stages.ts";
import type { OrderKind } from "../../values/record-kind.ts";
import type { VerdictKind } from "../../values/verdict.ts";

/** An order as one connection's source should hold it. */
export interface ProgressEntry {
  connectionId: string;
  /** The connection's display name. */
  connection: string;
  /** OutboxEntry.state */
  state: string;
  /** An OrderReason */
  reason: string | null;
  message: string | null;
  dueAt: string | null;
  /** What the source calls the order. */
  number: string | null;
}

/** The state of an order or one of its shipments; `place` is the observation's. */
export interface ProgressVerdict {
  kind: OrderKind;
  place: string;
  verdict: VerdictKind;
  reason: string | null;
  message: string | null;
  retryAt: string | null;
}

export type ProgressState = "stuck" | "waiting" | "moving" | "done" | "left" | "cancelled" | "not-kept";

/** What a person can do about it. */
export type OrderCure =
  "retry" | "decide" | "decide-shipment" | "resume" | "connection" | "rules" | "shop" | "support";

/** Why an order needs a person: reasons of observations of kind `order`. */
export const ORDER_CONFLICTS = [
  "edited",
  "edited-after-shipping",
  "credit-by-hand",
  "cancelled-in-shop",
  "cancelled-after-shipping",
  "source-cancelled",
  "source-total",
  "gone",
] as const;

/** Why a shipment needs a person: reasons of observations of kind `fulfillment`. */
export const SHIPMENT_REASONS = [
  "unknown-line",
  "more-than-left",
  "part-of-pack",
  "on-hold",
  "cannot-move",
  "warehouse-unmapped",
  "not-fulfillable",
  "order-cancelled",
  "not-observed",
  "cancelled-in-source",
  "changed-in-source",
  "cancelled-in-shop",
] as const;

/** Why an order stays in the shop. */
export const LEFT_REASONS = [
  "off",
  "too-early",
  "test",
  "cancelled",
  "nothing-to-book",
  "channel",
  "tags",
  "location",
] as const;

type Waits = "source-away" | "unpaid" | "hold-window" | "owed" | "sending" | "paused" | "shown-soon";
type Reached = "delivered" | "shipped" | "partly-shipped" | "picking" | "booked" | "exported";

/** Keys of the locale files. */
export type OrderSentenceKey =
  | `orderSays.conflict.${(typeof ORDER_CONFLICTS)[number] | "other"}`
  | `orderSays.shipment.${(typeof SHIPMENT_REASONS)[number] | "other"}`
  | `orderSays.left.${(typeof LEFT_REASONS)[number] | "other"}`
  | `orderSays.waits.${Waits}`
  | `orderSays.reached.${Reached}`
  | `orderSays.${"takesNoOrders" | "undecidable" | "review" | "refused" | "failing" | "shipmentRefused" | "shipmentFailing" | "cancelled" | "notKept"}`;

export interface OrderProgress {
  state: ProgressState;
  key: OrderSentenceKey;
  params: { connection: string; number: string; message: string; at: string | null };
  cure: OrderCure | null;
  connectionId: string | null;
  /** The observation that decides the state; null if none does. */
  cause: ProgressVerdict | null;
}

export interface ProgressFacts {
  cancelledAt: string | null;
  stages: readonly Stage[];
  entries: readonly ProgressEntry[];
  verdicts: readonly ProgressVerdict[];
}

type Saying = Pick<OrderProgress, "state" | "key" | "cure"> & { at?: string | null };

/** The one thing to say about an order: what needs a person, else what it waits for, else how far it is. */
export function orderProgress(order: ProgressFacts): OrderProgress {
  const entryOf = (place: string) =>
    order.entries.find(({ connectionId }) => connectionId === (place.split("/")[0] ?? ""));
  const ofVerdict = (cause: ProgressVerdict, said: Saying): OrderProgress =>
    tell(said, cause, entryOf(cause.place) ?? null);

  for (const cause of order.verdicts) {
    const said = stuck(cause);
    if (said) return ofVerdict(cause, said);
  }
  if (order.cancelledAt !== null && order.entries.every(({ state }) => state !== "owed")) {
    return tell(
      { state: "cancelled", key: "orderSays.cancelled", cure: null, at: order.cancelledAt },
      null,
      null,
    );
  }
  const paused = order.verdicts.find(({ verdict, reason }) => verdict === "held" && reason === "paused");
  if (paused) return ofVerdict(paused, { state: "waiting", key: "orderSays.waits.paused", cure: "resume" });
  const away = order.verdicts.find(({ verdict, message }) => verdict === "push" && message !== null);
  if (away) return ofVerdict(away, { state: "waiting", key: "orderSays.waits.source-away", cure: "retry" });
  for (const entry of order.entries) {
    const said = waits(entry);
    if (said) return tell(said, null, entry);
  }
  const showing = order.verdicts.find(({ kind, verdict }) => kind === "fulfillment" && verdict === "push");
  if (showing) return ofVerdict(showing, { state: "moving", key: "orderSays.waits.shown-soon", cure: null });
  return reached(order);
}

function tell(said: Saying, cause: ProgressVerdict | null, entry: ProgressEntry | null): OrderProgress {
  return {
    state: said.state,
    key: said.key,
    params: {
      connection: entry?.connection ?? "",
      number: entry?.number ?? "",
      message: cause?.message ?? entry?.message ?? "",
      at: said.at ?? cause?.retryAt ?? null,
    },
    cure: said.cure,
    connectionId: entry?.connectionId ?? null,
    cause,
  };
}

function stuck({ kind, verdict, reason, message }: ProgressVerdict): Saying | null {
  if (verdict !== "conflict" && verdict !== "blocked" && verdict !== "failing") return null;
  const found = { state: "stuck" } as const;
  if (kind === "fulfillment") {
    if (verdict === "failing") {
      return {
        ...found,
        key: message ? "orderSays.shipmentRefused" : "orderSays.shipmentFailing",
        cure: "retry",
      };
    }
    const known = SHIPMENT_REASONS.find((one) => one === reason) ?? "other";
    return {
      ...found,
      key: `orderSays.shipment.${known}`,
      cure: verdict === "conflict" ? "decide-shipment" : "shop",
    };
  }
  if (verdict === "failing") {
    return { ...found, key: message ? "orderSays.refused" : "orderSays.failing", cure: "retry" };
  }
  if (verdict === "blocked") {
    if (reason === "takes-no-orders") return { ...found, key: "orderSays.takesNoOrders", cure: "connection" };
    if (reason === "undecidable") return { ...found, key: "orderSays.undecidable", cure: "support" };
    return { ...found, key: "orderSays.review", cure: "decide" };
  }
  const known = ORDER_CONFLICTS.find((one) => one === reason) ?? "other";
  return { ...found, key: `orderSays.conflict.${known}`, cure: "decide" };
}

function waits({ state, reason, dueAt }: ProgressEntry): Saying | null {
  const found = { state: "waiting", cure: null } as const;
  switch (state) {
    case "waiting":
      if (reason === "unpaid") return { ...found, key: "orderSays.waits.unpaid" };
      if (reason === "hold-window") return { ...found, key: "orderSays.waits.hold-window", at: dueAt };
      return { ...found, key: "orderSays.waits.owed" };
    case "owed":
      return { ...found, key: "orderSays.waits.owed" };
    case "sending":
      return { ...found, key: "orderSays.waits.sending" };
    default:
      return null;
  }
}

/** How far along an order is that runs by itself. */
function reached({ stages, entries }: ProgressFacts): OrderProgress {
  const stateOf = (name: Stage["name"]) => stages.find((stage) => stage.name === name)?.state ?? "none";
  const timeOf = (name: Stage["name"]) => stages.find((stage) => stage.name === name)?.at ?? null;
  const entry = entries.find(({ state }) => state !== "left") ?? entries[0] ?? null;
  const far = (state: ProgressState, key: Reached, name: Stage["name"]) =>
    tell({ state, key: `orderSays.reached.${key}`, cure: null, at: timeOf(name) }, null, entry);

  if (stateOf("delivered") === "done") return far("done", "delivered", "delivered");
  if (stateOf("shipped") === "done") {
    // If nobody will report its arrival, there is nothing left to wait for.
    return far(stateOf("delivered") === "none" ? "done" : "moving", "shipped", "shipped");
  }
  if (stateOf("shipped") === "partly") return far("moving", "partly-shipped", "shipped");
  if (stateOf("picked") === "done" || stateOf("picked") === "partly")
    return far("moving", "picking", "picked");
  if (stateOf("booked") === "done") return far("moving", "booked", "booked");
  if (stateOf("exported") === "done") return far("moving", "exported", "exported");
  if (entry?.state === "left") {
    const known = LEFT_REASONS.find((one) => one === entry.reason) ?? "other";
    return tell({ state: "left", key: `orderSays.left.${known}`, cure: "rules" }, null, entry);
  }
  return tell({ state: "not-kept", key: "orderSays.notKept", cure: null }, null, null);
}
