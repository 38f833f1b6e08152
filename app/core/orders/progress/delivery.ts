import type { ParcelEvent, ShipmentStatus } from "../../source/order-records.ts";
import type { ShopOrderDocument } from "../../shop/order.ts";

/** The steps of an order's way to the customer, in sequence. */
export const DELIVERY_STEPS = ["ordered", "preparing", "shipped", "out-for-delivery", "delivered"] as const;

export type DeliveryStep = (typeof DELIVERY_STEPS)[number];

/** A source's shipment as stored; times are ISO 8601. */
export interface DeliveryShipment {
  status: ShipmentStatus;
  promisedAt: string | null;
  shippedAt: string | null;
  deliveredAt: string | null;
  parcels: readonly {
    carrier: string | null;
    number: string | null;
    url: string | null;
    events: readonly { status: ParcelEvent["status"]; at: string }[];
  }[];
}

export interface DeliveryParcel {
  carrier: string | null;
  number: string | null;
  url: string | null;
  step: DeliveryStep;
  /** When it got there; null: nobody said. */
  at: string | null;
}

/** The one view of a delivery that a customer gets. */
export interface Delivery {
  cancelledAt: string | null;
  /** The latest promised time of what has not shipped; null: none, or all has shipped. */
  promisedAt: string | null;
  /** Each step and when the last of the order reached it; null: not all of it has. */
  steps: readonly { step: DeliveryStep; at: string | null; reached: "all" | "part" | "none" }[];
  parcels: readonly DeliveryParcel[];
  /** Pieces that still wait to be shipped. */
  waiting: number;
}

/**
 * Combines what the shop shows with what the source and its carriers say. The shop's fulfillments decide what
 * has shipped, because the customer was told about them; the source knows what is being packed, and when.
 */
export function deliveryOf(
  document: Pick<ShopOrderDocument, "createdAt" | "cancelledAt" | "fulfillmentOrders" | "fulfillments">,
  shipments: readonly DeliveryShipment[],
): Delivery {
  const waiting = document.fulfillmentOrders
    .flatMap((one) => (one.status === "CLOSED" || one.status === "CANCELLED" ? [] : one.lines))
    .reduce((pieces, { remaining }) => pieces + remaining, 0);
  const parcels = parcelsOf(document, shipments);
  const preparing = shipments.filter(({ status }) => status !== "waiting" && status !== "cancelled");
  const step = (name: DeliveryStep, at: readonly (string | null)[], complete: boolean) => {
    const times = at.filter((time) => time !== null).sort();
    if (times.length === 0 && at.length === 0) return { step: name, at: null, reached: "none" as const };
    return complete
      ? { step: name, at: times.at(-1) ?? null, reached: "all" as const }
      : { step: name, at: null, reached: "part" as const };
  };
  const reached = (name: DeliveryStep) => {
    const there = parcels.filter((parcel) => rank(parcel.step) >= rank(name));
    const complete = waiting === 0 && there.length === parcels.length;
    return step(
      name,
      there.map((parcel) => parcel.at),
      complete,
    );
  };
  const packed = [...preparing.map(({ shippedAt }) => shippedAt), ...parcels.map(({ at }) => at)];
  return {
    cancelledAt: document.cancelledAt,
    promisedAt: waiting === 0 ? null : latestPromise(shipments),
    steps: [
      { step: "ordered", at: document.createdAt, reached: "all" },
      step("preparing", packed, waiting === 0),
      reached("shipped"),
      reached("out-for-delivery"),
      reached("delivered"),
    ],
    parcels,
    waiting,
  };
}

/** Every parcel that the shop shows, with the farthest step that the carrier or the shop reports. */
function parcelsOf(
  document: Pick<ShopOrderDocument, "fulfillments">,
  shipments: readonly DeliveryShipment[],
): DeliveryParcel[] {
  const known = shipments.flatMap(({ parcels, deliveredAt }) =>
    parcels.map((parcel) => ({ ...parcel, deliveredAt })),
  );
  return document.fulfillments
    .filter(({ status }) => status !== "CANCELLED")
    .flatMap((fulfillment) => {
      const tracking =
        fulfillment.tracking.length > 0 ? fulfillment.tracking : [{ carrier: null, number: null, url: null }];
      return tracking.map((parcel): DeliveryParcel => {
        const shownParcel = known.find(({ number }) => number !== null && number === parcel.number);
        const seen: { step: DeliveryStep; at: string | null }[] = [
          { step: "shipped", at: fulfillment.createdAt },
        ];
        for (const { status, happenedAt } of fulfillment.events) {
          if (status === "OUT_FOR_DELIVERY") seen.push({ step: "out-for-delivery", at: happenedAt });
          if (status === "DELIVERED") seen.push({ step: "delivered", at: happenedAt });
        }
        for (const { status, at } of shownParcel?.events ?? []) {
          if (status === "out-for-delivery") seen.push({ step: status, at });
          if (status === "delivered" || status === "picked-up") seen.push({ step: "delivered", at });
        }
        const deliveredAt = fulfillment.deliveredAt ?? shownParcel?.deliveredAt ?? null;
        if (deliveredAt !== null) seen.push({ step: "delivered", at: deliveredAt });
        const farthest = seen.reduce((one, other) => (rank(other.step) > rank(one.step) ? other : one));
        return { ...parcel, ...farthest };
      });
    });
}

function latestPromise(shipments: readonly DeliveryShipment[]): string | null {
  const open = shipments.filter(({ status }) => !["shipped", "delivered", "cancelled"].includes(status));
  return (
    open
      .flatMap(({ promisedAt }) => promisedAt ?? [])
      .sort()
      .at(-1) ?? null
  );
}

function rank(step: DeliveryStep): number {
  return DELIVERY_STEPS.indexOf(step);
}
