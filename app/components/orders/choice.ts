import { z } from "zod";
import { text, value } from "../parts/posted.ts";

/** A side without a value has no field in the form. */
const side = value.nullable().default(null);

/** What a person decides about an order; `version` and both sides are what they saw. */
export const orderChoice = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("retry") }),
  z.object({
    intent: z.enum(["accept", "again", "send", "source"]),
    connectionId: z.uuid(),
    version: text,
  }),
  z.object({
    intent: z.literal("shipment"),
    place: text,
    take: z.enum(["source", "shop"]),
    desired: side,
    observed: side,
  }),
]);

export type OrderChoice = z.output<typeof orderChoice>;

/** A choice as a form carries it. */
export function choiceFields(choice: OrderChoice): Record<string, string> {
  const texts = Object.entries(choice).filter((field): field is [string, string] => field[1] !== null);
  return Object.fromEntries(texts);
}
