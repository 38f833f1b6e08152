import { Prisma } from "@prisma/client";
import type { OrderDecision } from "#app/core/orders/facts.ts";
import { ORDER_RESTS } from "#app/core/values/life.ts";
import { inTurn } from "../database/database.server.ts";
import { jsonText } from "../database/json-text.server.ts";
import { happens, meets, givenBy } from "../values/life.server.ts";

/** The stored part of the decision about one order and one connection. */
export interface DecidedOrder extends Pick<
  OrderDecision,
  "state" | "problems" | "observed" | "desired" | "urgency" | "version"
> {
  orderId: string;
  connectionId: string;
  verdict: OrderDecision["verdict"] | "held";
  reason: string | null;
  /** When it must be decided again even if nothing else changes; ISO. */
  dueAt: string | null;
  /** The `dirty` mark that this decision answers; a later mark stays owed. */
  dirty: number;
}

/**
 * Saves decisions, with the place of each order in the outbox. An order that failed keeps failing until its
 * next try is due or something about it changes.
 */
export async function saveOrderDecisions(shop: string, rows: readonly DecidedOrder[]): Promise<void> {
  await inTurn(
    shop,
    (tx) => tx.$executeRaw`
    WITH decided AS (
      SELECT r.*, ${meets(ORDER_RESTS, givenBy("orderDecided", "r"))} AS stays
      FROM jsonb_to_recordset(${jsonText(rows)}::jsonb) AS r("orderId" text, "connectionId" uuid, dirty int, verdict text,
        reason text, observed text, desired text, urgency int, state text, problems jsonb, version text,
        "dueAt" timestamptz)
      JOIN "Observation" o ON o.shop = ${shop} AND o.kind = 'order' AND o.subject = r."orderId"
        AND o.place = r."connectionId"::text
    ), placed AS (
      UPDATE "OutboxEntry" e SET state = d.state, reason = d.reason, problems = d.problems, "dueAt" = d."dueAt",
        message = CASE WHEN d.stays THEN e.message END
      FROM decided d
      WHERE e.shop = ${shop} AND e."orderId" = d."orderId" AND e."connectionId" = d."connectionId"
        AND e.state <> 'sending'
    )
    ${happens("orderDecided", givenBy("orderDecided", "d"), {
      also: Prisma.sql`
      observed = d.observed,
      desired = d.desired,
      "observedAt" = CASE WHEN o.observed IS DISTINCT FROM d.observed THEN now() ELSE o."observedAt" END,
      "desiredAt" = CASE WHEN o.desired IS DISTINCT FROM d.desired THEN now() ELSE o."desiredAt" END,
      baseline = CASE WHEN d.verdict = 'in-sync' THEN d.observed ELSE o.baseline END,
      "baselineAt" = CASE WHEN d.verdict = 'in-sync' THEN now() ELSE o."baselineAt" END,
      receipt = jsonb_build_object('of', 'order', 'version', d.version, 'problems', d.problems),
      "dueAt" = d."dueAt"`,
      from: Prisma.sql`decided d`,
      where: Prisma.sql`o.shop = ${shop} AND o.kind = 'order' AND o.subject = d."orderId" AND o.place = d."connectionId"::text`,
    })}`,
  );
}

/** Answers the marks of orders whose documents are gone: their state stays as it was. */
export async function leaveDecided(
  shop: string,
  rows: readonly { orderId: string; connectionId: string; dirty: number }[],
): Promise<void> {
  const left = happens(
    "decidedErased",
    { dirty: Prisma.sql`r.dirty` },
    {
      also: Prisma.sql`"dueAt" = NULL`,
      from: Prisma.sql`jsonb_to_recordset(${jsonText(rows)}::jsonb)
      AS r("orderId" text, "connectionId" text, dirty int)`,
      where: Prisma.sql`o.shop = ${shop} AND o.kind = 'order' AND o.subject = r."orderId" AND o.place = r."connectionId"`,
    },
  );
  await inTurn(shop, (tx) => tx.$executeRaw(left));
}
