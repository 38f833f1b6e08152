import type { ValueKind } from "#app/core/values/record-kind.ts";
import { moneyNumber } from "#app/core/money.ts";
import type { TimelineEntry } from "./timeline.tsx";

interface StoredEvent {
  id: string;
  at: string;
  event: string;
  kind: string;
  place: string;
  placeName: string | null;
  value: string | null;
  before: string | null;
  who: string | null;
  choice: string | null;
  note: string | null;
}

interface StoredChange {
  id: string;
  at: string;
  kind: string;
  place: string;
  placeName: string | null;
  before: string | null;
  after: string;
  who: string;
  outcome: string;
  message: string | null;
  undone: boolean;
}

/** How a change that was sent reads in the timeline. */
const EVENT_OF: Record<string, string> = { applied: "repaired", stale: "stale", rejected: "rejected" };

/** Events and changes as one list, newest first. */
export function timelineEntries(
  events: readonly StoredEvent[],
  changes: readonly StoredChange[],
): TimelineEntry[] {
  const happened = events.map(({ note, kind, ...event }): TimelineEntry => ({
    ...event,
    kind: kind as ValueKind,
    message: note,
    undoable: false,
  }));
  const changed = changes.map(({ outcome, after, undone, kind, ...change }): TimelineEntry => ({
    ...change,
    kind: kind as ValueKind,
    event: EVENT_OF[outcome] ?? "lost",
    value: after,
    choice: null,
    undoable: outcome === "applied" && !undone,
  }));
  return [...happened, ...changed].sort((a, b) => b.at.localeCompare(a.at));
}

interface PlottedValue {
  kind: string;
  place: string;
  desired: string | null;
  observed: string | null;
}

/** Both sides of one value over time, each keeping its value until it changes. */
export function sidesOverTime(
  events: readonly StoredEvent[],
  changes: readonly StoredChange[],
  now: PlottedValue,
  until: number,
) {
  const moves = [
    ...events
      .filter(({ event }) => event === "read" || event === "seen")
      .map(({ at, event, kind, place, value, before }) => ({ at, kind, place, side: event, value, before })),
    ...changes
      .filter(({ outcome }) => outcome === "applied")
      .map(({ at, kind, place, after, before }) => ({ at, kind, place, side: "seen", value: after, before })),
  ]
    .filter(({ kind, place }) => kind === now.kind && place === now.place)
    .sort((a, b) => a.at.localeCompare(b.at));

  const first = (side: string) => moves.find((move) => move.side === side)?.before ?? null;
  const height = (value: string | null) => heightOf(now.kind, value);
  let source = height(first("read")) ?? height(now.desired);
  let shop = height(first("seen")) ?? height(now.observed);
  const points = moves.map((move) => {
    if (move.side === "read") source = height(move.value);
    else shop = height(move.value);
    return { time: Date.parse(move.at), source, shop };
  });
  points.push({ time: until, source: height(now.desired), shop: height(now.observed) });
  return {
    times: points.map(({ time }) => time),
    source: points.map((point) => point.source),
    shop: points.map((point) => point.shop),
  };
}

/** The height of a value in a plot; a text has none. */
function heightOf(kind: string, value: string | null): number | null {
  if (value === null) return null;
  return kind === "stock" ? Number(value) : moneyNumber(value);
}
