import { z } from "zod";
import { isDecimal } from "#app/core/money.ts";
import type { FulfillmentRules, OrderRules } from "#app/core/orders/rules.ts";
import { text } from "../parts/posted.ts";

const HOLD_MINUTES_MAX = 99_999;

/** The rules of one connection while they are edited; lists, numbers and the day as typed. */
export interface OrderRulesDraft {
  orders: Omit<OrderRules, "from" | "tags" | "notTags" | "channels" | "holdMinutes"> & {
    /** "2026-11-27" in the shop's zone; empty: all orders. */
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

/** Fields without a usable value. */
export function orderRuleProblems({ orders }: OrderRulesDraft): Record<OrderRuleProblem, boolean> {
  const { holdMinutes, tolerance, fromDay } = orders;
  return {
    holdMinutes: !/^\d{1,5}$/.test(holdMinutes.trim()),
    tolerance: !isTolerance(tidy(tolerance)),
    fromDay: fromDay !== "" && !z.iso.date().safeParse(fromDay).success,
  };
}

const listedTexts = z.array(text).max(1_000);

/** The rules as posted and stored, except for the day, which the server reads in the shop's zone. */
export const orderRulesForm = z.object({
  orders: z.object({
    on: z.boolean(),
    from: z.null(),
    paidOnly: z.boolean(),
    tags: listedTexts,
    notTags: listedTexts,
    channels: listedTexts,
    locations: listedTexts,
    holdMinutes: z.int().min(0).max(HOLD_MINUTES_MAX),
    currency: z.enum(["shop", "presentment"]),
    tolerance: text.refine(isTolerance),
    unknownProduct: z.enum(["placeholder", "review"]),
    shopCancels: z.enum(["cancel", "ask"]),
    sourceCancels: z.enum(["cancel", "ask", "leave"]),
  }),
  fromDay: z.union([z.literal(""), z.iso.date()]),
  fulfillment: z.object({
    on: z.boolean(),
    notifyCustomer: z.enum(["always", "tracked", "never"]),
    releaseHolds: z.enum(["all", "ours", "never"]),
    moveLocation: z.boolean(),
    reportProgress: z.boolean(),
    sourceCancels: z.enum(["cancel", "ask"]),
  }),
}) satisfies z.ZodType<{ orders: OrderRules; fromDay: string; fulfillment: FulfillmentRules }>;

/** What a draft sends, or null while a field is wrong. */
export function readOrderRules(draft: OrderRulesDraft): z.output<typeof orderRulesForm> | null {
  if (Object.values(orderRuleProblems(draft)).some(Boolean)) return null;
  const { fromDay, tags, notTags, channels, holdMinutes, tolerance, ...rest } = draft.orders;
  return {
    orders: {
      ...rest,
      locations: [...rest.locations],
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

function isTolerance(text: string): boolean {
  return isDecimal(text) && !text.startsWith("-");
}

function listed(text: string): string[] {
  const names = text.split(",").map((name) => name.trim());
  return [...new Set(names.filter((name) => name !== ""))];
}

/** A decimal as people type it: a comma is as good as a point. */
function tidy(text: string): string {
  return text.trim().replace(",", ".");
}
