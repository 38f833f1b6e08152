import type { Claimed } from "./claims.ts";
import type { TrackedParcel } from "./value.ts";
import type { PlannedShipment } from "./facts.ts";
import type { ShopOrderDocument } from "../shop/order.ts";

/** As one fulfillment is told of: Shopify takes one carrier for all parcels of it. */
export interface ShownTracking {
  carrier: string | null;
  parcels: readonly { number: string | null; url: string | null }[];
}

/** So long after a parcel left the customer still wants to hear of it. */
const NEWS_MS = 7 * 24 * 3_600_000;

/** What a fulfillment that shows these shipments should say of their parcels; null: the source knows of none. */
export function wantedTracking(shipments: readonly PlannedShipment[]): ShownTracking | null {
  const parcels = shipments
    .flatMap((shipment) => shipment.parcels)
    .map((parcel) => ({ ...parcel, url: webAddress(parcel.url) }))
    .filter(({ number, url }) => number !== null || url !== null);
  // Shopify tells parcels without a number only where none has one.
  const numbered = parcels.filter(({ number }) => number !== null);
  const trackable = numbered.length > 0 ? numbered : parcels;
  if (trackable.length === 0) return null;
  const carriers = [...new Set(trackable.flatMap(({ carrier }) => carrier ?? []))];
  const unique = new Map(trackable.map(({ number, url }) => [number ?? url, { number, url }]));
  return { carrier: carriers.length === 0 ? null : carriers.join(", "), parcels: [...unique.values()] };
}

/** Shopify refuses a whole fulfillment for one address that is none. */
function webAddress(url: string | null): string | null {
  return url !== null && /^https?:/i.test(url) && URL.canParse(url) ? url : null;
}

/** The same as the shop lists it. */
export function toParcels({ carrier, parcels }: ShownTracking): TrackedParcel[] {
  return parcels.map(({ number, url }) => ({ carrier, number, url }));
}

/**
 * Whether a fulfillment shows the parcels as they are. Several fulfillments of the same shipments may share its parcels
 * between them. What the source does not say, an address or a carrier, Shopify may have found by itself.
 */
export function showsTracking(
  { fulfillment, by }: Claimed,
  wanted: ShownTracking,
  all: readonly Claimed[],
): boolean {
  const parcels = toParcels(wanted);
  const own = fulfillment.tracking;
  if (own.length === 0 || !own.every((shown) => parcels.some((parcel) => agrees(shown, parcel))))
    return false;
  const places = [...by.keys()];
  const shared = all
    .filter((other) => other.by.size === places.length && places.every((place) => other.by.has(place)))
    .flatMap((other) => other.fulfillment.tracking);
  return parcels.every((parcel) => shared.some((shown) => agrees(shown, parcel)));
}

function agrees(shown: TrackedParcel, wanted: TrackedParcel): boolean {
  return (
    shown.number === wanted.number &&
    (wanted.url === null || shown.url === wanted.url) &&
    (wanted.carrier === null || shown.carrier === wanted.carrier)
  );
}

/** Says once for each parcel whether its customer is to be told. */
export function notifier(document: ShopOrderDocument, now: number) {
  const announced = new Set(
    document.fulfillments.flatMap(({ tracking }) => tracking.flatMap(({ number }) => number ?? [])),
  );
  /** `first`: nothing of these shipments has been shown before. */
  return (shipments: readonly PlannedShipment[], first: boolean): boolean => {
    const numbers = (wantedTracking(shipments)?.parcels ?? []).flatMap(({ number }) => number ?? []);
    const news = numbers.some((number) => !announced.has(number));
    for (const number of numbers) announced.add(number);
    const wants = shipments.some(({ rules: { notifyCustomer } }) =>
      notifyCustomer === "always"
        ? news || (first && numbers.length === 0)
        : notifyCustomer === "tracked" && news,
    );
    return wants && shipments.some((shipment) => isNews(shipment, now));
  };
}

function isNews({ status, shippedAt, asOf }: PlannedShipment, now: number): boolean {
  return status !== "delivered" && (shippedAt ?? asOf).getTime() > now - NEWS_MS;
}
