import {
  SHIPMENT_STATUSES,
  type ParcelRecord,
  type ShipmentRecord,
  type ShipmentStatus,
} from "#app/core/source/order-records.ts";
import { type Cells, code, plain, skuOf, timeOf, whole } from "./cells.ts";
import { isRefusal } from "./refusal.ts";
import { type Refusal } from "./refusal.ts";
import type { Mapping, Outcome, Place, Spec, Style } from "./mapping.ts";
import { mergeShipments } from "./merge-shipments.ts";
import { parseQuantity } from "./numbers.ts";
import { ifGiven, orderReference, timeIfGiven } from "./order-reference.ts";
import { webAddress } from "./order-state-rows.ts";
import { eventStatus } from "./parcel-words.ts";
import { fileOf } from "./spec.ts";
import { statusOf } from "./status-words.ts";
import { warehouseOf } from "./stock-rows.ts";

type ShipmentSpec = Spec<"shipments">;

export function shipmentMapping(spec: ShipmentSpec, style: Style): Mapping<ShipmentRecord> {
  return {
    ...fileOf(spec, spec.columns),
    sku: skuOf,
    toRecord: (cells, place) => shipmentOf(cells, place, spec, style),
    claim: () => null,
    together: {
      // What was said at another time is another statement, and not more of the same shipment.
      key: (cells) =>
        plain(cells("number")) === "" ? null : `${plain(cells("number"))}\0${plain(cells("asOf"))}`,
      merge: mergeShipments,
    },
    inWords: ({ number, status, lines, parcels }) =>
      `shipment ${number}: ${status}, ${lines.length} lines, ${parcels.length} parcels`,
  };
}

/** What one row says about its shipment. */
function shipmentOf(
  cells: Cells,
  { origin, fileTime }: Place,
  spec: ShipmentSpec,
  style: Style,
): Outcome<ShipmentRecord> {
  const sku = skuOf(cells);
  const number = code(cells("number"));
  if (isRefusal(number)) return { reason: "malformed", sku };
  const reference = orderReference(cells);
  if (isRefusal(reference)) return { ...reference, sku };
  const time = (field: string) => timeIfGiven(cells(field), style, spec.timeFormat);
  const row = whole({
    warehouse: warehouseOf(cells, spec.warehouse) ?? ({ reason: "warehouse-missing" } as const),
    lines: linesOf(cells, style),
    status: ifGiven(cells("status"), (bare) => statusOf(bare, SHIPMENT_STATUSES, spec)),
    promisedAt: time("promisedAt"),
    shippedAt: time("shippedAt"),
    deliveredAt: time("deliveredAt"),
    eventAt: time("eventAt"),
    asOf: timeOf(plain(cells("asOf")) || null, fileTime, style.timeZone, spec.timeFormat),
  });
  if (isRefusal(row)) return { ...row, sku };
  const { eventAt, status, ...said } = row;
  const parcels = parcelsOf(cells, number, eventAt);
  const known = status ?? statusByDates(cells, said);
  return { record: { ...reference, id: number, number, ...said, status: known, parcels, origin } };
}

/** A row without a SKU is about a parcel only. */
function linesOf(cells: Cells, { decimal }: Style): ShipmentRecord["lines"] | Refusal {
  if (plain(cells("sku")) === "") return [];
  const sku = code(cells("sku"));
  if (isRefusal(sku)) return sku;
  const quantity = cells("pieces") === null ? 1 : parseQuantity(plain(cells("pieces")), decimal);
  if (isRefusal(quantity)) return quantity;
  if (quantity < 0) return { reason: "not-a-number" };
  return quantity === 0 ? [] : [{ lineId: ifGiven(cells("lineId"), (bare) => bare), sku, quantity }];
}

/** Files without a status usually list what has left the house. */
function statusByDates(
  cells: Cells,
  { shippedAt, deliveredAt }: Pick<ShipmentRecord, "shippedAt" | "deliveredAt">,
): ShipmentStatus {
  if (deliveredAt) return "delivered";
  return shippedAt || cells("shippedAt") === null ? "shipped" : "waiting";
}

function parcelsOf(cells: Cells, shipment: string, eventAt: Date | null): ParcelRecord[] {
  const given = (field: string) => ifGiven(cells(field), (bare) => bare);
  const [carrier, number, url] = [
    given("carrier"),
    given("tracking"),
    ifGiven(cells("trackingUrl"), webAddress),
  ];
  const own = given("parcel") ?? number;
  if (own === null && carrier === null && url === null) return [];
  const event = given("event");
  const events = event === null || eventAt === null ? [] : [eventOf(event, given("eventMessage"), eventAt)];
  return [{ id: own ?? shipment, carrier, number, url, events }];
}

/** An event that matches no shop status keeps its own words. */
function eventOf(event: string, message: string | null, at: Date): ParcelRecord["events"][number] {
  const status = eventStatus(event);
  return status === null ? { status: "in-transit", at, message: message ?? event } : { status, at, message };
}
