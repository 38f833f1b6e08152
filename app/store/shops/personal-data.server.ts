import { Prisma } from "@prisma/client";
import type { OrderKind } from "#app/core/values/record-kind.ts";

/** Whose data it is, in one shop. */
export interface Buyer {
  shop: string;
  orderIds: readonly string[];
  customerIds: readonly string[];
  /** Values of the orders that it is about: without `fulfillment`, what was shipped stays. */
  kinds: readonly OrderKind[];
}

/** What the texts of a table may say about people. Rows are `o`; blanks are what is left of a column. */
interface Texts {
  /** Which rows are about a buyer. */
  of?: (buyer: Buyer) => Prisma.Sql;
  /** Columns that name a buyer in such rows; `rows`: every column may, and the rows go. */
  buyer?: Readonly<Record<string, Prisma.Sql>> | "rows";
  /** Of such rows, too; only an event of core/values/life.ts may change it. */
  life?: readonly string[];
  /** Words of a person or a system about anything: emptied where they name the buyer. */
  words?: Readonly<Record<string, Prisma.Sql>>;
  /** Names a person who works in the shop, or is their secret: goes with the shop, and is told to no customer. */
  staff?: readonly string[];
  /** Ids, codes, amounts, and what the merchant sells or has set: never a buyer. */
  nobody: readonly string[];
}

const NULL = Prisma.sql`NULL`;
const shipped = (blank: Prisma.Sql, column: string) =>
  Prisma.sql`CASE WHEN o.kind = 'fulfillment' THEN ${blank} ELSE ${Prisma.raw(`o."${column}"`)} END`;
const orderIs = (column: string) => (buyer: Buyer) =>
  Prisma.sql`o.shop = ${buyer.shop} AND ${Prisma.raw(`o."${column}"`)} = ANY(${[...buyer.orderIds]})`;
const valueOf = ({ shop, orderIds, kinds }: Buyer) =>
  Prisma.sql`o.shop = ${shop} AND o.kind = ANY(${[...kinds]}) AND o.subject = ANY(${[...orderIds]})`;

/**
 * Every column that holds text or JSON, by what it may say about people: what is erased, given out and kept only for
 * so long follows from it. A new table does not compile without its entry, and a new column fails a test.
 * Files are the adapter's that wrote them: `OrderWriter.forget`.
 */
