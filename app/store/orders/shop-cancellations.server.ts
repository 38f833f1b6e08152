import { randomUUID } from "node:crypto";
import { db } from "../database/database.server.ts";
import { fence, type Lease } from "../database/leases.server.ts";

export interface ShopCancellation {
  orderId: string;
  connectionId: string;
  runId: string;
  outcome: "applied" | "lost" | "rejected";
  message: string | null;
}

/** Records that the shop was asked to cancel an order; after its answer, as asking twice is harmless. */
export async function saveShopCancellation(
  shop: string,
  lease: Lease,
  { orderId, connectionId, runId, outcome, message }: ShopCancellation,
): Promise<void> {
  await db().$transaction(async (tx) => {
    await fence(tx, lease);
    await tx.$executeRaw`
      INSERT INTO "Change" (id, shop, kind, subject, place, "connectionId", "runId", before, after, who,
        "idempotencyKey", outcome, message, "settledAt")
      SELECT gen_random_uuid(), o.shop, o.kind, o.subject, o.place, o."connectionId", ${runId}::uuid, o.observed,
        coalesce(o.desired, ''), 'concord', ${randomUUID()}, ${outcome}, ${message}, now()
      FROM "Observation" o
      WHERE o.shop = ${shop} AND o.kind = 'order' AND o.subject = ${orderId} AND o.place = ${connectionId}`;
  });
}
