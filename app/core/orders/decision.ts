import { digest } from "../digest.ts";
import { moneyNumber } from "../money.ts";
import { orderGate, gateWaits, gateYields, type Gate } from "./gate.ts";
import { exportedOrder } from "./exported.ts";
import type { OrderDecision, OrderFacts } from "./facts.ts";
import { orderSideVersion, valueOf } from "./question.ts";
import { orderVersion } from "./version.ts";
import { toSourceOrder } from "./to-source-order.ts";
import { urgencyOf } from "../values/urgency.ts";

/**
 * Decides what is owed for one order and one connection. Level-triggered: it all follows from what the shop
 * says now and what the source was sent and reported, so deciding again after acting owes nothing.
 */
export function decideOrder(facts: OrderFacts): OrderDecision {
  const { exported, sourceId } = facts.entry;
  const decision = sourceId !== null && exported !== null ? exportedOrder(facts, exported) : newOrder(facts);
  return { ...decision, urgency: urgencyOfOrder(decision) };
}

type Undated = Omit<OrderDecision, "urgency">;

/** An order that, as far as we know, the source does not hold. */
function newOrder({ document, context, entry, now }: OrderFacts): Undated {
  const { order, problems } = toSourceOrder(document, context, []);
  const blocking = problems.filter(({ blocks }) => blocks);
  const text = orderVersion(order);
  const side = orderSideVersion(document, text, blocking, []);
  const isAccepted = entry.accepted?.startsWith(`${side}:`) ?? false;
  const common = {
    problems,
    dueAt: null,
    observed: valueOf(order, text, document.cancelledAt !== null),
    desired: null,
    version: `${side}:${digest("")}`,
    order,
    credits: [],
    differences: [],
  };

  const gate = orderGate(document, context.rules, now);
  if (!gate.goes && !(isAccepted && gateYields(gate.reason))) {
    if (entry.state === "sending") {
      return { ...common, state: "sending", action: "find", verdict: "push", reason: gate.reason };
    }
    return { ...common, ...staying(gate) };
  }
  if (blocking.length > 0 && !isAccepted && entry.state !== "sending") {
    return { ...common, state: "review", action: "none", verdict: "blocked", reason: "review" };
  }
  return { ...common, state: "owed", action: "create", verdict: "push", reason: null };
}

function staying({ reason, until }: Extract<Gate, { goes: false }>) {
  const state = gateWaits(reason) ? "waiting" : "left";
  return { state, action: "none", verdict: "unknown", reason, dueAt: until } as const;
}

/** Questions to a person come before what is on its way; within each, larger orders first. */
function urgencyOfOrder({ verdict, order }: Undated): number {
  const size = moneyNumber(`${order.total} ${order.currency}`) ?? 0;
  if (verdict === "conflict" || verdict === "blocked") return urgencyOf(3, size);
  return verdict === "push" ? urgencyOf(2, size) : 0;
}
