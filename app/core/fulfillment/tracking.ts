import type { Claimed } from "./claims.ts";
import type { TrackedParcel } from "./value.ts";
import type { PlannedShipment } from "./facts.ts";
import type { ShopOrderDocument } from "../shop/order.ts";

/** The tracking of one fulfillment: Shopify takes one carrier for all its parcels. */
export interface ShownTracking {
  carrier: string | null;
  parcels: readonly { number: string | null; url: string | null }[];
}

/** How long customers still want to hear about a parcel that has left. */
const NEWS_MS = 7 * 24 * 3_600_000;

/** What a fulfillment of these shipments should say about their parcels; null: the source knows none. */
export function wantedTracking(shipments: readonly PlannedShipment[]): ShownTracking | null {
  const parcels = shipments
    .flatMap((shipment) => shipment.parcels)
    .map((parcel) => ({ ...parcel, url: webAddress(parcel.url) }))
    .filter(({ number, url }) => number !== null || url !== null);
  // Shopify shows parcels without a number only if none has one.
  const numbered = parcels.filter(({ number }) => number !== null);
  const trackable = numbered.length > 0 ? numbered : parcels;
  if (trackable.length === 0) return null;
  const carriers = [...new Set(trackable.flatMap(({ carrier }) => carrier ?? []))];
  const unique = new Map(trackable.map(({ number, url }) => [number ?? url, { number, url }]));
  return { carrier: carriers.length === 0 ? null : carriers.join(", "), parcels: [...unique.values()] };
}

/** Shopify rejects a whole fulfillment for one invalid URL. */
function webAddress(url: string | null): string | null {
  return url !== null && /^https?:/i.test(url) && URL.canParse(url) ? url : null;
}

/** As the shop lists it. */
export function toParcels({ carrier, parcels }: ShownTracking): TrackedParcel[] {
  return parcels.map(({ number, url }) => ({ carrier, number, url }));
}

/**
 * Whether a fulfillment shows the parcels as they are. Several fulfillments of the same shipments may share
 * the parcels between them. Shopify may have found a URL or a carrier that the source does not give.
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

/** Decides once per parcel whether to notify its customer. */
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
