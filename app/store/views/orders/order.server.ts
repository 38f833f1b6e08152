import type { Invoice, OutboxEntry, Parcel, Shipment } from "@prisma/client";
import { orderProgress } from "#app/core/orders/progress/state.ts";
import { ORDER_VALUES } from "#app/core/values/record-kind.ts";
import { db } from "#app/store/database/database.server.ts";
import { readJson } from "#app/store/database/json.server.ts";
import { readConnectionNames } from "../connections/connections.server.ts";
import { orderEvents } from "./events.server.ts";
import { readOrderParts, readFeedsThere, stagesOf, toProgressEntry } from "./facts.server.ts";
import { iso } from "../drift/value-rows.server.ts";

const EVENTS_SHOWN = 200;

/** Everything about one order in all systems; null where the shop has none of that id. */
export async function readOrder(shop: string, id: string) {
  const [order, partsOf, tells, connections, parcels, noted] = await Promise.all([
    db().order.findUnique({ where: { shop_id: { shop, id } } }),
    readOrderParts(shop, [id]),
    readFeedsThere(shop),
    readConnectionNames(shop),
    readParcels(shop, id),
    db().timelineEvent.findMany({
      where: { shop, kind: { in: ORDER_VALUES }, subject: id },
      orderBy: { at: "desc" },
      take: EVENTS_SHOWN,
    }),
  ]);
  if (!order) return null;
  const parts = partsOf(id);
  const document = readJson("Order.document", order);
  const nameOf = (connectionId: string) =>
    connections.find((connection) => connection.id === connectionId)?.name ?? "";
  const stages = stagesOf(order, parts, tells);
  const standing = orderProgress({
    cancelledAt: iso(order.cancelledAt),
    stages,
    verdicts: parts.verdicts,
    entries: parts.entries.map((entry) => toProgressEntry(entry, nameOf)),
  });
  return {
    id,
    name: order.name,
    total: order.total,
    createdAt: order.createdAt.toISOString(),
    cancelledAt: iso(order.cancelledAt),
    erasedAt: iso(order.erasedAt),
    financialStatus: order.financialStatus,
    fulfillmentStatus: order.fulfillmentStatus,
    customerName: order.customerName,
    document,
    stages,
    standing,
    verdicts: parts.verdicts,
    entries: parts.entries.map((entry) => toEntry(entry, nameOf)),
    shipments: parts.shipments.map((shipment) => toShipment(shipment, parcels, nameOf)),
    invoices: parts.invoices.map((invoice) => toInvoice(invoice, nameOf)),
    events: orderEvents({ order, document, ...parts, parcels, events: noted, nameOf }),
  };
}

type NameOf = (connectionId: string) => string;

function toEntry({ connectionId, ...entry }: OutboxEntry, nameOf: NameOf) {
  return {
    connectionId,
    connection: nameOf(connectionId),
    state: entry.state,
    reason: entry.reason,
    message: entry.message,
    dueAt: iso(entry.dueAt),
    attempts: entry.attempts,
    exportedAt: iso(entry.exportedAt),
    number: entry.sourceNumber,
    status: entry.sourceStatus,
    total: entry.sourceTotal,
    url: entry.sourceUrl,
    promisedAt: iso(entry.promisedAt),
    acceptedBy: entry.acceptedBy,
  };
}

function toShipment(shipment: Shipment, parcels: readonly Parcel[], nameOf: NameOf) {
  return {
    id: shipment.id,
    place: `${shipment.connectionId}/${shipment.id}`,
    connection: nameOf(shipment.connectionId),
    number: shipment.number,
    warehouse: shipment.warehouse,
    status: shipment.status,
    promisedAt: iso(shipment.promisedAt),
    shippedAt: iso(shipment.shippedAt),
    deliveredAt: iso(shipment.deliveredAt),
    lines: readJson("Shipment.lines", shipment),
    parcels: parcels
      .filter((one) => one.connectionId === shipment.connectionId && one.shipmentId === shipment.id)
      .map(({ id, carrier, number, url }) => ({ id, carrier, number, url })),
  };
}

function toInvoice({ id, connectionId, number, status, total, issuedAt }: Invoice, nameOf: NameOf) {
  return { id, connection: nameOf(connectionId), number, status, total, issuedAt: iso(issuedAt) };
}

async function readParcels(shop: string, orderId: string) {
  const shipments = await db().shipment.findMany({
    where: { shop, orderId },
    select: { connectionId: true, id: true },
  });
  if (shipments.length === 0) return [];
  return db().parcel.findMany({
    where: { shop, OR: shipments.map(({ connectionId, id }) => ({ connectionId, shipmentId: id })) },
    orderBy: [{ shipmentId: "asc" }, { id: "asc" }],
  });
}
