import type { Invoice, Observation, Order, OutboxEntry, Shipment } from "@prisma/client";
import type { ShipmentStatus } from "#app/core/source/order-records.ts";
import { orderStages, type Stage } from "#app/core/orders/progress/stages.ts";
import type { ProgressEntry, ProgressVerdict } from "#app/core/orders/progress/state.ts";
import type { SourceOrderStatus } from "#app/core/source/order.ts";
import type { VerdictKind } from "#app/core/values/verdict.ts";
import { ORDER_VALUES } from "#app/core/values/record-kind.ts";
import { db } from "#app/store/database/database.server.ts";
import { readJson } from "#app/store/database/json.server.ts";
import { STUCK } from "./orders-filter.server.ts";
import { iso } from "../drift/value-rows.server.ts";

/** An observation of an order or a shipment, and since when it differs. */
export interface OrderVerdict extends ProgressVerdict {
  driftSince: string | null;
  /** The version a person sees: a decision about another one does not count for it. */
  version: string | null;
  desired: string | null;
  observed: string | null;
}

/** What other tables than "Order" hold about one order. */
export interface OrderParts {
  entries: OutboxEntry[];
  shipments: Shipment[];
  invoices: Invoice[];
  verdicts: OrderVerdict[];
}

/** Reads the parts of these orders, all at once. */
export async function readOrderParts(
  shop: string,
  ids: readonly string[],
): Promise<(orderId: string) => OrderParts> {
  const orderId = { in: [...ids] };
  const [entries, shipments, invoices, observations] = await Promise.all([
    db().outboxEntry.findMany({ where: { shop, orderId }, orderBy: { createdAt: "asc" } }),
    db().shipment.findMany({ where: { shop, orderId }, orderBy: { asOf: "asc" } }),
    db().invoice.findMany({ where: { shop, orderId }, orderBy: { asOf: "asc" } }),
    db().observation.findMany({
      where: { shop, kind: { in: ORDER_VALUES }, subject: orderId },
      orderBy: [{ kind: "desc" }, { place: "asc" }],
    }),
  ]);
  const verdicts = observations.map((row) => ({ subject: row.subject, verdict: toVerdict(row) }));
  return (id) => ({
    entries: entries.filter((entry) => entry.orderId === id),
    shipments: shipments.filter((shipment) => shipment.orderId === id),
    invoices: invoices.filter((invoice) => invoice.orderId === id),
    verdicts: verdicts.filter(({ subject }) => subject === id).map(({ verdict }) => verdict),
  });
}

function toVerdict(row: Observation): OrderVerdict {
  return {
    kind: row.kind === "order" ? "order" : "fulfillment",
    place: row.place,
    verdict: row.verdict as VerdictKind,
    reason: row.reason,
    message: row.message,
    driftSince: iso(row.driftSince),
    retryAt: iso(row.retryAt),
    version: versionOf(row),
    desired: row.desired,
    observed: row.observed,
  };
}

function versionOf(row: Observation): string | null {
  const receipt = readJson("Observation.receipt", row);
  return receipt?.of === "order" ? receipt.version : null;
}

/** Whether the connections of a shop can report shipments and invoices. */
export async function readFeedsThere(shop: string): Promise<{ shipments: boolean; invoices: boolean }> {
  const feeds = await db().feed.findMany({
    where: { shop, kind: { in: ["shipments", "invoices"] } },
    select: { kind: true },
  });
  const has = (kind: string) => feeds.some((feed) => feed.kind === kind);
  return { shipments: has("shipments"), invoices: has("invoices") };
}

function isStuck({ verdict }: { verdict: string }): boolean {
  return STUCK.includes(verdict);
}

/** The stages of an order in all systems. */
export function stagesOf(
  order: Omit<Order, "document">,
  { entries, shipments, invoices, verdicts }: OrderParts,
  tells: { shipments: boolean; invoices: boolean },
): Stage[] {
  const stuckAt = (kind: OrderVerdict["kind"], place: string) =>
    verdicts.some((one) => one.kind === kind && one.place === place && isStuck(one));
  return orderStages({
    createdAt: order.createdAt.toISOString(),
    cancelledAt: iso(order.cancelledAt),
    bookedAt: iso(order.bookedAt),
    fulfillmentStatus: order.fulfillmentStatus,
    exports: entries.map((entry) => ({
      state: entry.state,
      exportedAt: iso(entry.exportedAt),
      sourceStatus: entry.sourceStatus as SourceOrderStatus | null,
      stuck: stuckAt("order", entry.connectionId),
    })),
    shipments: shipments.map((shipment) => ({
      status: shipment.status as ShipmentStatus,
      shippedAt: iso(shipment.shippedAt),
      deliveredAt: iso(shipment.deliveredAt),
      stuck: stuckAt("fulfillment", `${shipment.connectionId}/${shipment.id}`),
    })),
    invoices: invoices.map(({ status, issuedAt }) => ({ status, issuedAt: iso(issuedAt) })),
    tells,
  });
}

/** An entry as the sentence about its order needs it. */
export function toProgressEntry(entry: OutboxEntry, nameOf: (connectionId: string) => string): ProgressEntry {
  return {
    connectionId: entry.connectionId,
    connection: nameOf(entry.connectionId),
    state: entry.state,
    reason: entry.reason,
    message: entry.message,
    dueAt: iso(entry.dueAt),
    number: entry.sourceNumber,
  };
}
