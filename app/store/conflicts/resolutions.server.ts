import { Prisma } from "@prisma/client";
import { db, inTurn } from "../database/database.server.ts";
import { happens } from "../values/life.server.ts";
import { jsonText } from "../database/json-text.server.ts";

export interface RowKey {
  kind: string;
  subject: string;
  place: string;
}

/** A row with both sides as the person saw them. */
export interface SeenRow extends RowKey {
  desired: string | null;
  observed: string | null;
}

export type Take = "source" | "shop" | "value" | "ignore";

/** Who decides, what was said about it, and for how long nothing is written so that it can be taken back. */
export interface ByHand {
  who: string;
  note: string | null;
  undoMs: number;
}

/**
 * Saves one choice for many conflicts whose sides are still what the person saw; returns those it was saved
 * for. `value` of a row is what it should show where a value was set by hand.
 */
export async function saveResolutions(
  shop: string,
  rows: readonly (SeenRow & { value: string | null })[],
  take: Take,
  { who, note, undoMs }: ByHand,
): Promise<(RowKey & { event: string })[]> {
  const told = {
    take: Prisma.sql`${take}::text`,
    value: Prisma.sql`d.shown`,
    who: Prisma.sql`${who}::text`,
    undoMs: Prisma.sql`${undoMs}`,
  };
  return inTurn(
    shop,
    (tx) => tx.$queryRaw<(RowKey & { event: string })[]>`
    WITH open AS (
      SELECT o.*, coalesce(r.value, CASE WHEN ${take} = 'source' THEN o.desired ELSE o.observed END) AS shown
      FROM jsonb_to_recordset(${jsonText(rows)}::jsonb)
        AS r(kind text, subject text, place text, desired text, observed text, value text)
      JOIN "Observation" o ON o.shop = ${shop} AND o.kind = r.kind AND o.subject = r.subject AND o.place = r.place
      WHERE o.desired IS NOT NULL AND o.desired IS NOT DISTINCT FROM r.desired
        AND o.observed IS NOT DISTINCT FROM r.observed
        AND (o.verdict = 'conflict' OR o.verdict <> 'in-sync'
          AND (o.approved = o.desired OR o.pinned IS NOT NULL AND o."pinnedFor" = o.desired)
          AND EXISTS (SELECT 1 FROM "TimelineEvent" e WHERE e.shop = o.shop AND e.kind = o.kind
            AND e.subject = o.subject AND e.place = o.place AND e.event = 'resolved'))
      FOR UPDATE OF o
    ), told AS (
      INSERT INTO "TimelineEvent" (id, shop, kind, subject, place, at, event, value, before, detail)
      SELECT gen_random_uuid(), ${shop}, o.kind, o.subject, o.place, now(), 'resolved', o.shown, o.observed,
        jsonb_build_object('choice', ${take}::text, 'value', o.shown, 'agreed', o.baseline, 'source', o.desired,
          'shop', o.observed, 'who', ${who}::text, 'note', coalesce(${note}::text, o.note),
          'was', jsonb_build_object('approved', o.approved, 'pinned', o.pinned, 'pinnedFor', o."pinnedFor",
            'pinnedBy', o."pinnedBy", 'ignored', o.ignored, 'baseline', o.baseline, 'verdict', o.verdict,
            'reason', o.reason, 'assignee', o.assignee, 'note', o.note))
      FROM open o
      RETURNING id, kind, subject, place
    ), saved AS (
      ${happens("resolved", told, {
        // Taking the shop's value means agreeing with it.
        also: Prisma.sql`assignee = NULL, note = NULL,
          baseline = CASE WHEN ${take} = 'shop' THEN o.observed ELSE o.baseline END,
          "baselineAt" = CASE WHEN ${take} = 'shop' THEN now() ELSE o."baselineAt" END`,
        from: Prisma.sql`open d`,
        where: Prisma.sql`o.shop = ${shop} AND o.kind = d.kind AND o.subject = d.subject AND o.place = d.place`,
      })}
      RETURNING o.kind, o.subject, o.place
    )
    SELECT s.kind, s.subject, s.place, t.id::text AS event FROM saved s JOIN told t USING (kind, subject, place)`,
  );
}

export interface Undoable {
  id: string;
  /** Writes that the decision caused, already made. */
  changes: string[];
  /** A write that it caused is under way. */
  writing: boolean;
  /** The source has not moved since. */
  still: boolean;
}

/** Those of the given decisions that are the latest about their values and were not taken back yet. */
export async function findUndoable(shop: string, ids: readonly string[]): Promise<Undoable[]> {
  return db().$queryRaw<Undoable[]>`
    SELECT e.id::text AS id, o.desired IS NOT DISTINCT FROM e.detail->>'source' AS still,
      coalesce(c.applied, '{}') AS changes, coalesce(c.writing, false) AS writing
    FROM "TimelineEvent" e
    JOIN "Observation" o ON o.shop = e.shop AND o.kind = e.kind AND o.subject = e.subject AND o.place = e.place
    LEFT JOIN LATERAL (
      SELECT array_agg(c.id::text) FILTER (WHERE c.outcome = 'applied' AND c."undoneAt" IS NULL) AS applied,
        bool_or(c.outcome = 'intended') AS writing
      FROM "Change" c WHERE c.shop = e.shop AND c.kind = e.kind AND c.subject = e.subject AND c.place = e.place
        AND c.at >= e.at AND c.after = e.value AND c.outcome IN ('applied', 'intended')
    ) c ON true
    WHERE e.shop = ${shop} AND e.event = 'resolved' AND e.detail->>'undoneAt' IS NULL
      AND e.id IN (SELECT value::uuid FROM jsonb_array_elements_text(${jsonText(ids)}::jsonb))
      AND NOT EXISTS (SELECT 1 FROM "TimelineEvent" n WHERE n.shop = e.shop AND n.kind = e.kind
        AND n.subject = e.subject AND n.place = e.place AND n.event = 'resolved' AND n.id <> e.id AND n.at > e.at)`;
}

