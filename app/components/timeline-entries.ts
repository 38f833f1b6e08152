import type { TimelineEntry } from "./timeline.tsx";

interface StoredEvent {
  id: string;
  at: string;
  event: string;
  location: string;
  place: string;
  value: string | null;
  before: string | null;
}

interface StoredChange {
  id: string;
  at: string;
  location: string;
  place: string;
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
  const told = events.map((event): TimelineEntry => ({
    ...event,
    who: null,
    message: null,
    undoable: false,
  }));
  const changed = changes.map(({ outcome, after, undone, ...change }): TimelineEntry => ({
    ...change,
    event: EVENT_OF[outcome] ?? "lost",
    value: after,
    undoable: outcome === "applied" && !undone,
  }));
  return [...told, ...changed].sort((a, b) => b.at.localeCompare(a.at));
}

/** Both sides of one location over time, each keeping its value until it changes. */
export function sidesOverTime(
  events: readonly StoredEvent[],
  changes: readonly StoredChange[],
  now: { place: string; desired: number | null; observed: number | null },
  until: number,
) {
  const moves = [
    ...events
      .filter(({ event }) => event === "read" || event === "seen")
      .map(({ at, event, place, value, before }) => ({ at, place, side: event, value, before })),
    ...changes
      .filter(({ outcome }) => outcome === "applied")
      .map(({ at, place, after, before }) => ({ at, place, side: "seen", value: after, before })),
  ]
    .filter(({ place }) => place === now.place)
    .sort((a, b) => a.at.localeCompare(b.at));

  const first = (side: string) => moves.find((move) => move.side === side)?.before ?? null;
  const whole = (value: string | null) => (value === null ? null : Number(value));
  let source = whole(first("read")) ?? now.desired;
  let shop = whole(first("seen")) ?? now.observed;
  const points = moves.map((move) => {
    if (move.side === "read") source = whole(move.value);
    else shop = whole(move.value);
    return { time: Date.parse(move.at), source, shop };
  });
  points.push({ time: until, source: now.desired, shop: now.observed });
  return {
    times: points.map(({ time }) => time),
    source: points.map((point) => point.source),
    shop: points.map((point) => point.shop),
  };
}
