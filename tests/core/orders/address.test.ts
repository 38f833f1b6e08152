import { expect, test } from "vitest";
import { addressProblems, isCountry } from "#app/core/orders/address.ts";
import { sourceCustomer } from "#app/core/orders/customer.ts";
import { isPostalCode, postalCodeNeeded } from "#app/core/orders/postal-codes.ts";
import type { ShopAddress, ShopOrderDocument } from "#app/core/shop/order.ts";
import { ADDRESS, item, place, shopOrder } from "./shop.ts";

const problemsOf = (over: Partial<ShopOrderDocument>) => {
  const document = { ...shopOrder(), billingAddress: null, ...over };
  return addressProblems(document, sourceCustomer(document)).map(({ code }) => code);
};
const at = (over: Partial<ShopAddress>) => problemsOf({ shippingAddress: { ...ADDRESS, ...over } });

test.each<[string, Partial<ShopAddress>, string[]]>([
  ["a whole address is fine", {}, []],
  ["nobody to deliver to", { firstName: " ", lastName: null }, ["name-missing"]],
  ["a company is somebody to deliver to", { firstName: null, lastName: null, company: "ACME" }, []],
  ["no street", { address1: "" }, ["street-missing"]],
  ["no city", { city: null }, ["city-missing"]],
  ["a city that is a country", { city: null, countryCode: "SG", zip: "018956" }, []],
  ["no country", { countryCode: null }, ["country-missing"]],
  ["a country that is none", { countryCode: "XX", zip: null }, ["country-unknown"]],
  ["no postal code where one is needed", { zip: null }, ["postal-code-missing"]],
  ["no postal code where there are none", { zip: null, countryCode: "AE" }, []],
  ["a postal code of another country", { zip: "SW1A 1AA" }, ["postal-code-wrong"]],
  ["no state", { countryCode: "US", zip: "94103" }, ["province-missing"]],
  ["a state", { countryCode: "US", zip: "94103", provinceCode: "CA" }, []],
])("%s", (_, address, codes) => {
  expect(at(address)).toEqual(codes);
});

test("an order that is sent needs an address, one that is fetched or has nothing to send does not", () => {
  const without = { shippingAddress: null };
  expect(problemsOf(without)).toEqual(["address-missing"]);
  expect(problemsOf({ ...without, fulfillmentOrders: [place({ delivery: "PICK_UP" })] })).toEqual([]);
  expect(problemsOf({ ...without, lines: [item({ requiresShipping: false })] })).toEqual([]);
  const sold = { fulfillmentOrders: [place({ delivery: null })], retailLocationId: "loc1" };
  expect(problemsOf({ ...without, ...sold })).toEqual([]);
});

test("a wrong shipping address keeps the order back, a wrong billing address is only told", () => {
  const wrong = { ...ADDRESS, zip: "1" };
  const document = shopOrder({ shippingAddress: wrong, billingAddress: wrong });
  const found = addressProblems(document, sourceCustomer(document));
  expect(found).toEqual([
    { code: "postal-code-wrong", place: "shipping", found: "1 CZ", blocks: true },
    { code: "postal-code-wrong", place: "billing", found: "1 CZ", blocks: false },
  ]);
});

test.each([
  ["AT", "1010", "10100"],
  ["BE", "1000", "100"],
  ["BG", "1000", "10000"],
  ["CA", "K1A 0B1", "D1A 0B1"],
  ["CH", "8001", "80011"],
  ["CY", "1010", "10"],
  ["CZ", "11000", "1100"],
  ["DE", "01067", "1067"],
  ["DK", "DK-1050", "10500"],
  ["EE", "10111", "1011"],
  ["ES", "28013", "2801"],
  ["FI", "00100", "100"],
  ["FR", "75008", "7500A"],
  ["GB", "SW1A 1AA", "SW1A"],
  ["GR", "104 31", "10-431"],
  ["HR", "10000", "1000"],
  ["HU", "1051", "10511"],
  ["IE", "D02 AF30", "D2 AF30"],
  ["IS", "101", "1011"],
  ["IT", "00184", "184"],
  ["LI", "9490", "949"],
  ["LT", "LT-01100", "0110"],
  ["LU", "L-1009", "100"],
  ["LV", "LV-1010", "1010"],
  ["MT", "VLT 1117", "1117"],
  ["NL", "1012 JS", "0012 JS"],
  ["NO", "0150", "150"],
  ["PL", "00-001", "0001"],
  ["PT", "1000-001", "1000"],
  ["RO", "010011", "10011"],
  ["SE", "111 22", "1112"],
  ["SI", "1000", "10000"],
  ["SK", "811 01", "811"],
  ["US", "94103-1234", "9410"],
  ["AU", "2000", "20000"],
])("postal codes of %s: %s is one, %s is none", (country, right, wrong) => {
  expect(isPostalCode(right, country)).toBe(true);
  expect(isPostalCode(right.toLowerCase(), country)).toBe(true);
  expect(isPostalCode(wrong, country)).toBe(false);
});

test("nobody guesses at a country whose codes are not known", () => {
  expect(isPostalCode("whatever", "AE")).toBe(true);
  expect(postalCodeNeeded("AE")).toBe(false);
  expect(postalCodeNeeded("DE")).toBe(true);
});

test("countries are countries", () => {
  for (const code of ["CZ", "NO", "US", "XK", "GB"]) expect(isCountry(code), code).toBe(true);
  for (const code of ["", "C", "EU", "UN", "ZZ", "XX", "cz", "CZE"])
    expect(isCountry(code), code).toBe(false);
});
