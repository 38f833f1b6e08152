import type { Arrival } from "./arrivals.ts";
import { type Position, sameFile } from "./cursor.ts";
import { compareOrder, orderOf } from "./names.ts";

export interface Choice {
  file: Arrival | null;
  /** A file waits that is perhaps still being written. */
  unsettled: boolean;
}

/**
 * What to read next. Full files replace all before them, so the newest complete one. Files of changes one by
 * one: a later one waits until the earlier is complete, or an old figure would overwrite a newer.
 */
export function nextFile(
  files: readonly Arrival[],
  position: Pick<Position, "finished" | "floor">,
  mode: "full" | "delta",
  timeZone: string,
): Choice {
  const { finished, floor } = position;
  const unread = files.filter((file) => {
    if (finished.some((mark) => sameFile(file, mark))) return false;
    // The same name again is the file overwritten in place: its time does not matter.
    if (!floor || finished.some(({ name }) => name === file.name)) return true;
    return compareOrder(orderOf(file, timeZone), floor) > 0;
  });
  if (mode === "full") {
    return {
      file: unread.findLast(({ complete }) => complete) ?? null,
      unsettled: unread.some(({ complete }) => !complete),
    };
  }
  const first = unread[0];
  return { file: first?.complete ? first : null, unsettled: first ? !first.complete : false };
}
