import { Prisma } from "@prisma/client";
import type { Decision } from "#app/core/values/decide.ts";
import type { FulfillmentReceipt } from "#app/core/fulfillment/facts.ts";
import type { ValueKind } from "#app/core/values/record-kind.ts";
import { inTurn } from "../database/database.server.ts";
import { happens, givenBy } from "./life.server.ts";
import { jsonText } from "../database/json-text.server.ts";

/**
 * Which values are owed a decision, as a condition on "Observation" o; not those being written, where our own
 * write has moved the shop away from the baseline.
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
  /** When it must be decided again even if nothing else changes; ISO. */
  dueAt: string | null;
  /** The `dirty` mark that this decision answers; a later mark stays owed. */
  dirty: number;
}

/** Saves decisions; their effect on each value is the line `decided` of core/values/life.ts. */
export async function saveDecisions(shop: string, rows: readonly DecidedRow[]): Promise<void> {
  await inTurn(
    shop,
    (tx) => tx.$executeRaw`
    WITH decided AS (
      SELECT r.*, o.desired AS was, c.state = 'active' AS runs
      FROM jsonb_to_recordset(${jsonText(rows)}::jsonb) AS r(kind text, subject text, place text, dirty int,
        verdict text, reason text, desired text, target text, agreed text, receipt jsonb, urgency int, authority text,
        "dueAt" timestamptz)
      JOIN "Observation" o ON o.shop = ${shop} AND o.kind = r.kind AND o.subject = r.subject AND o.place = r.place
      LEFT JOIN "Connection" c ON c.id = o."connectionId"
    ), told AS (
      INSERT INTO "TimelineEvent" (id, shop, kind, subject, place, at, event, value, before, detail)
      SELECT gen_random_uuid(), ${shop}, d.kind, d.subject, d.place, now(), 'read', d.desired, d.was, d.receipt
      FROM decided d WHERE d.desired IS NOT NULL AND d.was IS DISTINCT FROM d.desired
    )
    ${happens("decided", givenBy("decided", "d"), {
      also: Prisma.sql`
      desired = d.desired,
      target = d.target,
      "desiredAt" = CASE WHEN d.was IS DISTINCT FROM d.desired THEN now() ELSE o."desiredAt" END,
      receipt = d.receipt,
      authority = d.authority,
      "dueAt" = d."dueAt",
      baseline = coalesce(d.agreed, o.baseline),
      "baselineAt" = CASE WHEN d.agreed IS NOT NULL AND o.baseline IS DISTINCT FROM d.agreed THEN now()
        ELSE o."baselineAt" END`,
      from: Prisma.sql`decided d`,
      where: Prisma.sql`o.shop = ${shop} AND o.kind = d.kind AND o.subject = d.subject AND o.place = d.place`,
    })}`,
  );
}
