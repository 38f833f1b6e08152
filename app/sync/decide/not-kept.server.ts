import type { DecidedRow } from "#app/store/values/decisions.server.ts";

/** The decision about a value that does not have to be kept in step. */

export function notKept(
  row: Pick<DecidedRow, "kind" | "subject" | "place" | "dirty">,
  reason: string,
): DecidedRow {
  const { kind, subject, place, dirty } = row;
  const nothing = {
    desired: null,
    target: null,
    agreed: null,
    receipt: null,
    urgency: 0,
    authority: null,
    dueAt: null,
  };
  return { kind, subject, place, dirty, verdict: "unknown", reason, ...nothing };
}
