import type { OrderRules } from "./rules.ts";
import type { ShopOrderDocument } from "../shop/order.ts";

/** Why an order does not go to a source. */
export type GateReason =
  | "off"
  | "test"
  | "too-early"
  | "cancelled"
  | "nothing-to-book"
  | "channel"
  | "tags"
  | "location"
  | "unpaid"
  | "hold-window";

/** `until`: when to ask again if nothing changes, in epoch milliseconds. */
export type Gate = { goes: true } | { goes: false; reason: GateReason; until: number | null };

const MINUTE_MS = 60_000;

/** Whether an order that the source does not hold goes there now. Test orders never do. */
export function orderGate(document: ShopOrderDocument, rules: OrderRules, now: number): Gate {
  const reason = staysBecause(document, rules);
  if (reason !== null) return { goes: false, reason, until: null };
  const until = Date.parse(document.createdAt) + rules.holdMinutes * MINUTE_MS;
  return until > now ? { goes: false, reason: "hold-window", until } : { goes: true };
}

/** Whether the order should go later; otherwise it is left until it or the rules change. */
export function gateWaits(reason: GateReason): boolean {
  return reason === "unpaid" || reason === "hold-window";
}

/** Whether a person may send the order even if the rules say no. */
export function gateYields(reason: GateReason): boolean {
  return !FINAL.includes(reason);
}

/** Whether the shop has been paid, by OrderDisplayFinancialStatus. */
export function isPaid({ financialStatus }: Pick<ShopOrderDocument, "financialStatus">): boolean {
  return financialStatus !== null && PAID.includes(financialStatus);
}

const FINAL: readonly GateReason[] = ["off", "test", "cancelled", "nothing-to-book"];

const PAID: readonly string[] = ["PAID", "PARTIALLY_REFUNDED", "REFUNDED"];

function staysBecause(document: ShopOrderDocument, rules: OrderRules): GateReason | null {
  if (!rules.on) return "off";
  if (document.test) return "test";
  if (rules.from !== null && Date.parse(document.createdAt) < Date.parse(rules.from)) return "too-early";
  if (document.cancelledAt !== null) return "cancelled";
  if (!document.lines.some(({ currentQuantity }) => currentQuantity > 0)) return "nothing-to-book";
  if (!isAmong(rules.channels, document.channel)) return "channel";
  if (!hasWantedTags(document.tags, rules)) return "tags";
  if (!shipsFrom(document, rules.locations)) return "location";
  return rules.paidOnly && !isPaid(document) ? "unpaid" : null;
}

function isAmong(wanted: readonly string[], value: string | null): boolean {
  return wanted.length === 0 || (value !== null && wanted.includes(value));
}

/** Shopify compares tags case-insensitively. */
function hasWantedTags(tags: readonly string[], rules: OrderRules): boolean {
  const has = new Set(tags.map((tag) => tag.toLowerCase()));
  const isOn = (tag: string) => has.has(tag.toLowerCase());
  return !rules.notTags.some(isOn) && (rules.tags.length === 0 || rules.tags.some(isOn));
}

function shipsFrom(document: ShopOrderDocument, locations: readonly string[]): boolean {
  if (locations.length === 0) return true;
  const places = document.fulfillmentOrders
    .filter(({ status }) => status !== "CANCELLED")
    .map(({ locationId }) => locationId);
  return [...places, document.retailLocationId].some((id) => id !== null && locations.includes(id));
}
