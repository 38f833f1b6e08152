import type { ParcelEvent, ParcelRecord, ShipmentRecord } from "#app/core/source/order-records.ts";

/** The rows of one shipment as one: what goes out in them, in which parcels, and what happened to them. */
export function mergeShipments(rows: readonly ShipmentRecord[]): ShipmentRecord {
  const [first] = rows;
  if (!first) throw new RangeError("A shipment has at least one row");
  const latest = (field: "promisedAt" | "shippedAt" | "deliveredAt") =>
    rows.findLast((row) => row[field] !== null)?.[field] ?? null;
  return {
    ...first,
    promisedAt: latest("promisedAt"),
    shippedAt: latest("shippedAt"),
    deliveredAt: latest("deliveredAt"),
    lines: rows.flatMap(({ lines }) => lines),
    parcels: mergeParcels(rows.flatMap(({ parcels }) => parcels)),
  };
}

function mergeParcels(parcels: readonly ParcelRecord[]): ParcelRecord[] {
  const named = Map.groupBy(parcels, ({ id }) => id);
  return [...named].map(([id, own]) => ({
    id,
    carrier: own.find(({ carrier }) => carrier !== null)?.carrier ?? null,
    number: own.find(({ number }) => number !== null)?.number ?? null,
    url: own.find(({ url }) => url !== null)?.url ?? null,
    events: inOrder(own.flatMap(({ events }) => events)),
  }));
}

/** Each event once, even if it is repeated on every line of the shipment. */
function inOrder(events: readonly ParcelEvent[]): ParcelEvent[] {
  const once = new Map(events.map((event) => [`${event.status} ${event.at.getTime()}`, event]));
  return [...once.values()].sort((a, b) => a.at.getTime() - b.at.getTime());
}
