import { randomUUID } from "node:crypto";
import { Prisma } from "@prisma/client";
import type { FulfillmentStep } from "#app/core/fulfillment/step.ts";
import { db, inTurn, together, type Transaction } from "../database/database.server.ts";
import { CANCEL_KEY } from "./rows.server.ts";
import { fence, type Lease } from "../database/leases.server.ts";
import { happens } from "../values/life.server.ts";
import { jsonText } from "../database/json-text.server.ts";

/** One write to the shop that is about to be sent. */
export interface SentStep {
  id: string;
  orderId: string;
  step: FulfillmentStep;
}

export type StepOutcome =
  /** `made`: the fulfillment that Shopify made of it. */
  | { outcome: "applied"; made: string | null }
  | { outcome: "rejected"; message: string }
  /** It was sent and nobody knows what became of it. */
  | { outcome: "lost" }
  | { outcome: "withdrawn" };

/**
 * Shopify may still carry out what was sent after its answer was lost, and would make a second fulfillment.
 * So it rests this long; a webhook may end the wait sooner.
 */
const UNKNOWN_MS = 30_000;

/** Saves a step before it is sent, under the first of its shipments. */
export async function saveStep(
  shop: string,
  lease: Lease,
  runId: string,
  orderId: string,
  step: FulfillmentStep,
): Promise<SentStep> {
  const key = step.step === "cancel" ? `${CANCEL_KEY}${step.fulfillmentId}` : randomUUID();
  const id = randomUUID();
  await db().$transaction(async (tx) => {
    await fence(tx, lease);
    await tx.$executeRaw`
      INSERT INTO "Change" (id, shop, kind, subject, place, "connectionId", "runId", before, after, why, who,
        "idempotencyKey")
      SELECT ${id}::uuid, ${shop}, 'fulfillment', o.subject, o.place, o."connectionId", ${runId}::uuid, o.observed,
        coalesce(o.desired, ''), ${jsonText(step)}::jsonb, coalesce(o."pinnedBy", 'concord'), ${key}
      FROM "Observation" o
      WHERE o.shop = ${shop} AND o.kind = 'fulfillment' AND o.subject = ${orderId} AND o.place = ${step.places[0]}`;
  });
  return { id, orderId, step };
}

/** Saves what became of a step. A refused one is retried later and later. */
export async function saveStepOutcome(
  shop: string,
  lease: Lease,
  { id, orderId, step }: SentStep,
  settled: StepOutcome,
): Promise<void> {
  const places = [...step.places];
  const message = settled.outcome === "rejected" ? settled.message : null;
  const where = ofPlaces(shop, orderId, places);
  const save = async (tx: Transaction) => {
    await fence(tx, lease);
    await tx.$executeRaw`
      UPDATE "Change" SET outcome = ${settled.outcome}, message = ${message}, "settledAt" = now() WHERE id = ${id}::uuid`;
    if (settled.outcome === "applied") await saveApplied(tx, shop, orderId, step, settled.made);
    if (settled.outcome === "rejected")
      await tx.$executeRaw(
        happens(
          "rejected",
          { reason: Prisma.sql`'rejected'`, message: Prisma.sql`${message}::text` },
          { where },
        ),
      );
    if (settled.outcome === "lost" && step.step === "create")
      await tx.$executeRaw(
        happens("rested", { message: Prisma.sql`o.message`, forMs: Prisma.sql`${UNKNOWN_MS}` }, { where }),
      );
  };
  await together(save);
}

async function saveApplied(
  tx: Transaction,
  shop: string,
  orderId: string,
  step: FulfillmentStep,
  made: string | null,
): Promise<void> {
  const places = [...step.places];
  await tx.$executeRaw(happens("stepApplied", {}, { where: ofPlaces(shop, orderId, places) }));
  await tx.$executeRaw`
    INSERT INTO "TimelineEvent" (id, shop, kind, subject, place, at, event, detail)
    SELECT gen_random_uuid(), ${shop}, 'fulfillment', ${orderId}, place, now(), 'repaired',
      ${jsonText({ ...step, made })}::jsonb
    FROM unnest(${places}::text[]) place`;
  if (made === null) return;
  await tx.$executeRaw`
    UPDATE "Shipment" s SET "fulfillmentIds" = array_append(s."fulfillmentIds", ${made})
    WHERE s.shop = ${shop} AND s."orderId" = ${orderId} AND s."connectionId" || '/' || s.id = ANY(${places})
      AND NOT coalesce(s."fulfillmentIds", '{}') @> ARRAY[${made}]`;
}

/** Values o of these shipments of an order. */
function ofPlaces(shop: string, orderId: string, places: string[]): Prisma.Sql {
  return Prisma.sql`o.shop = ${shop} AND o.kind = 'fulfillment' AND o.subject = ${orderId} AND o.place = ANY(${places})`;
}

/** Steps that were sent and whose sender was stopped before it could save what became of them. */
export async function openSteps(shop: string): Promise<SentStep[]> {
  return db().$queryRaw<SentStep[]>`
    SELECT id::text AS id, subject AS "orderId", why AS step FROM "Change"
    WHERE shop = ${shop} AND kind = 'fulfillment' AND outcome = 'intended' ORDER BY at`;
}

/** Gives up on shipments for a while: the same steps were done again and again without an end. */
export async function saveEndless(shop: string, orderIds: readonly string[]): Promise<void> {
  const where = Prisma.sql`o.shop = ${shop} AND o.kind = 'fulfillment' AND o.subject = ANY(${[...orderIds]})
    AND o.verdict = 'push'`;
  const told = { reason: Prisma.sql`'endless'`, message: Prisma.sql`o.message` };
  await inTurn(shop, (tx) => tx.$executeRaw(happens("rejected", told, { where })));
}
