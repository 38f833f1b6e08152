import type { Invoice, Parcel, Shipment, TimelineEvent } from "@prisma/client";
import type { ShopOrderDocument } from "#app/core/shop/order.ts";
import { readJson } from "#app/store/database/json.server.ts";

/** Something that happened to an order in one of the systems; times are ISO 8601. */
export interface OrderEvent {
  key: string;
  at: string;
  /** A word of the locale files under `orderEvent`. */
  event: string;
  /** The shop, a connection or a person: who said or did it. */
  connection: string | null;
  who: string | null;
  /** A number, an amount, a carrier: what it is about. */
  value: string | null;
  /** In the system's own words. */
  message: string | null;
  url: string | null;
}

interface EventSources {
  order: { createdAt: Date; cancelledAt: Date | null; bookedAt: Date | null };
  document: ShopOrderDocument | null;
  shipments: readonly Shipment[];
  parcels: readonly Parcel[];
  invoices: readonly Invoice[];
  events: readonly TimelineEvent[];
  nameOf: (connectionId: string) => string;
}

/** Everything that happened to an order in all systems, newest first. */
export function orderEvents(told: EventSources): OrderEvent[] {
  return [
    ...ofShop(told),
    ...ofConcord(told),
    ...told.shipments.flatMap((shipment) => ofShipment(shipment, told)),
    ...told.invoices.flatMap((invoice) => ofInvoice(invoice, told)),
  ].toSorted((a, b) => b.at.localeCompare(a.at));
}

type Part = Partial<Omit<OrderEvent, "key" | "at" | "event">>;

function event(name: string, at: Date | string | null, part: Part = {}, id = ""): OrderEvent[] {
  if (at === null) return [];
  const time = typeof at === "string" ? at : at.toISOString();
  const whole = { connection: null, who: null, value: null, message: null, url: null, ...part };
  return [{ key: `${name} ${id} ${time}`, at: time, event: name, ...whole }];
}

const PAID = ["SALE", "CAPTURE"];

function ofShop({ order, document }: EventSources): OrderEvent[] {
  const { bookedAt: _, ...times } = order;
  return [
    ...event("placed", times.createdAt, { value: document?.channel ?? null }),
    ...event("cancelled", times.cancelledAt),
    ...(document === null ? [] : [...ofMoney(document), ...ofFulfillments(document)]),
  ];
}

function ofMoney({ transactions, refunds, currency }: ShopOrderDocument): OrderEvent[] {
  return [
    ...transactions
      .filter(({ kind, status }) => PAID.includes(kind) && status === "SUCCESS")
      .flatMap(({ id, processedAt, amount }) =>
        event("paid", processedAt, { value: `${amount.shop} ${currency}` }, id),
      ),
    ...refunds.flatMap(({ id, createdAt, total, note }) =>
      event("refunded", createdAt, { value: `${total.shop} ${currency}`, message: note }, id),
    ),
  ];
}

function ofFulfillments({ fulfillments }: ShopOrderDocument): OrderEvent[] {
  return fulfillments.flatMap(({ id, createdAt, status, tracking }) =>
    event(
      status === "CANCELLED" ? "fulfillmentCancelled" : "fulfilled",
      createdAt,
      {
        value: tracking.flatMap(({ number }) => number ?? []).join(", ") || null,
        url: tracking[0]?.url ?? null,
      },
      id,
    ),
  );
}

/** What Concord and its users did, as recorded at the time. */
function ofConcord({ events, nameOf, order }: EventSources): OrderEvent[] {
  const noted = events.flatMap((row) => {
    const detail = readJson("TimelineEvent.detail", row);
    // The table shows what both sides said; this list shows what was done about it.
    if (row.event === "read" || row.event === "seen") return [];
    const name =
      row.kind === "fulfillment" ? shipmentEvent(row.event, detail?.step) : (NAMES[row.event] ?? row.event);
    const connection = nameOf(row.place.split("/")[0] ?? "");
    const value = row.kind === "fulfillment" ? null : row.value;
    const said = { who: detail?.who ?? null, message: detail?.message ?? detail?.note ?? null };
    return event(name, row.at, { connection, value, ...said }, row.id);
  });
  return [...noted, ...event("booked", order.bookedAt)];
}

/** The shop can cancel an order, too. */
const NAMES: Readonly<Record<string, string>> = { cancelled: "sourceCancelled" };

function shipmentEvent(event: string, step: string | undefined): string {
  return event === "repaired" ? `step.${step ?? "other"}` : `shipment.${event}`;
}

function ofShipment(shipment: Shipment, { parcels, nameOf }: EventSources): OrderEvent[] {
  const { connectionId, id, number, status } = shipment;
  const own = parcels.filter((one) => one.connectionId === connectionId && one.shipmentId === id);
  const connection = nameOf(connectionId);
  return [
    ...(status === "cancelled"
      ? event("shipmentCancelled", shipment.asOf, { connection, value: number }, id)
      : event("shipped", shipment.shippedAt, { connection, value: number }, id)),
    ...event("delivered", shipment.deliveredAt, { connection, value: number }, id),
    ...own.flatMap((parcel) =>
      readJson("Parcel.events", parcel).flatMap((told) =>
        event(
          `parcel.${told.status}`,
          told.at,
          {
            value: [parcel.carrier, parcel.number].filter(Boolean).join(" "),
            message: told.message,
            url: parcel.url,
          },
          `${id} ${parcel.id}`,
        ),
      ),
    ),
  ];
}

function ofInvoice(invoice: Invoice, { nameOf }: EventSources): OrderEvent[] {
  if (invoice.status === "draft") return [];
  const name = invoice.status === "cancelled" ? "invoiceCancelled" : "invoiced";
  const part = { connection: nameOf(invoice.connectionId), value: invoice.total, message: invoice.number };
  return event(name, invoice.issuedAt ?? invoice.asOf, part, invoice.id);
}