export const PEOPLE: Readonly<Record<Prisma.ModelName, Texts>> = {
  Session: {
    staff: ["firstName", "lastName", "email", "accessToken", "refreshToken"],
    nobody: ["id", "shop", "state", "scope", "locale"],
  },
  Order: {
    of: orderIs("id"),
    buyer: { document: NULL, customerId: NULL, customerName: NULL, tags: Prisma.sql`'{}'` },
    nobody: ["shop", "id", "name", "channel", "financialStatus", "fulfillmentStatus", "total"],
  },
  OutboxEntry: {
    of: orderIs("orderId"),
    buyer: { exported: NULL, message: NULL, problems: NULL },
    staff: ["acceptedBy"],
    nobody: [
      ...["shop", "orderId", "key", "state", "reason", "accepted", "credited"],
      ...["sourceId", "sourceNumber", "sourceStatus", "sourceTotal", "sourceUrl"],
    ],
  },
  Observation: {
    of: valueOf,
    buyer: {
      receipt: NULL,
      note: NULL,
      // A shipment's sides are its parcels, and a tracking address may hold more than a number.
      desired: shipped(NULL, "desired"),
      observed: shipped(NULL, "observed"),
      baseline: shipped(NULL, "baseline"),
      target: NULL,
    },
    life: ["message", "approved", "pinned", "pinnedFor"],
    words: { note: NULL },
    staff: ["pinnedBy", "assignee"],
    nobody: [
      ...["shop", "kind", "subject", "place", "productId", "variantId", "sku", "title"],
      ...["verdict", "reason", "authority"],
    ],
  },
  Change: {
    // One that is under way is needed until its outcome is known.
    of: (buyer) => Prisma.sql`${valueOf(buyer)} AND o.outcome <> 'intended'`,
    buyer: {
      before: shipped(NULL, "before"),
      after: shipped(Prisma.sql`''`, "after"),
      why: NULL,
      message: NULL,
    },
    staff: ["who"],
    nobody: ["shop", "kind", "subject", "place", "sku", "idempotencyKey", "outcome"],
  },
  TimelineEvent: {
    of: valueOf,
    buyer: {
      value: Prisma.sql`CASE WHEN o.kind = 'order' AND o.event <> 'noted' THEN o.value END`,
      before: shipped(NULL, "before"),
      detail: Prisma.sql`CASE WHEN o.kind = 'order' OR o.event = 'resolved'
        THEN o.detail - '{message,note,value,agreed,source,shop,was}'::text[]
        ELSE jsonb_strip_nulls(jsonb_build_object('step', o.detail->'step')) END`,
    },
    words: { value: NULL, detail: Prisma.sql`o.detail - '{message,note}'::text[]` },
    nobody: ["shop", "kind", "subject", "place", "event"],
  },
  Parcel: {
    of: ({ shop, orderIds, kinds }) => Prisma.sql`o.shop = ${shop} AND 'fulfillment' = ANY(${[...kinds]})
      AND (o."connectionId", o."shipmentId") IN (SELECT s."connectionId", s.id FROM "Shipment" s
        WHERE s.shop = ${shop} AND s."orderId" = ANY(${[...orderIds]}))`,
    // A number leads to a person at the carrier, and often is the id too.
    buyer: "rows",
    nobody: ["shop", "shipmentId", "id", "carrier", "number", "url", "events"],
  },
  InboxEvent: {
    // What customers asked for through Shopify; every other webhook is cut down to ids before it is stored.
    of: ({ shop, customerIds }) => Prisma.sql`o.shop = ${shop} AND starts_with(o.topic, 'customers/')
      AND o.payload->'customer'->>'id' = ANY(${[...customerIds]})`,
    buyer: { payload: Prisma.sql`'{}'` },
    nobody: ["shop", "webhookId", "topic", "error"],
  },
  SetAside: {
    of: ({ shop, orderIds }) => Prisma.sql`o.shop = ${shop} AND EXISTS (
      SELECT 1 FROM "Order" d WHERE d.shop = o.shop AND d.id = ANY(${[...orderIds]})
        AND o.raw ~ ('(^|\\W)' || regexp_replace(d.name, '(\\W)', '\\\\\\1', 'g') || '(\\W|$)'))`,
    buyer: { raw: NULL },
    words: { raw: NULL },
    nobody: ["shop", "kind", "origin", "sku", "reason"],
  },
  Run: { words: { error: NULL }, nobody: ["shop", "activity", "kind", "state", "reasons", "origin"] },
  Feed: { words: { error: NULL }, nobody: ["shop", "kind", "cursor", "listing", "state"] },
  Connection: {
    words: { stateReason: NULL, askAgainReason: NULL },
    staff: ["secrets", "settings"],
    nobody: ["shop", "adapter", "name", "state", "approved"],
  },
  Hold: { staff: ["decidedBy"], nobody: ["shop", "kind", "reason", "state", "origin"] },
  Link: {
    staff: ["decidedBy"],
    nobody: ["shop", "sku", "state", "variantId", "inventoryItemId", "matchedBy", "candidates"],
  },
  Policy: { staff: ["updatedBy"], nobody: ["shop", "rule", "scope", "subject", "value"] },
  Shipment: {
    nobody: [
      ...["shop", "id", "number", "orderId", "orderKey", "orderName", "warehouse", "status", "lines"],
      ...["fulfillmentIds", "origin"],
    ],
  },
  Invoice: {
    nobody: ["shop", "id", "number", "orderId", "orderKey", "orderName", "status", "total", "origin"],
  },
  OrderLine: { nobody: ["shop", "orderId", "id", "inventoryItemId", "locationId"] },
  OrderState: { nobody: ["shop", "reference", "orderKey", "orderName", "order"] },
  Item: { nobody: ["shop", "sku", "title", "barcode"] },
  Reading: { nobody: ["shop", "kind", "sku", "place", "value", "origin"] },
  ListedReading: { nobody: ["shop", "kind", "sku", "place", "value", "origin", "listing"] },
  Mapping: { nobody: ["shop", "warehouse", "locationId"] },
  Warehouse: { nobody: ["shop", "code", "name"] },
  PriceListMapping: { nobody: ["shop", "list", "priceListId"] },
  PriceList: { nobody: ["shop", "id", "name", "currency", "catalog"] },
  PhotoSource: { nobody: ["shop", "url", "digest", "mimeType", "error"] },
  Photo: { nobody: ["shop", "productId", "mediaId", "digest", "sourceUrl"] },
  Collection: { nobody: ["shop", "id", "title"] },
  Product: {
    nobody: ["shop", "id", "title", "vendor", "tags", "collections", "imageUrl", "status", "fields"],
  },
  Variant: {
    nobody: [
      ...[
        "shop",
        "id",
        "inventoryItemId",
        "productId",
        "sku",
        "barcode",
        "productTitle",
        "title",
        "imageUrl",
      ],
      ...["vendor", "tags", "price", "productStatus", "fields"],
    ],
  },
  Location: { nobody: ["shop", "id", "name"] },
  FlowRun: { nobody: ["shop", "actionRunId"] },
  FlowNews: { nobody: ["shop", "kind", "subject", "place"] },
  Sample: { nobody: ["shop", "kind"] },
  Lease: { nobody: ["name", "owner"] },
  Shop: {
    nobody: [
      ...["shop", "name", "currency", "timeZone", "locales", "state", "stateReason", "basis", "guards"],
      ...["sweepId", "sweepPart"],
    ],
  },
};

/** The tables, in the order in which a shop is erased. The right to write belongs to no shop's rows. */
export const TABLES_OF_SHOPS = (Object.keys(PEOPLE) as Prisma.ModelName[]).filter((name) => name !== "Lease");
