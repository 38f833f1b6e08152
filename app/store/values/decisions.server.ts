import { Prisma } from "@prisma/client";
import type { Decision } from "#app/core/values/decide.ts";
import type { FulfillmentReceipt } from "#app/core/fulfillment/subject.ts";
import type { ValueKind } from "#app/core/values/record-kind.ts";
import { inTurn } from "../database/database.server.ts";

/**
 * Which values are owed a decision, as a condition on "Observation" o: except what is being written, where the shop
 * has left the baseline by our own hand.
 */
export function owedADecision(shop: string): Prisma.Sql {
  return Prisma.sql`o.dirty > o.decided
    AND o.subject NOT IN (SELECT c.subject FROM "Change" c WHERE c.shop = ${shop} AND c.outcome = 'intended')`;
}

export interface DecidedRow extends Omit<Decision, "authority" | "reason" | "receipt" | "verdict"> {
  kind: ValueKind;
  subject: string;
  place: string;
  verdict: Decision["verdict"] | "unknown";
  reason: string | null;
  receipt: Decision["receipt"] | FulfillmentReceipt;
  authority: Decision["authority"] | null;
  /** When it must be decided again although nothing else changes; ISO. */
  dueAt: string | null;
  /** The `dirty` mark that this decision answers; a later mark stays owed. */
  dirty: number;
}

/**
 * Saves decisions. What the guard has let go need not pass it again for the same change. A value that Shopify rejected,
 * and whose time to try again has not come, keeps failing until what it should be changes; a pin ends when it does.
 * What a person chose while the decision was made is not known to it, so it stays for the next one.
 */
export async function saveDecisions(shop: string, rows: readonly DecidedRow[]): Promise<void> {
  await inTurn(
    shop,
    (tx) => tx.$executeRaw`
    WITH decided AS (
      SELECT r.*, o.desired AS was, o.verdict AS stood,
        CASE WHEN r.verdict IN ('planned', 'push') AND o.desired IS NOT DISTINCT FROM r.desired
          AND o.verdict = 'failing' AND o."retryAt" > now()
          THEN true ELSE false END AS stays,
        -- What the guard has let go stays so for as long as it is the same change and its connection runs.
        coalesce(r.verdict = 'planned' AND r.reason IS NULL AND o.verdict = 'push' AND o.desired = r.desired
          AND o.target = r.target AND c.state = 'active', false) AS goes,
        coalesce(o."pinnedFor" = r.desired AND (NOT o.ignored OR o.observed = o.pinned), false) AS pins
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(kind text, subject text, place text, dirty int,
        verdict text, reason text, desired text, target text, agreed text, receipt jsonb, urgency int, authority text,
        "dueAt" timestamptz)
      JOIN "Observation" o ON o.shop = ${shop} AND o.kind = r.kind AND o.subject = r.subject AND o.place = r.place
      LEFT JOIN "Connection" c ON c.id = o."connectionId"
    ), told AS (
      INSERT INTO "TimelineEvent" (id, shop, kind, subject, place, at, event, value, before, detail)
      SELECT gen_random_uuid(), ${shop}, d.kind, d.subject, d.place, now(), 'read', d.desired, d.was, d.receipt
      FROM decided d WHERE d.desired IS NOT NULL AND d.was IS DISTINCT FROM d.desired
    )
    UPDATE "Observation" o SET
      desired = d.desired,
      target = d.target,
      "desiredAt" = CASE WHEN d.was IS DISTINCT FROM d.desired THEN now() ELSE o."desiredAt" END,
      receipt = d.receipt,
      verdict = CASE WHEN d.stays THEN o.verdict WHEN d.goes THEN 'push' ELSE d.verdict END,
      reason = CASE WHEN d.stays THEN o.reason ELSE d.reason END,
      urgency = d.urgency,
      authority = d.authority,
      decided = d.dirty,
      "dueAt" = d."dueAt",
      baseline = coalesce(d.agreed, o.baseline),
      "baselineAt" = CASE WHEN d.agreed IS NOT NULL AND o.baseline IS DISTINCT FROM d.agreed THEN now()
        ELSE o."baselineAt" END,
      "driftSince" = CASE WHEN d.verdict IN ('planned', 'push', 'held', 'conflict')
        THEN coalesce(o."driftSince", now()) END,
      failures = CASE WHEN d.verdict = 'in-sync' OR d.was IS DISTINCT FROM d.desired THEN 0 ELSE o.failures END,
      message = CASE WHEN d.stays THEN o.message END,
      approved = CASE WHEN o.dirty > d.dirty
        OR d.verdict IN ('planned', 'push') AND d.was IS NOT DISTINCT FROM d.desired THEN o.approved END,
      pinned = CASE WHEN o.dirty > d.dirty OR d.pins THEN o.pinned END,
      "pinnedFor" = CASE WHEN o.dirty > d.dirty OR d.pins THEN o."pinnedFor" END,
      "pinnedBy" = CASE WHEN o.dirty > d.dirty OR d.pins THEN o."pinnedBy" END,
      ignored = o.ignored AND (o.dirty > d.dirty OR d.pins),
      "holdId" = CASE WHEN d.verdict = 'planned' THEN o."holdId" END
    FROM decided d
    WHERE o.shop = ${shop} AND o.kind = d.kind AND o.subject = d.subject AND o.place = d.place`,
  );
}
