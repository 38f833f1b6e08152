import { Prisma } from "@prisma/client";
import type { Transaction } from "../database/database.server.ts";
import type { FeedPage } from "./feed-page.server.ts";
import { jsonText } from "../database/json-text.server.ts";

/** What a record of any kind says, as it is stored; see prisma/schema.prisma Reading. */
export interface ReadingRow {
  sku: string;
  place: string;
  value: string;
  asOf: Date;
  origin: string | null;
}

/** A page of an adapter with its records as readings. */
export interface ReadingPage extends FeedPage<unknown> {
  kind: "stock" | "price" | "content" | "rate";
  rows: readonly ReadingRow[];
}

/** Saves a page, of changes or of a complete listing; returns the SKUs whose reading moved. */
export async function saveReadings(tx: Transaction, page: ReadingPage): Promise<string[]> {
  return page.listing ? listPage(tx, page, page.listing) : savePage(tx, page);
}

async function savePage(tx: Transaction, page: ReadingPage): Promise<string[]> {
  const incoming = Prisma.sql`
    SELECT DISTINCT ON (r.sku, r.place) r.*
    FROM jsonb_to_recordset(${jsonText(page.rows)}::jsonb)
      AS r(sku text, place text, value text, "asOf" timestamptz, origin text)
    ORDER BY r.sku, r.place, r."asOf" DESC`;
  return upsertReadings(tx, page, incoming);
}

/**
 * Saves a page of a complete listing. None of it counts before the listing ends: until then one warehouse of
 * an item may be new and another old, and everything further down would look gone.
 */
async function listPage(
  tx: Transaction,
  page: ReadingPage,
  listing: { id: string; ends: boolean },
): Promise<string[]> {
  await startListing(tx, page, listing.id);
  const named = page.setAside.flatMap(({ sku }) => (sku === null ? [] : [{ sku, place: "" }]));
  await tx.$executeRaw`
    INSERT INTO "ListedReading" (shop, "connectionId", kind, sku, place, value, "asOf", origin, listing)
    SELECT DISTINCT ON (r.sku, r.place) ${page.shop}, ${page.connectionId}::uuid, ${page.kind}, r.sku, r.place, r.value,
      r."asOf", r.origin, ${listing.id}
    FROM jsonb_to_recordset(${jsonText(page.rows)}::jsonb || ${jsonText(named)}::jsonb)
      AS r(sku text, place text, value text, "asOf" timestamptz, origin text)
    ORDER BY r.sku, r.place, r."asOf" DESC
    ON CONFLICT ("connectionId", kind, sku, place) DO UPDATE SET value = excluded.value, "asOf" = excluded."asOf",
      origin = excluded.origin, listing = excluded.listing`;
  return listing.ends ? endListing(tx, page) : [];
}

/** Drops what an unfinished listing said once a newer one starts. */
async function startListing(tx: Transaction, page: ReadingPage, id: string): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM "ListedReading"
    WHERE "connectionId" = ${page.connectionId}::uuid AND kind = ${page.kind} AND listing <> ${id}`;
  const flawed = page.setAside.some(({ sku }) => sku === null);
  await tx.$executeRaw`
    UPDATE "Feed" SET listing = ${id},
      "listingFlawed" = ${flawed} OR ("listingFlawed" AND listing IS NOT DISTINCT FROM ${id})
    WHERE id = ${page.feedId}::uuid`;
}

/**
 * What the listing named becomes readings, and what it did not name is gone from the source. A record that
 * was set aside still names its SKU; if one names none, nobody knows which SKU it was about, so nothing
 * counts as gone.
 */
async function endListing(tx: Transaction, page: ReadingPage): Promise<string[]> {
  const listed = Prisma.sql`"connectionId" = ${page.connectionId}::uuid AND kind = ${page.kind}`;
  const moved = await upsertReadings(
    tx,
    page,
    Prisma.sql`
      SELECT sku, place, value, "asOf", origin FROM "ListedReading" WHERE ${listed} AND value IS NOT NULL`,
  );
  const gone = await tx.$queryRaw<{ sku: string }[]>`
    UPDATE "Reading" r SET value = NULL, "asOf" = now(), "readAt" = now(), origin = NULL
    FROM "Feed" f
    WHERE f.id = ${page.feedId}::uuid AND NOT f."listingFlawed"
      AND r."connectionId" = ${page.connectionId}::uuid AND r.kind = ${page.kind} AND r.value IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM "ListedReading" l WHERE l."connectionId" = r."connectionId" AND l.kind = r.kind
        AND l.sku = r.sku AND l.place IN (r.place, ''))
    RETURNING r.sku`;
  await tx.$executeRaw`DELETE FROM "ListedReading" WHERE ${listed}`;
  return [...moved, ...gone.map(({ sku }) => sku)];
}

/** Saves records as readings. An older one never replaces a newer one. Returns the SKUs whose reading moved. */
async function upsertReadings(tx: Transaction, page: ReadingPage, incoming: Prisma.Sql): Promise<string[]> {
  const moved = await tx.$queryRaw<{ sku: string }[]>`
    WITH incoming AS (${incoming}), moved AS (
      SELECT i.sku FROM incoming i
      LEFT JOIN "Reading" r ON r."connectionId" = ${page.connectionId}::uuid AND r.kind = ${page.kind}
        AND r.sku = i.sku AND r.place = i.place
      WHERE r.sku IS NULL OR (r.value IS DISTINCT FROM i.value AND r."asOf" <= i."asOf")
    ), saved AS (
      INSERT INTO "Reading" AS r (shop, "connectionId", kind, sku, place, value, "asOf", "readAt", origin)
      SELECT ${page.shop}, ${page.connectionId}::uuid, ${page.kind}, i.sku, i.place, i.value, i."asOf", now(), i.origin
      FROM incoming i
      ON CONFLICT ("connectionId", kind, sku, place) DO UPDATE
        SET value = excluded.value, "asOf" = excluded."asOf", "readAt" = excluded."readAt", origin = excluded.origin
        WHERE r."asOf" <= excluded."asOf"
    )
    SELECT sku FROM moved`;
  return moved.map(({ sku }) => sku);
}