/** Turns values whose decision has not been written into conflicts again. */
export async function reopen(shop: string, ids: readonly string[]): Promise<void> {
  const reopened = happens("reopened", STOOD, {
    also: Prisma.sql`baseline = e.was->>'baseline', assignee = e.was->>'assignee', note = e.was->>'note'`,
    from: Prisma.sql`(SELECT *, detail->'was' AS was FROM "TimelineEvent" WHERE shop = ${shop} AND ${chosen(ids)}) e`,
    where: ABOUT,
  });
  await inTurn(shop, (tx) => tx.$executeRaw(reopened));
}

/** Pins the shop's value where the decision is just being written. */
export async function pinShopValue(shop: string, ids: readonly string[], who: string): Promise<void> {
  const told = { value: Prisma.sql`e.detail->>'shop'`, who: Prisma.sql`${who}::text` };
  const takenBack = happens("takenBack", told, {
    from: Prisma.sql`"TimelineEvent" e`,
    where: Prisma.sql`e.shop = ${shop} AND ${chosen(ids)} AND ${ABOUT}`,
  });
  await inTurn(shop, (tx) => tx.$executeRaw(takenBack));
}

/** The state of a value before the decision e. */
const STOOD = {
  verdict: Prisma.sql`e.was->>'verdict'`,
  reason: Prisma.sql`e.was->>'reason'`,
  approved: Prisma.sql`e.was->>'approved'`,
  pinned: Prisma.sql`e.was->>'pinned'`,
  pinnedFor: Prisma.sql`e.was->>'pinnedFor'`,
  pinnedBy: Prisma.sql`e.was->>'pinnedBy'`,
  ignored: Prisma.sql`(e.was->>'ignored')::boolean`,
};
/** The value o that e is about. */
const ABOUT = Prisma.sql`o.shop = e.shop AND o.kind = e.kind AND o.subject = e.subject AND o.place = e.place`;

/** The given decisions in the timeline. */
function chosen(ids: readonly string[]): Prisma.Sql {
  return Prisma.sql`event = 'resolved'
    AND id IN (SELECT value::uuid FROM jsonb_array_elements_text(${jsonText(ids)}::jsonb))`;
}

/** Notes that decisions were taken back. */
export async function markUndone(shop: string, ids: readonly string[], who: string): Promise<void> {
  const keys = jsonText(ids);
  await db().$executeRaw`
    WITH undone AS (
      UPDATE "TimelineEvent" e
      SET detail = e.detail || jsonb_build_object('undoneAt', to_jsonb(now()), 'undoneBy', ${who}::text)
      WHERE e.shop = ${shop} AND e.event = 'resolved'
        AND e.id IN (SELECT value::uuid FROM jsonb_array_elements_text(${keys}::jsonb))
      RETURNING e.*
    )
    INSERT INTO "TimelineEvent" (id, shop, kind, subject, place, at, event, value, before, detail)
    SELECT gen_random_uuid(), ${shop}, u.kind, u.subject, u.place, now(), 'undone', u.detail->>'shop', u.value,
      jsonb_build_object('who', ${who}::text) FROM undone u`;
}

/** Sets who should decide; null: anybody. Returns how many rows changed. */
export async function saveAssignee(
  shop: string,
  rows: readonly RowKey[],
  assignee: string | null,
  who: string,
): Promise<number> {
  return db().$executeRaw`
    WITH changed AS (
      UPDATE "Observation" o SET assignee = ${assignee}
      FROM jsonb_to_recordset(${jsonText(rows)}::jsonb) AS r(kind text, subject text, place text)
      WHERE o.shop = ${shop} AND o.kind = r.kind AND o.subject = r.subject AND o.place = r.place
        AND o.verdict = 'conflict' AND o.assignee IS DISTINCT FROM ${assignee}
      RETURNING o.kind, o.subject, o.place
    )
    INSERT INTO "TimelineEvent" (id, shop, kind, subject, place, at, event, value, detail)
    SELECT gen_random_uuid(), ${shop}, kind, subject, place, now(), 'assigned', ${assignee},
      jsonb_build_object('who', ${who}::text) FROM changed`;
}

export async function saveNote(
  shop: string,
  { kind, subject, place }: RowKey,
  text: string | null,
  who: string,
): Promise<number> {
  return db().$executeRaw`
    WITH changed AS (
      UPDATE "Observation" SET note = ${text}
      WHERE shop = ${shop} AND kind = ${kind} AND subject = ${subject} AND place = ${place}
        AND note IS DISTINCT FROM ${text}
      RETURNING kind, subject, place
    )
    INSERT INTO "TimelineEvent" (id, shop, kind, subject, place, at, event, value, detail)
    SELECT gen_random_uuid(), ${shop}, kind, subject, place, now(), 'noted', ${text},
      jsonb_build_object('who', ${who}::text) FROM changed`;
}
