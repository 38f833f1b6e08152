import type { SetAsideRecord } from "#app/core/source/records.ts";
import { inTurn, type Transaction } from "../database/database.server.ts";
import { fence, type Lease } from "../database/leases.server.ts";
import { markUnbooked } from "../values/marks.server.ts";
import { jsonText } from "../database/json-text.server.ts";

/** The parts of an adapter's page that are stored together, in one transaction. */
export interface FeedPage<T> {
  shop: string;
  connectionId: string;
  feedId: string;
  /** Only the worker that holds the feed may save what it read. */
  lease: Lease;
  records: readonly T[];
  setAside: readonly SetAsideRecord[];
  cursor: string;
  done: boolean;
  listing: { id: string; ends: boolean } | null;
}

/** What saving a page changed: records that say something else now, and items unknown before. */
export interface PageSaved {
  changed: number;
  newItems: number;
}

const TRANSACTION = { timeout: 60_000, maxWait: 30_000 };

/** A page and everything that follows from it are saved together, by the worker that holds the feed, or not at all. */
export function inOneGo(
  page: FeedPage<unknown>,
  save: (tx: Transaction) => Promise<PageSaved>,
): Promise<PageSaved> {
  const fenced = async (tx: Transaction) => {
    await fence(tx, page.lease);
    return save(tx);
  };
  return inTurn(page.shop, fenced, TRANSACTION);
}

/** Ends a page: saves the records set aside, and where the next one begins. */
export async function finishPage(
  tx: Transaction,
  page: FeedPage<unknown>,
  feed: string,
  changed: number,
  newItems: number,
): Promise<PageSaved> {
  await saveSetAside(tx, page, feed);
  const advanced = await saveCursor(tx, page, changed, newest(page.records.flatMap(timeOf)));
  if (advanced && feed === "stock") await markUnbooked(tx, page);
  return { changed, newItems };
}

async function saveSetAside(tx: Transaction, page: FeedPage<unknown>, kind: string): Promise<void> {
  if (page.setAside.length > 0) {
    await tx.$executeRaw`
      INSERT INTO "SetAside" (id, shop, "connectionId", kind, origin, sku, reason, raw, at)
      SELECT DISTINCT ON (r.origin) gen_random_uuid(), ${page.shop}, ${page.connectionId}::uuid, ${kind},
        r.origin, r.sku, r.reason, r.raw, now()
      FROM jsonb_to_recordset(${jsonText(page.setAside)}::jsonb)
        AS r(origin text, sku text, reason text, raw text)
      ON CONFLICT ("connectionId", kind, origin) DO UPDATE
        SET sku = excluded.sku, reason = excluded.reason, raw = excluded.raw, at = excluded.at, "resolvedAt" = NULL`;
  }
  const read = page.records.flatMap((record) =>
    typeof record === "object" && record !== null && "sku" in record ? [record.sku] : [],
  );
  const bad = new Set(page.setAside.map(({ sku }) => sku));
  const cured = read.filter((sku) => typeof sku === "string" && !bad.has(sku));
  await tx.$executeRaw`
    UPDATE "SetAside" SET "resolvedAt" = now()
    WHERE "connectionId" = ${page.connectionId}::uuid AND kind = ${kind} AND "resolvedAt" IS NULL
      AND sku IN (SELECT jsonb_array_elements_text(${jsonText(cured)}::jsonb))`;
}

/** Moves the feed on, the watermark only once everything up to it has been read; returns whether it moved. */
async function saveCursor(
  tx: Transaction,
  page: FeedPage<unknown>,
  changed: number,
  asOf: Date | null,
): Promise<boolean> {
  const whole = page.done || page.listing?.ends === true;
  const ended = whole || page.listing === null;
  const [moved] = await tx.$queryRaw<{ advanced: boolean }[]>`
    UPDATE "Feed" f SET cursor = ${page.cursor}, "lastReadAt" = now(), state = 'ok', error = NULL, failures = 0,
      listing = CASE WHEN ${ended} THEN NULL ELSE f.listing END,
      "listingFlawed" = CASE WHEN ${ended} THEN false ELSE f."listingFlawed" END,
      "lastChangeAt" = CASE WHEN ${changed > 0} THEN now() ELSE f."lastChangeAt" END,
      "lagMs" = CASE WHEN ${changed > 0} AND ${asOf}::timestamptz IS NOT NULL
        THEN least(2000000000, greatest(0, extract(epoch FROM now() - ${asOf}::timestamptz) * 1000))::int
        ELSE f."lagMs" END,
      "newestAsOf" = greatest(f."newestAsOf", ${asOf}::timestamptz),
      watermark = CASE WHEN ${whole} THEN greatest(f.watermark, f."newestAsOf", ${asOf}::timestamptz)
        ELSE f.watermark END
    FROM "Feed" old
    WHERE f.id = ${page.feedId}::uuid AND old.id = f.id
    RETURNING f.watermark IS DISTINCT FROM old.watermark AS advanced`;
  return moved?.advanced ?? false;
}

function timeOf(record: unknown): Date[] {
  const time = typeof record === "object" && record !== null && "asOf" in record ? record.asOf : null;
  return time instanceof Date ? [time] : [];
}

function newest(times: readonly Date[]): Date | null {
  return times.reduce<Date | null>(
    (latest, time) => (latest === null || time > latest ? time : latest),
    null,
  );
}
