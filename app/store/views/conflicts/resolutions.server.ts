import { Prisma } from "@prisma/client";
import { timeOf } from "#app/core/cursor.ts";
import type { ValueKind } from "#app/core/values/record-kind.ts";
import { db } from "#app/store/database/database.server.ts";
import type { ResolutionDetail } from "#app/store/database/json.server.ts";

const PAGE_ROWS = 50;

interface Row {
  id: string;
  kind: ValueKind;
  subject: string;
  place: string;
  at: Date;
  detail: ResolutionDetail;
  sku: string | null;
  variantId: string | null;
  productId: string | null;
  title: string | null;
  imageUrl: string | null;
  list: string | null;
  latest: boolean;
}

/** What was decided by whom, newest first; `after` is the time and id where the page before ended. */
export async function readResolutions(shop: string, query: { text: string; after: string | null }) {
  const [at, id] = (query.after ?? "").split(" ");
  const time = timeOf(at);
  const from = time && id !== undefined ? { at: time, id } : null;
  const beyond = from
    ? Prisma.sql`AND (e.at, e.id::text) < (${from.at}::timestamptz, ${from.id})`
    : Prisma.empty;
  const like = query.text.replace(/[\\%_]/g, "\\$&");
  const matching =
    like === "" ? Prisma.empty : Prisma.sql`AND (o.sku ILIKE ${`${like}%`} OR o.title ILIKE ${`%${like}%`})`;
  const found = await db().$queryRaw<Row[]>`
    SELECT e.id::text AS id, e.kind, e.subject, e.place, e.at, e.detail, o.sku, o."variantId", o."productId",
      coalesce(v."productTitle", p.title, w."productTitle", o.title) AS title, coalesce(v."imageUrl", p."imageUrl", w."imageUrl") AS "imageUrl",
      l.name AS list,
      NOT EXISTS (SELECT 1 FROM "TimelineEvent" n WHERE n.shop = e.shop AND n.kind = e.kind
        AND n.subject = e.subject AND n.place = e.place AND n.event = 'resolved' AND n.at > e.at) AS latest
    FROM "TimelineEvent" e
    JOIN "Observation" o ON o.shop = e.shop AND o.kind = e.kind AND o.subject = e.subject AND o.place = e.place
    LEFT JOIN "Variant" v ON v.shop = o.shop AND v.id = o."variantId"
    LEFT JOIN "Product" p ON p.shop = o.shop AND p.id = o."productId"
    LEFT JOIN LATERAL (SELECT "imageUrl", "productTitle" FROM "Variant" w WHERE w.shop = o.shop
      AND w."productId" = o."productId" AND w."deletedAt" IS NULL ORDER BY w.id LIMIT 1) w ON v.id IS NULL
    LEFT JOIN "PriceList" l ON l.shop = e.shop AND e.kind = 'price' AND l.id = split_part(e.place, '/', 1)
    WHERE e.shop = ${shop} AND e.event = 'resolved' ${beyond} ${matching}
    ORDER BY e.at DESC, e.id::text DESC LIMIT ${PAGE_ROWS + 1}`;
  const page = found.slice(0, PAGE_ROWS);
  const last = page.at(-1);
  const next = found.length > PAGE_ROWS && last ? `${last.at.toISOString()} ${last.id}` : null;
  return { decided: page.map(describe), next };
}

function describe({ detail, at, list, latest, title, ...row }: Row) {
  const { choice, value, agreed, source, shop, who, note, undoneAt, undoneBy } = detail;
  return {
    ...row,
    title: title ?? "",
    variantTitle: "",
    placeName: list,
    at: at.toISOString(),
    choice,
    value,
    agreed,
    source,
    shop,
    who,
    note,
    undone: undoneAt !== undefined && undoneBy !== undefined ? { at: undoneAt, by: undoneBy } : null,
    undoable: latest && undoneAt === undefined,
  };
}

const PEOPLE_MAX = 50;

/** Whom a conflict can be assigned to: people who opened the app, decided something, or were assigned one. */
export async function readPeople(shop: string): Promise<string[]> {
  const rows = await db().$queryRaw<{ name: string }[]>`
    SELECT DISTINCT name FROM (
      (SELECT trim(concat("firstName", ' ', "lastName")) AS name FROM "Session" WHERE shop = ${shop} LIMIT ${PEOPLE_MAX})
      UNION ALL
      (SELECT detail->>'who' FROM "TimelineEvent" WHERE shop = ${shop} AND event = 'resolved'
        ORDER BY at DESC LIMIT 1000)
      UNION ALL
      (SELECT assignee FROM "Observation" WHERE shop = ${shop} AND verdict = 'conflict' AND assignee IS NOT NULL
        LIMIT 1000)
    ) known WHERE name <> '' ORDER BY name LIMIT ${PEOPLE_MAX}`;
  return rows.map(({ name }) => name);
}
