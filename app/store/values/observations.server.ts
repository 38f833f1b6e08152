import { Prisma } from "@prisma/client";
import { db, inTurn, type Transaction } from "../database/database.server.ts";
import { becomes, happens, owe } from "./life.server.ts";
import { ensureValues } from "./values.server.ts";
import { jsonText } from "../database/json-text.server.ts";

/** Identifies a value within a shop. */
export interface ValueKey {
  kind: string;
  subject: string;
  place: string;
}

/** Comes before every value in the order of their keys. */
export const FIRST_KEY: ValueKey = { kind: "", subject: "", place: "" };

/** Which values come after a key, as a condition on "Observation" o of one kind. */
export function follows({ subject, place }: ValueKey): Prisma.Sql {
  return Prisma.sql`(o.subject, o.place) > (${subject}, ${place})`;
}

/** What one look at the shop found for one item at one location; null: not stocked there. */
export interface SeenLevel {
  itemId: string;
  locationId: string;
  available: number | null;
  onHand: number | null;
  committed: number;
}

/**
 * Saves what the shop shows. Returns how many values are owed a decision because of it: an unmapped place is
 * recorded and owes nothing until somebody maps it.
 * With `unlessSeenSince`, a value seen after that time stays, because the look behind `levels` is older.
 */
export async function saveSeen(
  shop: string,
  levels: readonly SeenLevel[],
  basis: "available" | "on_hand",
  unlessSeenSince: Date | null = null,
): Promise<number> {
  if (levels.length === 0) return 0;
  const rows = levels.map(({ itemId, locationId, available, onHand, committed }) => {
    const shows = basis === "available" ? available : onHand;
    return { subject: itemId, place: locationId, observed: shows === null ? null : String(shows), committed };
  });
  const moved = Prisma.sql`(o."connectionId" IS NOT NULL AND (o."observedAt" IS NULL
    OR o.observed IS DISTINCT FROM excluded.observed OR o.committed IS DISTINCT FROM excluded.committed))`;
  const query = (tx: Transaction) => tx.$queryRaw<{ subject: string }[]>`
    WITH seen AS (
      SELECT DISTINCT ON (r.subject, r.place) r.*, v.id AS "variantId", v."productId", v.sku,
        v."productTitle" || CASE WHEN v.title IN ('', 'Default Title') THEN '' ELSE ' · ' || v.title END AS title
      FROM jsonb_to_recordset(${jsonText(rows)}::jsonb)
        AS r(subject text, place text, observed text, committed int)
      JOIN "Variant" v ON v.shop = ${shop} AND v."inventoryItemId" = r.subject AND v."deletedAt" IS NULL
    ), known AS (
      SELECT s.subject, s.place, o.observed AS before, o."observedAt" FROM seen s
      JOIN "Observation" o ON o.shop = ${shop} AND o.kind = 'stock' AND o.subject = s.subject AND o.place = s.place
    ), told AS (
      INSERT INTO "TimelineEvent" (id, shop, kind, subject, place, at, event, value, before)
      SELECT gen_random_uuid(), ${shop}, 'stock', s.subject, s.place, now(), 'seen', s.observed, k.before
      FROM seen s JOIN known k USING (subject, place)
      WHERE k."observedAt" IS NOT NULL AND k.before IS DISTINCT FROM s.observed
        AND (${unlessSeenSince}::timestamptz IS NULL OR k."observedAt" < ${unlessSeenSince}::timestamptz)
    ), saved AS (
      INSERT INTO "Observation" AS o
        (shop, kind, subject, place, "productId", "variantId", sku, title, observed, committed, "observedAt", decided)
      SELECT ${shop}, 'stock', s.subject, s.place, s."productId", s."variantId", s.sku, s.title, s.observed, s.committed, now(), 1
      FROM seen s
      ON CONFLICT (shop, kind, subject, place) DO UPDATE SET
        observed = excluded.observed, committed = excluded.committed, "observedAt" = excluded."observedAt",
        "productId" = excluded."productId", "variantId" = excluded."variantId", sku = excluded.sku, title = excluded.title,
        ${becomes("seen", { moved })}
        WHERE ${unlessSeenSince}::timestamptz IS NULL OR o."observedAt" IS NULL
          OR o."observedAt" < ${unlessSeenSince}::timestamptz
      RETURNING o.subject, o.dirty > o.decided AS owed
    )
    SELECT subject FROM saved WHERE owed`;
  return (await inTurn(shop, query)).length;
}

/**
 * Creates a value to keep for each linked item at every mapped location, stocked there or not, and for each
 * price and field that the source names for it.
 */
