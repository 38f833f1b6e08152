import { Prisma } from "@prisma/client";
import type { ShipmentDecision } from "#app/core/fulfillment/decision.ts";
import { inTurn } from "../database/database.server.ts";
import { saveDecisions } from "../values/decisions.server.ts";
import { happens, givenBy } from "../values/life.server.ts";
import { jsonText } from "../database/json-text.server.ts";

export interface DecidedShipment extends ShipmentDecision {
  orderId: string;
  /** The `dirty` mark that this decision answers; a later mark stays owed. */
  dirty: number;
}

/**
 * Saves what was decided about shipments, what the shop shows of them, and which fulfillments are theirs. One
 * that Shopify refused stops resting once either side changes.
 */
export async function saveShipmentDecisions(shop: string, rows: readonly DecidedShipment[]): Promise<void> {
  if (rows.length === 0) return;
  const moved = Prisma.sql`((o.desired, o.observed) IS DISTINCT FROM (d.desired, d.observed))`;
  await inTurn(
    shop,
    (tx) => tx.$executeRaw`
    WITH decided AS (
      SELECT r.*, o.observed AS was, o."observedAt" AS "seenBefore"
      FROM jsonb_to_recordset(${jsonText(rows)}::jsonb)
        AS r("orderId" text, place text, desired text, observed text, "fulfillmentIds" jsonb)
      JOIN "Observation" o ON o.shop = ${shop} AND o.kind = 'fulfillment' AND o.subject = r."orderId"
        AND o.place = r.place
    ), told AS (
      INSERT INTO "TimelineEvent" (id, shop, kind, subject, place, at, event, value, before)
      SELECT gen_random_uuid(), ${shop}, 'fulfillment', d."orderId", d.place, now(), 'seen', d.observed, d.was
      FROM decided d WHERE d."seenBefore" IS NOT NULL AND d.was IS DISTINCT FROM d.observed
    ), remembered AS (
      UPDATE "Shipment" s SET "fulfillmentIds" = ARRAY(SELECT jsonb_array_elements_text(d."fulfillmentIds"))
      FROM decided d
      WHERE s.shop = ${shop} AND s."orderId" = d."orderId" AND d.place = s."connectionId" || '/' || s.id
        AND to_jsonb(s."fulfillmentIds") IS DISTINCT FROM d."fulfillmentIds"
    )
    ${happens(
      "shipmentRead",
      { moved },
      {
        also: Prisma.sql`observed = d.observed, "observedAt" = now()`,
        from: Prisma.sql`decided d`,
        where: Prisma.sql`o.shop = ${shop} AND o.kind = 'fulfillment' AND o.subject = d."orderId" AND o.place = d.place`,
      },
    )}`,
  );
  await saveDecisions(
    shop,
    rows.map(({ orderId, place, dirty, verdict, reason, problems, desired }) => ({
      kind: "fulfillment",
      subject: orderId,
      place,
      dirty,
      verdict,
      reason,
      desired: verdict === "unknown" ? null : desired,
      target: verdict === "push" ? desired : null,
      agreed: verdict === "in-sync" ? desired : null,
      receipt: problems.length === 0 ? null : { of: "fulfillment", problems },
      urgency: 0,
      authority: "source",
      dueAt: null,
    })),
  );
}

/** Answers the marks of shipments that cannot be decided before their order is read, when it is due. */
export async function saveUnread(
  shop: string,
  rows: readonly {
    orderId: string;
    place: string;
    dirty: number;
    verdict: "push" | "unknown" | "blocked";
    reason: string | null;
  }[],
): Promise<void> {
  const decided = happens("decidedUnread", givenBy("decidedUnread", "r"), {
    from: Prisma.sql`jsonb_to_recordset(${jsonText(rows)}::jsonb)
      AS r("orderId" text, place text, dirty int, verdict text, reason text)`,
    where: Prisma.sql`o.shop = ${shop} AND o.kind = 'fulfillment' AND o.subject = r."orderId" AND o.place = r.place`,
  });
  await inTurn(shop, (tx) => tx.$executeRaw(decided));
}

/** Records for shipments that the shop no longer has their order. */
export async function saveOrderGone(shop: string, orderIds: readonly string[]): Promise<void> {
  const where = Prisma.sql`o.shop = ${shop} AND o.kind = 'fulfillment' AND o.subject = ANY(${[...orderIds]})`;
  await inTurn(shop, (tx) => tx.$executeRaw(happens("orderGone", {}, { where })));
}
