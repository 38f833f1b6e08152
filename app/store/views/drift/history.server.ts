import type { TimelineEvent } from "@prisma/client";
import { db } from "../../database/database.server.ts";
import { readJson } from "../../database/json.server.ts";
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
    events: events.map((row) => ({
      id: row.id,
      at: row.at.toISOString(),
      event: row.event,
      kind: row.kind,
      place: row.place,
      placeName: placeNames(row.kind, row.place),
      value: row.value,
      before: row.before,
      ...said(row),
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

/** Who decided, and what was said about it, if the event has it. */
function said(row: TimelineEvent) {
  const detail = readJson("TimelineEvent.detail", row);
  return { who: detail?.who ?? null, choice: detail?.choice ?? null, note: detail?.note ?? null };
}

/** Where values are kept, as conditions that the primary key answers. */
export type Subjects = { kind: { in: string[] }; subject: { in: string[] } }[];
