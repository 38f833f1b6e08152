import { db } from "../../database/database.server.ts";
import type { PlaceNames } from "./value-rows.server.ts";

const EVENTS_SHOWN = 60;
const CHANGES_SHOWN = 30;

/** What happened to these values, newest first: what was seen, read and decided, and what was written. */
export async function readHistory(shop: string, subjects: Subjects, placeNames: PlaceNames) {
  const newest = { orderBy: { at: "desc" } } as const;
  const [events, changes] = await Promise.all([
    db().timelineEvent.findMany({ where: { shop, OR: subjects }, ...newest, take: EVENTS_SHOWN }),
    db().change.findMany({
      where: { shop, OR: subjects, outcome: { not: "intended" } },
      ...newest,
      take: CHANGES_SHOWN,
    }),
  ]);
  return {
    events: events.map(({ id, at, event, kind, place, value, before, detail }) => ({
      id,
      at: at.toISOString(),
      event,
      kind,
      place,
      placeName: placeNames(kind, place),
      value,
      before,
      ...said(detail),
    })),
    changes: changes.map(({ id, at, kind, place, before, after, who, outcome, message, undoneAt }) => ({
      id,
      at: at.toISOString(),
      kind,
      place,
      placeName: placeNames(kind, place),
      before,
      after,
      who,
      outcome,
      message,
      undone: undoneAt !== null,
    })),
  };
}

/** Who decided, and what was said about it, where the event tells. */
function said(detail: unknown): { who: string | null; choice: string | null; note: string | null } {
  const given = (typeof detail === "object" && detail !== null ? detail : {}) as Record<string, unknown>;
  const text = (name: string) => (typeof given[name] === "string" ? given[name] : null);
  return { who: text("who"), choice: text("choice"), note: text("note") };
}

/** Where values are kept, as conditions that the primary key answers. */
export type Subjects = { kind: { in: string[] }; subject: { in: string[] } }[];
