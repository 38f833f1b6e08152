import { expect, test } from "vitest";
import { DEFAULT_FULFILLMENT_RULES, parseFulfillmentRules } from "#app/core/fulfillment/rules.ts";
import {
  fulfillmentValue,
  NOTHING_SHOWN,
  parseFulfillmentValue,
  toSecond,
  type FulfillmentValue,
} from "#app/core/fulfillment/value.ts";

const VALUE: FulfillmentValue = {
  state: "shipped",
  lines: [
    { lineId: "2", quantity: 1 },
    { lineId: "1", quantity: 3 },
    { lineId: "9", quantity: 0 },
  ],
  tracking: [
    { carrier: "DHL", number: "B", url: null },
    { carrier: "DHL", number: "A", url: null },
  ],
  event: "IN_TRANSIT",
  promisedAt: null,
  shippedAt: "2026-11-20T10:00:00Z",
  deliveredAt: null,
};

test("a value has one spelling, in whatever order its parts came", () => {
  const turned = { ...VALUE, lines: VALUE.lines.toReversed(), tracking: VALUE.tracking.toReversed() };
  expect(fulfillmentValue(turned)).toBe(fulfillmentValue(VALUE));
  expect(fulfillmentValue({ ...VALUE, event: null })).not.toBe(fulfillmentValue(VALUE));
});

test("its text is read back", () => {
  const read = parseFulfillmentValue(fulfillmentValue(VALUE));
  expect(read?.lines).toEqual([
    { lineId: "1", quantity: 3 },
    { lineId: "2", quantity: 1 },
  ]);
  expect(fulfillmentValue(read ?? NOTHING_SHOWN)).toBe(fulfillmentValue(VALUE));
});

test.each(["", "12.50 EUR", "null", "{}", '{"state":"lost","lines":[],"tracking":[]}'])(
  "%j is no such text",
  (text) => {
    expect(parseFulfillmentValue(text)).toBeNull();
  },
);

test("times agree to the second, as far as Shopify keeps them", () => {
  expect(toSecond(new Date("2026-11-20T10:00:00.999Z"))).toBe("2026-11-20T10:00:00Z");
  expect(toSecond("2026-11-20T11:00:00+01:00")).toBe("2026-11-20T10:00:00Z");
});

test("rules that make no sense are the defaults, the others stay", () => {
  expect(parseFulfillmentRules(null)).toEqual(DEFAULT_FULFILLMENT_RULES);
  expect(
    parseFulfillmentRules({ on: true, notifyCustomer: "loudly", releaseHolds: "all", moveLocation: 1 }),
  ).toEqual({
    ...DEFAULT_FULFILLMENT_RULES,
    on: true,
    releaseHolds: "all",
  });
});
