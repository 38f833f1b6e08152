import { inMoney, totalCents, type ErpOrder, type ErpParcel, type ErpShipment } from "./erp-order.ts";
import { decimal, timestamp } from "./files.ts";

const statusWords: Record<ErpOrder["status"] | ErpShipment["status"], string> = {
  draft: "Entered",
  confirmed: "Confirmed",
  picking: "Picking",
  shipped: "Shipped",
  delivered: "Delivered",
  done: "Completed",
  cancelled: "Cancelled",
};

export function stateRow(order: ErpOrder, asOf: Date): string[] {
  const { reference, key, number, status, lines, currency, bookedAt, promisedAt } = order;
  return [
    ...[reference, key, number, statusWords[status], decimal(inMoney(totalCents(lines))), currency],
    ...[timeOf(bookedAt), timeOf(promisedAt), timestamp(asOf)],
  ];
}

/** A row for each line in it, one for every further parcel, and one for each event from the carrier. */
export function shipmentRows(order: ErpOrder, shipment: ErpShipment, asOf: Date): string[][] {
  const { number, warehouse, status, shippedAt, deliveredAt, lines, parcels } = shipment;
  const head = [number, order.reference, order.key, warehouse, statusWords[status]];
  const times = [timeOf(shippedAt), timeOf(deliveredAt)];
  const row = (goods: string[], parcel: ErpParcel | undefined, event?: ErpParcel["events"][number]) => [
    ...[...head, ...goods, ...times, parcel?.carrier ?? "", parcel?.number ?? "", parcel?.url ?? ""],
    ...[event?.status ?? "", timeOf(event?.at ?? null), timestamp(asOf)],
  ];
  const [first, ...others] = parcels;
  return [
    ...lines.map(({ line, pieces }) => row([line.id, line.sku ?? "", String(pieces)], first)),
    ...others.map((parcel) => row(["", "", ""], parcel)),
    ...parcels.flatMap((parcel) => parcel.events.map((event) => row(["", "", ""], parcel, event))),
  ];
}

export function invoiceRow(
  { order, number, cents, issuedAt }: { order: ErpOrder; number: string; cents: number; issuedAt: number },
  asOf: Date,
): string[] {
  const { reference, key, currency } = order;
  const total = decimal(inMoney(cents));
  return [number, reference, key, total, currency, timeOf(issuedAt), timestamp(asOf)];
}

function timeOf(at: number | null): string {
  return at === null ? "" : timestamp(new Date(at));
}
