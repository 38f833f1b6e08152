import { gid } from "#sandbox/shopify/gid.ts";
import type { ShopIdentity } from "#sandbox/shopify/state/shop-data.ts";
import type { ShopState } from "#sandbox/shopify/state/shop-state.ts";
import type { Fields } from "#sandbox/shopify/graphql/context.ts";
import { metafieldsOf } from "./metafields.ts";

export const PLANS: Record<ShopIdentity["plan"], { name: string; locations: number }> = {
  standard: { name: "Basic", locations: 10 },
  advanced: { name: "Advanced", locations: 200 },
  plus: { name: "Shopify Plus", locations: 200 },
  enterprise: { name: "Shopify Plus", locations: 1000 },
};

export const Shop: Fields<ShopState> = {
  id: ({ shop }) => gid("Shop", shop.id),
  name: ({ shop }) => shop.name,
  email: ({ shop }) => shop.email,
  contactEmail: ({ shop }) => shop.email,
  myshopifyDomain: ({ shop }) => shop.domain,
  url: ({ shop }) => `https://${shop.domain}`,
  primaryDomain: ({ shop }) => ({
    id: gid("Domain", shop.id),
    host: shop.domain,
    url: `https://${shop.domain}`,
    sslEnabled: true,
  }),
  currencyCode: ({ shop }) => shop.currencyCode,
  enabledPresentmentCurrencies: ({ shop }) => [shop.currencyCode],
  ianaTimezone: ({ shop }) => shop.ianaTimezone,
  timezoneOffsetMinutes: (state) => offsetMinutes(state),
  timezoneOffset: (state) => formatOffset(offsetMinutes(state)),
  weightUnit: () => "KILOGRAMS",
  unitSystem: () => "METRIC_SYSTEM",
  taxesIncluded: ({ shop }) => shop.taxesIncluded,
  setupRequired: () => false,
  plan: ({ shop }) => ({
    displayName: PLANS[shop.plan].name,
    publicDisplayName: PLANS[shop.plan].name,
    partnerDevelopment: false,
    shopifyPlus: shop.plan === "plus" || shop.plan === "enterprise",
  }),
  resourceLimits: ({ shop }) => ({
    locationLimit: PLANS[shop.plan].locations,
    maxProductOptions: 3,
    maxProductVariants: 2048,
    redirectLimitReached: false,
  }),
  ...metafieldsOf<ShopState>(({ shop }) => gid("Shop", shop.id)),
};

function offsetMinutes(state: ShopState): number {
  const zone = new Intl.DateTimeFormat("en", {
    timeZone: state.shop.ianaTimezone,
    timeZoneName: "longOffset",
  });
  const text = zone.formatToParts(state.now()).find((part) => part.type === "timeZoneName")?.value ?? "GMT";
  const match = /([+-])(\d\d):(\d\d)/.exec(text);
  if (!match) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return match[1] === "-" ? -minutes : minutes;
}

function formatOffset(minutes: number): string {
  const size = Math.abs(minutes);
  const hours = String(Math.floor(size / 60)).padStart(2, "0");
  return `${minutes < 0 ? "-" : "+"}${hours}${String(size % 60).padStart(2, "0")}`;
}
