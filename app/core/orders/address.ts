import type { OrderProblem, OrderProblemCode } from "./problems.ts";
import { isPostalCode, postalCodeNeeded } from "./postal-codes.ts";
import type { ShopOrderDocument } from "../shop/order.ts";
import type { SourceAddress, SourceCustomer } from "../source/order.ts";

/**
 * What a carrier or an invoice would stumble over. A wrong shipping address blocks the order; the billing
 * address is only checked if there is one.
 */
export function addressProblems(document: ShopOrderDocument, customer: SourceCustomer): OrderProblem[] {
  const shipping = isSent(document) ? shippingProblems(customer.shipping) : [];
  const billing = customer.billing ? findings(customer.billing, "billing", false) : [];
  return [...shipping, ...billing];
}

/** Whether a two-letter code is a country (ISO 3166-1 alpha-2, and XK, which shops use too). */
export function isCountry(code: string): boolean {
  return /^[A-Z]{2}$/.test(code) && !NOT_COUNTRIES.has(code) && REGIONS.of(code) !== undefined;
}

const REGIONS = new Intl.DisplayNames(["en"], { type: "region", fallback: "none" });

/** Codes that name something else: unions, pseudo locales, "unknown region". */
const NOT_COUNTRIES = new Set(["EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"]);

/** Countries that are a city. */
const WITHOUT_CITY = new Set(["GI", "HK", "MC", "MO", "SG", "VA"]);

/** Countries whose addresses are wrong without a state or province. */
const WITH_PROVINCE = new Set(["AU", "CA", "US"]);

/** DeliveryMethodType of goods that the customer picks up. */
const HANDED_OVER: readonly (string | null)[] = ["PICK_UP", "RETAIL", "NONE"];

function isSent({ lines, fulfillmentOrders, retailLocationId }: ShopOrderDocument): boolean {
  if (!lines.some(({ requiresShipping, currentQuantity }) => requiresShipping && currentQuantity > 0))
    return false;
  const open = fulfillmentOrders.filter(({ status }) => status !== "CANCELLED");
  if (open.every(({ delivery }) => delivery === null)) return retailLocationId === null;
  return open.some(({ delivery }) => !HANDED_OVER.includes(delivery));
}

function shippingProblems(address: SourceAddress | null): OrderProblem[] {
  if (address === null) return [{ code: "address-missing", place: "shipping", found: "", blocks: true }];
  return findings(address, "shipping", true);
}

function findings(address: SourceAddress, place: "shipping" | "billing", blocks: boolean): OrderProblem[] {
  const { name, street, city, country, province, postalCode } = address;
  const found: (OrderProblemCode | false)[] = [
    name === "" && "name-missing",
    street === "" && "street-missing",
    city === "" && !WITHOUT_CITY.has(country) && "city-missing",
    country === "" ? "country-missing" : !isCountry(country) && "country-unknown",
    province === null && WITH_PROVINCE.has(country) && "province-missing",
    postalCode === ""
      ? postalCodeNeeded(country) && "postal-code-missing"
      : !isPostalCode(postalCode, country) && "postal-code-wrong",
  ];
  return found
    .filter((code) => code !== false)
    .map((code) => ({ code, place, found: FOUND[code]?.(address) ?? "", blocks }));
}

const FOUND: Partial<Record<OrderProblemCode, (address: SourceAddress) => string>> = {
  "country-unknown": ({ country }) => country,
  "postal-code-missing": ({ country }) => country,
  "province-missing": ({ country }) => country,
  "postal-code-wrong": ({ postalCode, country }) => `${postalCode} ${country}`,
};
