import { parseFulfillmentRules } from "#app/core/fulfillment/rules.ts";
import { isDecimal } from "#app/core/money.ts";
import { parseOrderRules, type FulfillmentRules, type OrderRules } from "#app/core/orders/rules.ts";

/** The rules of one connection while they are edited; lists, numbers and the day as typed. */
export interface OrderRulesDraft {
  orders: Omit<OrderRules, "from" | "tags" | "notTags" | "channels" | "holdMinutes"> & {
    /** "2026-11-27" in the shop's zone; empty: from the beginning. */
    fromDay: string;
    tags: string;
    notTags: string;
    channels: string;
    holdMinutes: string;
  };
  fulfillment: FulfillmentRules;
}

/** Stored rules as the page edits them; `fromDay` is the day in the shop's zone. */
export function orderRulesDraft(
  orders: OrderRules,
  fulfillment: FulfillmentRules,
  fromDay: string,
): OrderRulesDraft {
  const { from: _, tags, notTags, channels, holdMinutes, ...rest } = orders;
  return {
    orders: {
      ...rest,
      fromDay,
      tags: tags.join(", "),
      notTags: notTags.join(", "),
      channels: channels.join(", "),
      holdMinutes: String(holdMinutes),
    },
    fulfillment,
  };
}

export type OrderRuleProblem = "holdMinutes" | "tolerance" | "fromDay";

/** Fields that hold nothing usable. */
export function orderRuleProblems({ orders }: OrderRulesDraft): Record<OrderRuleProblem, boolean> {
  const { holdMinutes, tolerance, fromDay } = orders;
  return {
    holdMinutes: !/^\d{1,5}$/.test(holdMinutes.trim()),
    tolerance: !isDecimal(tidy(tolerance)) || tidy(tolerance).startsWith("-"),
    fromDay: fromDay !== "" && Number.isNaN(Date.parse(fromDay)),
  };
}

/** What is sent and stored, but for the day, which the server reads in the shop's zone; null while a field is wrong. */
export function readOrderRules(
  draft: OrderRulesDraft,
): { orders: OrderRules; fromDay: string; fulfillment: FulfillmentRules } | null {
  if (Object.values(orderRuleProblems(draft)).some(Boolean)) return null;
  const { fromDay, tags, notTags, channels, holdMinutes, tolerance, ...rest } = draft.orders;
  return {
    orders: {
      ...rest,
      from: null,
      tags: listed(tags),
      notTags: listed(notTags),
      channels: listed(channels),
      holdMinutes: Number(holdMinutes),
      tolerance: tidy(tolerance),
    },
    fromDay,
    fulfillment: draft.fulfillment,
  };
}

/** Reads what was sent; anything may be in it. */
export function parseRulesSent(given: unknown): {
  orders: OrderRules;
  fromDay: string;
  fulfillment: FulfillmentRules;
} {
  const from = (typeof given === "object" && given !== null ? given : {}) as Record<string, unknown>;
  const { fromDay } = from;
  return {
    orders: parseOrderRules(from["orders"]),
    fromDay: typeof fromDay === "string" && /^\d{4}-\d\d-\d\d$/.test(fromDay) ? fromDay : "",
    fulfillment: parseFulfillmentRules(from["fulfillment"]),
  };
}

function listed(text: string): string[] {
  const names = text.split(",").map((name) => name.trim());
  return [...new Set(names.filter((name) => name !== ""))];
}

/** A decimal as people type it: a comma is as good as a point. */
function tidy(text: string): string {
  return text.trim().replace(",", ".");
}
