import type { OrderDecision } from "#app/core/orders/subject.ts";
import { inTurn } from "../database/database.server.ts";
import { jsonText } from "../database/json-text.server.ts";

/** What is kept of the decision about one order and one connection. */
export interface DecidedOrder extends Pick<
  OrderDecision,
  "state" | "problems" | "observed" | "desired" | "urgency" | "version"
> {
  orderId: string;
  connectionId: string;
  verdict: OrderDecision["verdict"] | "held";
  reason: string | null;
  /** When it must be decided again although nothing else changes; ISO. */
  dueAt: string | null;
  /** The `dirty` mark that this decision answers; a later mark stays owed. */
  dirty: number;
}

/**
 * Saves decisions, with the place of each order in the outbox. One that failed, and whose time to try again has not
 * come, keeps failing until something about it changes.
 */
export async function saveOrderDecisions(shop: string, rows: readonly DecidedOrder[]): Promise<void> {
  await inTurn(
    shop,
    (tx) => tx.$executeRaw`
    WITH decided AS (
      SELECT r.*, r.verdict = 'push' AND o.verdict = 'failing' AND o."retryAt" > now()
        AND o.desired IS NOT DISTINCT FROM r.desired AND o.observed IS NOT DISTINCT FROM r.observed AS stays,
        o.desired IS NOT DISTINCT FROM r.desired AND o.observed IS NOT DISTINCT FROM r.observed AS still
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
    UPDATE "Observation" o SET
      observed = d.observed,
      desired = d.desired,
      "observedAt" = CASE WHEN o.observed IS DISTINCT FROM d.observed THEN now() ELSE o."observedAt" END,
      "desiredAt" = CASE WHEN o.desired IS DISTINCT FROM d.desired THEN now() ELSE o."desiredAt" END,
      baseline = CASE WHEN d.verdict = 'in-sync' THEN d.observed ELSE o.baseline END,
      "baselineAt" = CASE WHEN d.verdict = 'in-sync' THEN now() ELSE o."baselineAt" END,
      receipt = jsonb_build_object('of', 'order', 'version', d.version, 'problems', d.problems),
      verdict = CASE WHEN d.stays THEN o.verdict ELSE d.verdict END,
      reason = CASE WHEN d.stays THEN o.reason ELSE d.reason END,
      urgency = d.urgency,
      decided = d.dirty,
      "dueAt" = d."dueAt",
      "driftSince" = CASE WHEN d.verdict IN ('push', 'held', 'conflict', 'blocked')
        THEN coalesce(o."driftSince", now()) END,
      failures = CASE WHEN d.still AND d.verdict = 'push' THEN o.failures ELSE 0 END,
      "retryAt" = CASE WHEN d.still AND d.verdict = 'push' THEN o."retryAt" END,
      message = CASE WHEN d.still AND d.verdict = 'push' THEN o.message END
    FROM decided d
    WHERE o.shop = ${shop} AND o.kind = 'order' AND o.subject = d."orderId" AND o.place = d."connectionId"::text`,
  );
}

/** Answers the marks of orders whose documents are gone: how they stand stays as it was. */
export async function leaveDecided(
  shop: string,
  rows: readonly { orderId: string; connectionId: string; dirty: number }[],
): Promise<void> {
  await inTurn(
    shop,
    (tx) => tx.$executeRaw`
    UPDATE "Observation" o SET decided = r.dirty, "dueAt" = NULL,
      verdict = CASE WHEN o.verdict IN ('push', 'held', 'failing') THEN 'unknown' ELSE o.verdict END,
      reason = CASE WHEN o.verdict IN ('push', 'held', 'failing') THEN 'erased' ELSE o.reason END
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r("orderId" text, "connectionId" text, dirty int)
    WHERE o.shop = ${shop} AND o.kind = 'order' AND o.subject = r."orderId" AND o.place = r."connectionId"`,
  );
}
