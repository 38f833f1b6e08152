import Big from "big.js";
import { creditKeys, toSourceCredits } from "./credits.ts";
import { digest } from "../digest.ts";
import { givenBack, quantityOf, type GivenBack } from "./given-back.ts";
import { parseMoney } from "../money.ts";
import { bookedIn } from "./amounts.ts";
import type { OrderContext } from "./lines.ts";
import { orderSideVersion, valueOf } from "./question.ts";
import type { OrderDecision, OrderReason, OrderFacts } from "./facts.ts";
import { orderDifferences, orderVersion, type OrderDifference } from "./version.ts";
import type { ShopOrderDocument } from "../shop/order.ts";
import type { SourceOrder, SourceOrderStatus } from "../source/order.ts";
import { toSourceOrder } from "./to-source-order.ts";

type Undated = Omit<OrderDecision, "urgency">;
type Outcome = Pick<OrderDecision, "action" | "verdict" | "reason">;

const IN_STEP: Outcome = { action: "none", verdict: "in-sync", reason: null };

/** An order that the source holds: what has changed since, on either side. */
export function exportedOrder(facts: OrderFacts, exported: SourceOrder): Undated {
  const { document, entry } = facts;
  const context = withCurrency(facts, exported);
  const owed = owedInCredits(facts, context, exported);
  const { order, problems } = toSourceOrder(document, context, owed.keys);
  const credits = toSourceCredits(document, context, entry.sourceId ?? "").filter(
    ({ key }) => owed.portions.includes(key) && !entry.credited.includes(key),
  );
  const differences = orderDifferences(exported, order);
  const blocking = problems.filter(({ blocks }) => blocks);

  const held = orderVersion(exported);
  const wanted = differences.length === 0 ? held : orderVersion(order);
  const side = orderSideVersion(document, wanted, differences.length === 0 ? [] : blocking, credits);
  const version = `${side}:${sourceSideVersion(entry)}`;
  const sourceCancelled = entry.sourceStatus === "cancelled";
  const compared: Compared = {
    ...facts,
    order,
    exported,
    shipped: isShipped(entry.sourceStatus),
    isEmpty: !document.lines.some(({ currentQuantity }) => currentQuantity > 0),
    weighing: differences.filter((one) => weighs(one, isShipped(entry.sourceStatus))),
    hasNotes: differences.some(({ weight }) => weight === "note"),
    isBlocked: blocking.length > 0,
    owesCredits: credits.length > 0,
    letBe: entry.accepted === version ? "all" : entry.accepted?.startsWith(`${side}:`) ? "order" : "nothing",
  };
  const shopCancelled = document.cancelledAt !== null;
  return {
    ...outcomeOf(compared, shopCancelled, sourceCancelled),
    state: sourceCancelled ? "cancelled" : "exported",
    problems,
    dueAt: null,
    observed: shopCancelled ? valueOf(exported, held, true) : valueOf(order, wanted, false),
    desired: valueOf(exported, held, sourceCancelled),
    version,
    order,
    credits,
    differences,
  };
}

interface Compared extends OrderFacts {
  order: SourceOrder;
  exported: SourceOrder;
  shipped: boolean;
  /** It has no pieces left in the shop. */
  isEmpty: boolean;
  weighing: readonly OrderDifference[];
  hasNotes: boolean;
  isBlocked: boolean;
  owesCredits: boolean;
  /** What a person accepted: everything, or only what the shop changed. */
  letBe: "all" | "order" | "nothing";
}

function outcomeOf(facts: Compared, shopCancelled: boolean, sourceCancelled: boolean): Outcome {
  if (!facts.context.rules.on) return { action: "none", verdict: "unknown", reason: "off" };
  if (shopCancelled && sourceCancelled) return IN_STEP;
  if (facts.letBe === "all") return { ...IN_STEP, reason: "accepted" };
  if (facts.entry.gone) return shopCancelled ? IN_STEP : ask("gone");
  if (shopCancelled) return cancelledInShop(facts);
  if (sourceCancelled) return cancelledInSource(facts);
  return changedInShop(facts) ?? sourceTotal(facts) ?? tellNotes(facts);
}

function cancelledInShop({ shipped, context, can, letBe }: Compared): Outcome {
  if (letBe !== "nothing") return { ...IN_STEP, reason: "accepted" };
  if (shipped) return ask("cancelled-after-shipping");
  return context.rules.shopCancels === "cancel" && can.cancel
    ? { action: "cancel", verdict: "push", reason: null }
    : ask("cancelled-in-shop");
}