export async function ensureObservations(shop: string): Promise<void> {
  await inTurn(
    shop,
    (tx) => tx.$executeRaw`
    INSERT INTO "Observation" AS o (shop, kind, subject, place, "connectionId", "productId", "variantId", sku, title,
      "observedAt")
    SELECT DISTINCT ON (v."inventoryItemId", m."locationId") ${shop}, 'stock', v."inventoryItemId", m."locationId",
      m."connectionId", v."productId", v.id, v.sku,
      v."productTitle" || CASE WHEN v.title IN ('', 'Default Title') THEN '' ELSE ' · ' || v.title END,
      CASE WHEN s."sweptAt" IS NULL THEN NULL ELSE now() END
    FROM "Link" l
    JOIN "Mapping" m ON m."connectionId" = l."connectionId"
    JOIN "Variant" v ON v.shop = l.shop AND v.id = l."variantId" AND v."deletedAt" IS NULL
    JOIN "Shop" s ON s.shop = l.shop
    WHERE l.shop = ${shop} AND l.state = 'confirmed'
    ON CONFLICT (shop, kind, subject, place) DO NOTHING`,
  );
  const mapped = owe({
    also: Prisma.sql`"connectionId" = m."connectionId"`,
    from: Prisma.sql`(SELECT DISTINCT ON ("locationId") "locationId", "connectionId" FROM "Mapping" WHERE shop = ${shop}
      ORDER BY "locationId", "connectionId") m`,
    where: Prisma.sql`o.shop = ${shop} AND o.kind = 'stock' AND o.place = m."locationId"
      AND o."connectionId" IS DISTINCT FROM m."connectionId"`,
  });
  await inTurn(shop, (tx) => tx.$executeRaw(mapped));
  const unmapped = owe({
    also: Prisma.sql`"connectionId" = NULL`,
    where: Prisma.sql`o.shop = ${shop} AND o.kind = 'stock' AND o."connectionId" IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM "Mapping" m WHERE m.shop = o.shop AND m."locationId" = o.place)`,
  });
  await inTurn(shop, (tx) => tx.$executeRaw(unmapped));
  await ensureValues(shop);
}

/** Owes values a new decision after any change: a policy, a link, a mapping, a request to look again. */
export async function markDirty(
  shop: string,
  which:
    | "all"
    | { connectionId: string }
    | { subjects: readonly string[] }
    | { sku: string }
    | { kinds: readonly string[] },
): Promise<void> {
  const those =
    which === "all"
      ? Prisma.sql`true`
      : "connectionId" in which
        ? Prisma.sql`o."connectionId" = ${which.connectionId}::uuid`
        : "subjects" in which
          ? Prisma.sql`o.subject = ANY(${[...which.subjects]})`
          : "kinds" in which
            ? Prisma.sql`o.kind = ANY(${[...which.kinds]})`
            : Prisma.sql`o.sku = ${which.sku}`;
  const where = Prisma.sql`o.shop = ${shop} AND ${those}`;
  await inTurn(shop, (tx) => tx.$executeRaw(owe({ where })));
}

/** What is stored of the levels that webhooks hint at, with a write that may be under way. */
export async function knownLevels(shop: string, keys: readonly { itemId: string; locationId: string }[]) {
  return db().$queryRaw<
    { itemId: string; locationId: string; observed: string | null; writing: string | null }[]
  >`
    SELECT k."itemId", k."locationId", o.observed,
      (SELECT c.after FROM "Change" c WHERE c.shop = ${shop} AND c.kind = 'stock' AND c.subject = k."itemId"
        AND c.place = k."locationId" AND c.outcome = 'intended' ORDER BY c.at DESC LIMIT 1) AS writing
    FROM jsonb_to_recordset(${jsonText(keys)}::jsonb) AS k("itemId" text, "locationId" text)
    LEFT JOIN "Observation" o ON o.shop = ${shop} AND o.kind = 'stock'
      AND o.subject = k."itemId" AND o.place = k."locationId"`;
}

/** Values as they are stored: what they are about, and what the shop was last seen to show. */
export async function observedOf(shop: string, values: readonly ValueKey[]) {
  return db().$queryRaw<
    (ValueKey & { productId: string | null; variantId: string | null; observed: string | null })[]
  >`
    SELECT o.kind, o.subject, o.place, o."productId", o."variantId", o.observed
    FROM jsonb_to_recordset(${jsonText(values)}::jsonb) AS k(kind text, subject text, place text)
    JOIN "Observation" o ON o.shop = ${shop} AND o.kind = k.kind AND o.subject = k.subject AND o.place = k.place`;
}

/** Prices in lists and content of products that nobody has looked at yet. */
export async function unseenValues(
  shop: string,
  kinds: readonly string[],
  limit: number,
): Promise<ValueKey[]> {
  return db().$queryRaw<ValueKey[]>`
    SELECT kind, subject, place FROM "Observation"
    WHERE shop = ${shop} AND kind = ANY(${[...kinds]}) AND "observedAt" IS NULL AND verdict IN ('unknown', 'blocked')
      AND dirty > decided
    LIMIT ${limit}`;
}

/** Where values of these items are kept. */
export async function knownPlaces(shop: string, itemIds: readonly string[]) {
  return db().$queryRaw<{ itemId: string; locationId: string }[]>`
    SELECT subject AS "itemId", place AS "locationId" FROM "Observation"
    WHERE shop = ${shop} AND kind = 'stock'
      AND subject IN (SELECT jsonb_array_elements_text(${jsonText(itemIds)}::jsonb))`;
}

/** Forgets that writing these values failed, and that a person pinned them, and owes them a decision. */
export async function clearRetry(shop: string, rows: readonly ValueKey[]): Promise<void> {
  const asked = happens(
    "repairAsked",
    {},
    {
      from: Prisma.sql`jsonb_to_recordset(${jsonText(rows)}::jsonb) AS r(kind text, subject text, place text)`,
      where: Prisma.sql`o.shop = ${shop} AND o.kind = r.kind AND o.subject = r.subject AND o.place = r.place`,
    },
  );
  await inTurn(shop, (tx) => tx.$executeRaw(asked));
}

/** Forgets what was seen: it was another quantity than the one that counts now. */
export async function forgetObserved(shop: string): Promise<void> {
  const forgotten = owe({
    also: Prisma.sql`observed = NULL, baseline = NULL, "observedAt" = NULL`,
    where: Prisma.sql`o.shop = ${shop} AND o.kind = 'stock'`,
  });
  await inTurn(shop, (tx) => tx.$executeRaw(forgotten));
}
