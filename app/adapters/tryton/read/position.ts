import { z } from "zod";
import { parseJson } from "#app/core/json.ts";
import type { Cursor } from "../../contract/page.ts";
import { ProtocolError } from "../../errors.ts";

/** The position of one feed. Times are Tryton's, in epoch milliseconds. */
const Position = z.object({
  v: z.literal(1),
  feed: z.string(),
  /** Everything is being read, by id, place after place. */
  walk: z.object({ id: z.string(), place: z.number(), after: z.number() }).nullable(),
  /** Changes up to here have been read. */
  since: z.number(),
  /** When everything was read last. */
  wholeAt: z.number(),
  /** Changes near `since` that have been read: "model,id" and its date. */
  seen: z.record(z.string(), z.string()),
  /** Found changed and not read yet. */
  pending: z.array(z.number()),
});
export type Position = z.infer<typeof Position>;

export function toCursor(position: Position): Cursor {
  return JSON.stringify(position) as Cursor;
}

export function toPosition(cursor: Cursor, feed: string): Position {
  const parsed = Position.safeParse(parseJson(cursor));
  if (parsed.success && parsed.data.feed === feed) return parsed.data;
  throw new ProtocolError("The bookmark of this feed cannot be understood; read the feed from the beginning");
}
