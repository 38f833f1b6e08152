import type { ShipmentStatus } from "../../source/order-records.ts";
import type { SourceOrderStatus } from "../../source/order.ts";

/** An order's way through the systems, as staff and customers follow it. */
export const STAGES = ["placed", "exported", "booked", "picked", "shipped", "delivered", "invoiced"] as const;
export type StageName = (typeof STAGES)[number];

export type StageState =
  | "done"
  /** Some of the goods. */
  | "partly"
  /** It goes on by itself. */
  | "waiting"
  /** It needs a person. */
  | "stuck"
  /** Not yet. */
  | "open"
  /** No one reports it, or it does not apply. */
  | "none";

export interface Stage {
  name: StageName;
  state: StageState;
  /** ISO 8601; null: not yet, or nobody said when. */
  at: string | null;
}

/** What the tables hold about an order's stages; times are ISO 8601. */
export interface OrderFacts {
  createdAt: string;
  cancelledAt: string | null;
  bookedAt: string | null;
  fulfillmentStatus: string | null;
  exports: readonly {
    /** OutboxEntry.state */
    state: string;
    exportedAt: string | null;
    sourceStatus: SourceOrderStatus | null;
    /** It needs a person. */
    stuck: boolean;
  }[];
  shipments: readonly {
    status: ShipmentStatus;
    shippedAt: string | null;
    deliveredAt: string | null;
    /** The shop does not show it correctly, and a person has to look. */
    stuck: boolean;
  }[];
  invoices: readonly { status: string; issuedAt: string | null }[];
  /** What the connections can report at all. */
  tells: { shipments: boolean; invoices: boolean };
}

/** How far an order is, stage by stage. A cancelled order has nothing ahead of it. */
export function orderStages(facts: OrderFacts): Stage[] {
  const stages: Stage[] = [
    { name: "placed", state: "done", at: facts.createdAt },
    { name: "exported", ...exported(facts) },
    { name: "booked", ...booked(facts) },
    { name: "picked", ...picked(facts) },
    { name: "shipped", ...shipped(facts) },
    { name: "delivered", ...delivered(facts) },
    { name: "invoiced", ...invoiced(facts) },
  ];
  if (facts.cancelledAt === null) return stages;
  return stages.map((stage) =>
    stage.state === "open" || stage.state === "waiting" ? { ...stage, state: "none" } : stage,
  );
}

type Found = Omit<Stage, "name">;

const OPEN: Found = { state: "open", at: null };
const NONE: Found = { state: "none", at: null };

/** Entry states that end without the source holding the order. */
const NOT_SENT: readonly string[] = ["left", "cancelled"];

function exported({ exports }: OrderFacts): Found {
  const wanted = exports.filter(({ state, exportedAt }) => exportedAt !== null || !NOT_SENT.includes(state));
  if (wanted.length === 0) return NONE;
  const at = latest(wanted.map(({ exportedAt }) => exportedAt));
  if (wanted.some(({ stuck }) => stuck)) return { state: "stuck", at };
  const sent = wanted.filter(({ exportedAt }) => exportedAt !== null);
  if (sent.length === wanted.length) return { state: "done", at };
  return { state: sent.length > 0 ? "partly" : "waiting", at: null };
}

/** Whether a source has it at all: later stages are only known then. */
function held({ exports, shipments, bookedAt }: OrderFacts): boolean {
  return bookedAt !== null || shipments.length > 0 || exports.some(({ exportedAt }) => exportedAt !== null);
}

function booked(facts: OrderFacts): Found {
  if (facts.bookedAt !== null) return { state: "done", at: facts.bookedAt };
  return willGo(facts) ? OPEN : NONE;
}

/** A source holds it, or will. */
function willGo(facts: OrderFacts): boolean {
  return held(facts) || exported(facts).state !== "none";
}

const PICKED: readonly ShipmentStatus[] = ["packed", "shipped", "delivered"];
const SENT: readonly ShipmentStatus[] = ["shipped", "delivered"];

function picked(facts: OrderFacts): Found {
  const { exports } = facts;
  const found = ofShipments(facts, PICKED, ({ shippedAt }) => shippedAt);
  if (found.state === "done" || found.state === "partly") return { ...found, at: null };
  if (living(facts).some(({ status }) => status === "picking")) return { state: "partly", at: null };
  const said = exports.flatMap(({ sourceStatus }) => sourceStatus ?? []);
  if (said.some((status) => status === "shipped" || status === "done")) return { state: "done", at: null };
  return said.includes("picking") ? { state: "partly", at: null } : found;
}

function shipped(facts: OrderFacts): Found {
  const found = ofShipments(facts, SENT, ({ shippedAt }) => shippedAt);
  if (living(facts).some(({ stuck }) => stuck)) return { state: "stuck", at: found.at };
  // The shop also counts what no shipment covers: what staff fulfilled by hand.
  if (facts.fulfillmentStatus === "FULFILLED") return { state: "done", at: found.at };
  if (facts.fulfillmentStatus === "PARTIALLY_FULFILLED") return { state: "partly", at: found.at };
  return found.state === "none" && willGo(facts) ? OPEN : found;
}

function delivered(facts: OrderFacts): Found {
  return ofShipments(facts, ["delivered"], ({ deliveredAt }) => deliveredAt);
}

function living({ shipments }: OrderFacts): OrderFacts["shipments"] {
  return shipments.filter(({ status }) => status !== "cancelled");
}

/** Whether all, some or none of the shipments have got this far. */
function ofShipments(
  facts: OrderFacts,
  reached: readonly ShipmentStatus[],
  time: (shipment: OrderFacts["shipments"][number]) => string | null,
): Found {
  const going = living(facts);
  if (going.length === 0) return facts.tells.shipments && willGo(facts) ? OPEN : NONE;
  const there = going.filter(({ status }) => reached.includes(status));
  if (there.length === 0) return OPEN;
  const at = latest(there.map(time));
  return { state: there.length === going.length ? "done" : "partly", at };
}

function invoiced(facts: OrderFacts): Found {
  const valid = facts.invoices.filter(({ status }) => status !== "cancelled");
  const issued = valid.filter(({ status }) => status !== "draft");
  if (issued.length > 0) {
    const at = latest(issued.map(({ issuedAt }) => issuedAt));
    return { state: issued.length === valid.length ? "done" : "partly", at };
  }
  return facts.tells.invoices && willGo(facts) ? OPEN : NONE;
}

function latest(times: readonly (string | null)[]): string | null {
  return (
    times
      .flatMap((time) => time ?? [])
      .toSorted()
      .at(-1) ?? null
  );
}
