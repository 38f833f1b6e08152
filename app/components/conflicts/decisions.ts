import { z } from "zod";
import { text, value } from "../parts/posted.ts";
import { rowKey } from "../values/row-keys.ts";

/** A page of the list, several times over. */
const ROWS_MAX = 500;
const OPS_MAX = 500;
export const NOTE_CHARS = 500;
export const NAME_CHARS = 100;

const side = value.nullable();
const seen = rowKey.extend({ desired: side, observed: side });

const choice = z.discriminatedUnion("take", [
  z.object({ take: z.literal("source") }),
  z.object({ take: z.literal("shop") }),
  z.object({ take: z.literal("value"), value }),
  z.object({ take: z.literal("ignore") }),
]);

export type Choice = z.output<typeof choice>;

/** What staff ask the server to do about conflicts, several at a time. */
const op = z.discriminatedUnion("do", [
  z.object({ do: z.literal("resolve"), rows: z.array(seen).max(ROWS_MAX), choice }),
  z.object({ do: z.literal("undo"), events: z.array(z.uuid()).max(ROWS_MAX) }),
  z.object({
    do: z.literal("assign"),
    rows: z.array(rowKey).max(ROWS_MAX),
    assignee: text.max(NAME_CHARS).nullable(),
  }),
  z.object({ do: z.literal("note"), row: rowKey, text: text.max(NOTE_CHARS) }),
]);

export type ConflictOp = z.output<typeof op>;

const rule = z.object({
  field: text,
  scope: z.enum(["shop", "sku", "tag", "vendor", "collection"]),
  subject: text,
  authority: z.enum(["source", "shop"]),
});

export type RuleDraft = z.output<typeof rule>;

export const decisions = z.union([
  z.object({ ops: z.array(op).max(OPS_MAX) }),
  z.object({ rule, save: z.boolean() }),
]);
