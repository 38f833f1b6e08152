import type { InvoiceRecord } from "#app/core/source/order-records.ts";
import type { Transaction } from "../database/database.server.ts";
import { finishPage, inOneGo, type FeedPage, type PageSaved } from "../connections/feed-page.server.ts";
import { jsonText } from "../database/json-text.server.ts";

/** Saves what the source charged for orders. One that names an order we do not know yet waits for it. */
export async function saveInvoicePage(page: FeedPage<InvoiceRecord>): Promise<PageSaved> {
  const { shop, connectionId } = page;
  const own = page.records.filter(({ key }) => key === null || key.startsWith(`${shop}/`));
  const rows = own.map(({ total, currency, ...invoice }) => ({ ...invoice, total: `${total} ${currency}` }));
  return inOneGo(page, async (tx) => {
    const changed = await tx.$executeRaw`
      INSERT INTO "Invoice" AS i (shop, "connectionId", id, number, "orderId", "orderKey", "orderName", status, total,
        "issuedAt", "asOf", origin)
      SELECT DISTINCT ON (r.id) ${shop}, ${connectionId}::uuid, r.id, r.number, o.id, r.key, r."orderName", r.status,
        r.total, r."issuedAt", r."asOf", r.origin
      FROM jsonb_to_recordset(${jsonText(rows)}::jsonb) AS r(id text, number text, key text, "orderName" text,
        status text, total text, "issuedAt" timestamptz, "asOf" timestamptz, origin text)
      LEFT JOIN "Order" o ON o.shop = ${shop} AND CASE WHEN r.key IS NULL THEN o.name = r."orderName"
        ELSE o.id = substr(r.key, length(${shop}) + 2) END
      ORDER BY r.id, r."asOf" DESC
      ON CONFLICT ("connectionId", id) DO UPDATE SET number = excluded.number,
        "orderId" = coalesce(excluded."orderId", i."orderId"), "orderKey" = excluded."orderKey",
        "orderName" = excluded."orderName", status = excluded.status, total = excluded.total,
        "issuedAt" = excluded."issuedAt", "asOf" = excluded."asOf", origin = excluded.origin
        WHERE i."asOf" <= excluded."asOf" AND (i.number, i.status, i.total, i."issuedAt", i."orderKey", i."orderName")
          IS DISTINCT FROM (excluded.number, excluded.status, excluded.total, excluded."issuedAt", excluded."orderKey",
            excluded."orderName")`;
    return finishPage(tx, page, "invoices", changed, 0);
  });
}

/** Links invoices that came before these orders were known. */
export async function linkInvoices(
  tx: Transaction,
  shop: string,
  orderIds: readonly string[],
): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Invoice" i SET "orderId" = o.id
    FROM "Order" o
    WHERE o.shop = ${shop} AND o.id = ANY(${[...orderIds]}) AND i.shop = o.shop AND i."orderId" IS NULL
      AND (i."orderKey" = o.shop || '/' || o.id OR i."orderKey" IS NULL AND i."orderName" = o.name)`;
}
