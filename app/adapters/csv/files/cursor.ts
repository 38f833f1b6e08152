import { z } from "zod";
import { parseJson } from "#app/core/json.ts";
import type { Cursor } from "../../contract/page.ts";
import { ProtocolError } from "../../errors.ts";
import type { FileEntry } from "./client.ts";

/** A file as it was when it was read: another size, time or content under the same name is another file. */
const FileMark = z.object({
  name: z.string(),
  size: z.number(),
  mtimeMs: z.number(),
  /** Digest of its first and last bytes, see shape.ts. */
  print: z.string(),
});
export type FileMark = z.infer<typeof FileMark>;

const Position = z.object({
  v: z.literal(1),
  /** The file being read: the next row starts at `byte`, which is the start of `line`. */
  reading: FileMark.extend({ byte: z.number(), line: z.number() }).nullable(),
  /** Files read to their end that may still lie in the folder, in the order they were read. */
  finished: z.array(FileMark),
  /** Nothing up to here in time order is read again: a full file replaces all before it. */
  floor: z.object({ at: z.number(), mtimeMs: z.number(), name: z.string() }).nullable(),
});
export type Position = z.infer<typeof Position>;

export const beginning: Position = { v: 1, reading: null, finished: [], floor: null };

export function toCursor(position: Position): Cursor {
  return JSON.stringify(position) as Cursor;
}

export function toPosition(cursor: Cursor | null): Position {
  if (cursor === null) return beginning;
  const parsed = Position.safeParse(parseJson(cursor));
  if (!parsed.success) {
    throw new ProtocolError(
      "The bookmark of this feed cannot be understood; read the feed from the beginning",
    );
  }
  return parsed.data;
}

export function sameFile(file: FileEntry, mark: FileMark): boolean {
  return file.name === mark.name && file.size === mark.size && file.mtimeMs === mark.mtimeMs;
}
