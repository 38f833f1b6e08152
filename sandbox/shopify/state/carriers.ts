import type { Tracking } from "./fulfillment-parts.ts";

/** Carriers that Shopify knows by exactly these names: only those that demo and tests use. */
const TRACKING_PAGES: Record<string, string> = {
  "DHL Express": "https://www.dhl.com/content/g0/en/express/tracking.shtml?brand=DHL&AWB=",
  DPD: "https://tracking.dpd.de/status/en_US/parcel/",
  "DPD UK": "https://www.dpd.co.uk/apps/tracking/?reference=",
  FedEx: "https://www.fedex.com/fedextrack/?trknbr=",
  GLS: "https://gls-group.eu/track/",
  "PostNord NO": "https://tracking.postnord.com/en/?id=",
  "Royal Mail": "https://www.royalmail.com/track-your-item#/tracking-results/",
  UPS: "https://www.ups.com/WebTracking?loc=en_US&requester=ST&trackNums=",
  USPS: "https://tools.usps.com/go/TrackConfirmAction_input?qtc_tLabels1=",
};

const UPS_NUMBER = /^1Z[0-9A-Z]{16}$/;

export interface TrackingInput {
  company?: string | null;
  number?: string | null;
  numbers?: readonly string[] | null;
  url?: string | null;
  urls?: readonly string[] | null;
}

/** One row per number, with the URL at its position, or one that Shopify builds for a carrier that it knows. */
export function trackingOf(input: TrackingInput): Tracking[] {
  const numbers = input.numbers ?? [input.number ?? []].flat();
  const urls = input.urls ?? [input.url ?? []].flat();
  const count = Math.max(numbers.length, urls.length);
  if (count === 0) return input.company ? [{ company: input.company, number: null, url: null }] : [];
  return Array.from({ length: count }, (_, index) => {
    const number = numbers[index] ?? null;
    const company = input.company ?? (number !== null && UPS_NUMBER.test(number) ? "UPS" : null);
    return { company, number, url: urls[index] ?? pageOf(company, number) };
  });
}

function pageOf(company: string | null, number: string | null): string | null {
  const page = company === null ? undefined : TRACKING_PAGES[company];
  return page === undefined || number === null ? null : page + encodeURIComponent(number);
}
