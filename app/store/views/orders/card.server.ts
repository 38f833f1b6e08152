import { orderProgress } from "#app/core/orders/progress/state.ts";
import { db } from "#app/store/database/database.server.ts";
import { readConnectionNames } from "../connections/connections.server.ts";
import { readOrderParts, readFeedsThere, stagesOf, toProgressEntry } from "./facts.server.ts";
import { iso } from "../drift/value-rows.server.ts";

/** One order in short: its state, who holds it, and its parcels; null: there is no such order. */
export async function readOrderCard(shop: string, id: string) {
  const order = await db().order.findUnique({ where: { shop_id: { shop, id } }, omit: { document: true } });
  if (!order) return null;
  const [partsOf, tells, connections] = await Promise.all([
    readOrderParts(shop, [id]),
    readFeedsThere(shop),
    readConnectionNames(shop),
  ]);
  const parts = partsOf(id);
  const nameOf = (connectionId: string) => connections.find((one) => one.id === connectionId)?.name ?? "";
  const stages = stagesOf(order, parts, tells);
  return {
    stages,
    total: order.total,
    standing: orderProgress({
      cancelledAt: iso(order.cancelledAt),
      stages,
      verdicts: parts.verdicts,
      entries: parts.entries.map((entry) => toProgressEntry(entry, nameOf)),
    }),
    sources: parts.entries.map(({ connectionId, sourceNumber, sourceTotal, sourceUrl }) => ({
      connection: nameOf(connectionId),
      number: sourceNumber,
      total: sourceTotal,
      url: sourceUrl,
    })),
    parcels: await readParcels(
      shop,
      parts.shipments.filter(({ status }) => status !== "cancelled"),
    ),
  };
}

async function readParcels(shop: string, shipments: readonly { connectionId: string; id: string }[]) {
  if (shipments.length === 0) return [];
  return db().parcel.findMany({
    where: { shop, OR: shipments.map(({ connectionId, id: shipmentId }) => ({ connectionId, shipmentId })) },
    orderBy: [{ shipmentId: "asc" }, { id: "asc" }],
    select: { carrier: true, number: true, url: true },
  });
}