/** What was shipped is never cancelled automatically: the two sides then contradict each other. */
function cancelledInSource({ document, context, isEmpty }: Compared): Outcome {
  if (isEmpty) return IN_STEP;
  const isFulfilled = document.fulfillments.some(({ status }) => status === "SUCCESS");
  switch (context.rules.sourceCancels) {
    case "leave":
      return { ...IN_STEP, reason: "source-cancelled" };
    case "cancel":
      return isFulfilled
        ? ask("source-cancelled")
        : { action: "cancel-shop", verdict: "push", reason: "source-cancelled" };
    case "ask":
      return ask("source-cancelled");
  }
}

function changedInShop(facts: Compared): Outcome | null {
  const { weighing, owesCredits, shipped, can, isBlocked, letBe } = facts;
  if (letBe !== "nothing") return null;
  if (weighing.length > 0) {
    if (shipped) return ask("edited-after-shipping");
    if (isBlocked) return { action: "none", verdict: "blocked", reason: "review" };
    return can.amend ? { action: "amend", verdict: "push", reason: null } : ask("edited");
  }
  if (!owesCredits) return null;
  return can.credit ? { action: "credit", verdict: "push", reason: null } : ask("credit-by-hand");
}

/** The source may hold the order as sent, or the shop's current one, entered by hand. */
function sourceTotal({ entry, exported, order, context }: Compared): Outcome | null {
  const held = entry.sourceTotal === null ? null : parseMoney(entry.sourceTotal);
  if (!held) return null;
  const fits = [exported, order].some(
    ({ total, currency }) =>
      currency === held.currency && new Big(total).minus(held.amount).abs().lte(context.rules.tolerance),
  );
  return fits ? null : ask("source-total");
}

function tellNotes({ hasNotes, can, shipped, weighing, letBe }: Compared): Outcome {
  const byHand = letBe !== "nothing" && weighing.length > 0;
  if (hasNotes && can.amend && !shipped && !byHand) return { action: "amend", verdict: "push", reason: null };
  return letBe === "nothing" ? IN_STEP : { ...IN_STEP, reason: "accepted" };
}

function ask(reason: OrderReason): Outcome {
  return { action: "none", verdict: "conflict", reason };
}

/** Once shipped, the address no longer matters, and a relinked article is still what was shipped. */
function weighs({ place, field, weight }: OrderDifference, shipped: boolean): boolean {
  if (weight === "note") return false;
  if (!shipped) return true;
  return weight === "goods" && (field === "total" || (place.startsWith("line/") && field === "line"));
}

function isShipped(status: SourceOrderStatus | null): boolean {
  return status === "shipped" || status === "done";
}

/** What the source holds stays in the currency it was booked in, even if the rule has changed. */
function withCurrency({ document, context }: OrderFacts, exported: SourceOrder): OrderContext {
  if (document.currency === document.presentmentCurrency) return context;
  const currency = exported.currency === document.currency ? "shop" : "presentment";
  return { ...context, rules: { ...context.rules, currency } };
}

function sourceSideVersion({ sourceStatus, sourceTotal: total, gone }: OrderFacts["entry"]): string {
  return digest([String(sourceStatus === "cancelled"), total ?? "", String(gone)].join("\n"));
}

/** What the source gets as credits: what it already got, and what is given back of shipped goods. */
function owedInCredits({ document, entry }: OrderFacts, context: OrderContext, exported: SourceOrder) {
  const back = givenBack(document, bookedIn(document, context.rules.currency));
  const isBegun = (one: GivenBack) => creditKeys(one).some((key) => entry.credited.includes(key));
  const isWithout = ({ key }: GivenBack) => exported.givenBack.includes(key);
  const shipped = isShipped(entry.sourceStatus);
  const credited = back.filter(
    (one) => isBegun(one) || (!isWithout(one) && (shipped || comesBack(one, document))),
  );
  return { keys: credited.map(({ key }) => key), portions: credited.flatMap(creditKeys) };
}

/** More pieces of a line were shipped than the shop still counts: they come back from the customer. */
function comesBack(back: GivenBack, document: ShopOrderDocument): boolean {
  return document.lines.some((line) => {
    if (quantityOf(back, line.id) === 0) return false;
    const shipped = document.fulfillments
      .filter(({ status }) => status === "SUCCESS")
      .reduce((sum, one) => sum + quantityOf(one, line.id), 0);
    return shipped > line.currentQuantity;
  });
}
