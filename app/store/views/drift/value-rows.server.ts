import type { Observation } from "@prisma/client";
import type { AnyReceipt } from "#app/core/values/receipt.ts";
import { isOrderKind, type ValueKind } from "#app/core/values/record-kind.ts";
import type { VerdictKind } from "#app/core/values/verdict.ts";
import { db } from "#app/store/database/database.server.ts";
import { readJson } from "#app/store/database/json.server.ts";

/** One value as pages and support read it. Texts are as observations hold them: null unknown, empty none. */
export interface ValueRow {
  key: string;
  kind: ValueKind;
  subject: string;
  place: string;
  /** Location or price list, where the place is one. */
  placeName: string | null;
  connectionId: string | null;
  variantId: string | null;
  productId: string | null;
  sku: string | null;
  title: string | null;
  desired: string | null;
  observed: string | null;
  baseline: string | null;
  target: string | null;
  desiredAt: string | null;
  observedAt: string | null;
  baselineAt: string | null;
  verdict: VerdictKind;
  reason: string | null;
  message: string | null;
  driftSince: string | null;
  urgency: number;
  receipt: AnyReceipt | null;
  holdId: string | null;
  pinned: string | null;
  pinnedFor: string | null;
  pinnedBy: string | null;
  ignored: boolean;
  dueAt: string | null;
}

export type PlaceNames = (kind: string, place: string) => string | null;

/** What locations, price lists and connections are called, by the place of a value. */
export async function readPlaceNames(shop: string): Promise<PlaceNames> {
  const [locations, lists, connections] = await Promise.all([
    db().location.findMany({ where: { shop }, select: { id: true, name: true } }),
    db().priceList.findMany({ where: { shop }, select: { id: true, name: true } }),
    db().connection.findMany({ where: { shop }, select: { id: true, name: true } }),
  ]);
  const connectionNames = new Map(connections.map(({ id, name }) => [id, name]));
  const locationNames = new Map(locations.map(({ id, name }) => [id, name]));
  const listNames = new Map(lists.map(({ id, name }) => [id, name]));
  return (kind, place) => {
    if (kind === "stock") return locationNames.get(place) ?? null;
    if (isOrderKind(kind)) {
      return connectionNames.get(place.split("/")[0] ?? "") ?? null;
    }
    if (kind === "content" || place === "") return null;
    return listNames.get(place.split("/")[0] ?? "") ?? null;
  };
}

export function toValueRow(row: Observation, placeNames: PlaceNames): ValueRow {
  return {
    key: keyOf(row),
    kind: row.kind as ValueKind,
    subject: row.subject,
    place: row.place,
    placeName: placeNames(row.kind, row.place),
    connectionId: row.connectionId,
    variantId: row.variantId,
    productId: row.productId,
    sku: row.sku,
    title: row.title,
    desired: row.desired,
    observed: row.observed,
    baseline: row.baseline,
    target: row.target,
    desiredAt: iso(row.desiredAt),
    observedAt: iso(row.observedAt),
    baselineAt: iso(row.baselineAt),
    verdict: row.verdict as VerdictKind,
    reason: row.reason,
    message: row.message,
    driftSince: iso(row.driftSince),
    urgency: row.urgency,
    receipt: receiptOf(row),
    holdId: row.holdId,
    pinned: row.pinned,
    pinnedFor: row.pinnedFor,
    pinnedBy: row.pinnedBy,
    ignored: row.ignored,
    dueAt: iso(row.dueAt),
  };
}

/** Null for orders and shipments, whose own pages explain them. */
function receiptOf(row: Observation): AnyReceipt | null {
  const receipt = readJson("Observation.receipt", row);
  return receipt?.of === "order" || receipt?.of === "fulfillment" ? null : receipt;
}

/** The key of a value in forms and lists. */
export function keyOf(value: { kind: string; subject: string; place: string }): string {
  return `${value.kind} ${value.subject} ${value.place}`;
}

export function iso(time: Date | null): string | null {
  return time?.toISOString() ?? null;
}
