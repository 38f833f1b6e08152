import { expect, test } from "vitest";
import { decideOrder } from "#app/core/orders/decision.ts";
import type { OrderRules } from "#app/core/orders/rules.ts";
import type { OrderFacts } from "#app/core/orders/facts.ts";
import { parseOrderValue } from "#app/core/orders/value.ts";
import { reviveSourceOrder } from "#app/core/orders/version.ts";
import type { ShopFulfillment, ShopOrderDocument, ShopRefund } from "#app/core/shop/order.ts";
import { ADDRESS, CONTEXT, item, same, shipping, shopOrder, subject } from "./shop.ts";

type Entry = Partial<OrderFacts["entry"]>;

/** An order of two mugs that the source holds; `now` is what has changed since. */
function held(
  now: Partial<Omit<ShopOrderDocument, "totals">> & { currentTotal?: string },
  entry: Entry = {},
  rules: Partial<OrderRules> = {},
  can: Partial<OrderFacts["can"]> = {},
): OrderFacts {
  const before = subject({ document: shopOrder({ lines: [item({ quantity: 2 })], currentTotal: "20" }) });
  const { order } = decideOrder(before);
  return {
    ...before,
    document: shopOrder({ lines: [item({ quantity: 2 })], currentTotal: "20", ...now }),
    context: { ...CONTEXT, rules: { ...CONTEXT.rules, ...rules } },
    can: { ...before.can, ...can },
    entry: {
      ...before.entry,
      state: "exported",
      // As it comes back from the database.
      exported: reviveSourceOrder(JSON.parse(JSON.stringify(order))),
      sourceId: "SO1",
      sourceStatus: "confirmed",
      sourceTotal: "20.00 EUR",
      ...entry,
    },
  };
}

const given = (over: Partial<ShopRefund> = {}): ShopRefund => ({
  id: "r1",
  createdAt: "2026-03-02T10:00:00Z",
  note: null,
  returnId: null,
  lines: [{ lineId: "11", quantity: 1, restocked: true, subtotal: same("10"), tax: same("0") }],
  shipping: same("0"),
  adjustment: same("0"),
  total: same("10"),
  ...over,
});
const sent = (quantity: number): ShopFulfillment => ({
  id: "ff1",
  name: "#1001-F1",
  status: "SUCCESS",
  displayStatus: null,
  createdAt: "2026-03-01T11:00:00Z",
  deliveredAt: null,
  estimatedDeliveryAt: null,
  locationId: "loc1",
  tracking: [],
  lines: [{ lineId: "11", quantity }],
  events: [],
});

const one = { lines: [item({ quantity: 2, currentQuantity: 1 })], currentTotal: "10" };
const refunded = { ...one, refunds: [given()] };
const cancelled = { cancelledAt: "2026-03-01T11:30:00Z", lines: [item({ quantity: 2, currentQuantity: 0 })] };

test.each<[string, OrderFacts, [string, string, string, string | null]]>([
  ["an order goes", subject(), ["owed", "create", "push", null]],
  [
    "an unpaid order waits",
    subject({ document: shopOrder({ financialStatus: "PENDING" }) }),
    ["waiting", "none", "unknown", "unpaid"],
  ],
  [
    "a test order is left",
    subject({ document: shopOrder({ test: true }) }),
    ["left", "none", "unknown", "test"],
  ],
  [
    "a total that differs is looked at first",
    subject({ document: shopOrder({ currentTotal: "11" }) }),
    ["review", "none", "blocked", "review"],
  ],
  ["what is in the source as it was told is in step", held({}), ["exported", "none", "in-sync", null]],
  ["an edit is told", held(one), ["exported", "amend", "push", null]],
  [
    "an edit that the source cannot be told is asked about",
    held(one, {}, {}, { amend: false }),
    ["exported", "none", "conflict", "edited"],
  ],
  [
    "an edit after shipping is asked about",
    held(one, { sourceStatus: "shipped" }),
    ["exported", "none", "conflict", "edited-after-shipping"],
  ],
  [
    "an edited address is told",
    held({ shippingAddress: { ...ADDRESS, city: "Brno" } }),
    ["exported", "amend", "push", null],
  ],
  [
    "an address that went wrong is looked at first",
    held({ shippingAddress: { ...ADDRESS, city: "" } }),
    ["exported", "none", "blocked", "review"],
  ],
  [
    "an address is history once it was shipped to",
    held({ shippingAddress: { ...ADDRESS, city: "Brno" } }, { sourceStatus: "done" }),
    ["exported", "none", "in-sync", null],
  ],
  [
    "a note is told where that is possible",
    held({ note: "Ring twice" }),
    ["exported", "amend", "push", null],
  ],
  [
    "a note is nothing to ask about",
    held({ note: "Ring twice" }, {}, {}, { amend: false }),
    ["exported", "none", "in-sync", null],
  ],
  [
    "a note is not told after shipping",
    held({ note: "Ring twice" }, { sourceStatus: "shipped" }),
    ["exported", "none", "in-sync", null],
  ],
  ["tags are for the shop", held({ tags: ["vip"] }), ["exported", "none", "in-sync", null]],
  ["a refund before shipping makes the order smaller", held(refunded), ["exported", "amend", "push", null]],
  [
    "a refund after shipping is a credit",
    held(refunded, { sourceStatus: "shipped" }),
    ["exported", "credit", "push", null],
  ],
  [
    "a refund of what the shop has sent is a credit whatever the source says",
    held({ ...refunded, fulfillments: [sent(2)] }),
    ["exported", "credit", "push", null],
  ],
  [
    "a refund of the piece that was not sent makes the order smaller",
    held({ ...refunded, fulfillments: [sent(1)] }),
    ["exported", "amend", "push", null],
  ],
  [
    "a credit is told once",
    held(refunded, { sourceStatus: "shipped", credited: ["refund/r1"] }),
    ["exported", "none", "in-sync", null],
  ],
  [
    "a credit that the source cannot be told is asked about",
    held(refunded, { sourceStatus: "done" }, {}, { credit: false }),
    ["exported", "none", "conflict", "credit-by-hand"],
  ],
  ["a cancelled order is cancelled in the source", held(cancelled), ["exported", "cancel", "push", null]],
  [
    "a cancelled order is asked about where the merchant wants it so",
    held(cancelled, {}, { shopCancels: "ask" }),
    ["exported", "none", "conflict", "cancelled-in-shop"],
  ],
  [
    "a cancelled order is asked about where the source cannot",
    held(cancelled, {}, {}, { cancel: false }),
    ["exported", "none", "conflict", "cancelled-in-shop"],
  ],
  [
    "what was shipped is not cancelled",
    held(cancelled, { sourceStatus: "shipped" }),
    ["exported", "none", "conflict", "cancelled-after-shipping"],
  ],
  [
    "cancelled on both sides is in step",
    held(cancelled, { sourceStatus: "cancelled" }),
    ["cancelled", "none", "in-sync", null],
  ],
  [
    "a cancellation in the source is asked about",
    held({}, { sourceStatus: "cancelled" }),
    ["cancelled", "none", "conflict", "source-cancelled"],
  ],
  [
    "a cancellation in the source reaches the shop where the merchant wants it so",
    held({}, { sourceStatus: "cancelled" }, { sourceCancels: "cancel" }),
    ["cancelled", "cancel-shop", "push", "source-cancelled"],
  ],
  [
    "what the customer has is not cancelled in the shop",
    held({ fulfillments: [sent(1)] }, { sourceStatus: "cancelled" }, { sourceCancels: "cancel" }),
    ["cancelled", "none", "conflict", "source-cancelled"],
  ],
  [
    "a cancellation in the source may be let be",
    held({}, { sourceStatus: "cancelled" }, { sourceCancels: "leave" }),
    ["cancelled", "none", "in-sync", "source-cancelled"],
  ],
  [
    "a total that the source changed is asked about",
    held({}, { sourceTotal: "25.00 EUR" }),
    ["exported", "none", "conflict", "source-total"],
  ],
  [
    "a total in another currency is asked about",
    held({}, { sourceTotal: "20.00 USD" }),
    ["exported", "none", "conflict", "source-total"],
  ],
  [
    "a rounding of the source is none of it",
    held({}, { sourceTotal: "20.04 EUR" }),
    ["exported", "none", "in-sync", null],
  ],
  [
    "a source that says no total agrees",
    held({}, { sourceTotal: null }),
    ["exported", "none", "in-sync", null],
  ],
  [
    "an order that the source lost is asked about",
    held({}, { gone: true }),
    ["exported", "none", "conflict", "gone"],
  ],
  [
    "an order that was lost after it was cancelled is not missed",
    held(cancelled, { gone: true }),
    ["exported", "none", "in-sync", null],
  ],
  [
    "nothing is done for a merchant who turned it off",
    held(one, {}, { on: false }),
    ["exported", "none", "unknown", "off"],
  ],
  [
    "what was booked in one currency stays in it",
    held({ ...refunded }, { sourceStatus: "shipped", credited: ["refund/r1"] }, { currency: "presentment" }),
    ["exported", "none", "in-sync", null],
  ],
])("%s", (_, given_, [state, action, verdict, reason]) => {
  expect(decideOrder(given_)).toMatchObject({ state, action, verdict, reason });
});

test("what was refunded before the order went is never credited", () => {
  const document = shopOrder({ ...refunded, lines: [item({ quantity: 2, currentQuantity: 1 })] });
  const { order } = decideOrder(subject({ document }));
  expect(order).toMatchObject({ total: "10.00", givenBack: ["refund/r1"] });
  const shipped = { exported: order, sourceStatus: "shipped" as const, sourceTotal: "10.00 EUR" };
  expect(decideOrder(held(refunded, shipped))).toMatchObject({ verdict: "in-sync", credits: [] });

  const again = { ...refunded, lines: [item({ quantity: 2, currentQuantity: 0 })], currentTotal: "0" };
  const both = { ...again, refunds: [given(), given({ id: "r2" })] };
  const { action, credits } = decideOrder(held(both, shipped));
  expect([action, credits.map(({ key }) => key)]).toEqual(["credit", ["refund/r2"]]);
});

test("a refund in two credits of which one was told owes the other", () => {
  const lines = [true, false].flatMap((restocked) => given().lines.map((line) => ({ ...line, restocked })));
  const kept = given({ lines });
  const now = { lines: [item({ quantity: 2, currentQuantity: 0 })], refunds: [kept], currentTotal: "0" };
  const begun = decideOrder(held(now, { sourceStatus: "shipped", credited: ["refund/r1"] }));
  expect(begun).toMatchObject({ action: "credit", credits: [{ key: "refund/r1/kept", returned: false }] });
});

test("an order that may have been made is looked for before it is left", () => {
  const lost = subject({ document: shopOrder({ cancelledAt: "2026-03-01T11:00:00Z" }) });
  const entry = { ...lost.entry, state: "sending" as const };
  expect(decideOrder({ ...lost, entry })).toMatchObject({
    state: "sending",
    action: "find",
    reason: "cancelled",
  });
  expect(decideOrder(lost)).toMatchObject({ state: "left", action: "none", reason: "cancelled" });
});

test("a link made later replaces the placeholder, until it is shipped", () => {
  const links = new Map([["v1", { sku: "ERP-1-NEW", unit: 2 }]]);
  const linked = (entry: Entry) => {
    const before = held({}, entry);
    return decideOrder({ ...before, context: { ...before.context, links } });
  };
  expect(linked({})).toMatchObject({ action: "amend" });
  expect(linked({ sourceStatus: "shipped" })).toMatchObject({ verdict: "in-sync" });
});

/** Each question: the facts that raise it, and the facts after more has happened. */
test.each<[string, OrderFacts, OrderFacts]>([
  [
    "edited",
    held(one, {}, {}, { amend: false }),
    held({ ...one, lines: [item({ quantity: 3 })], currentTotal: "30" }, {}, {}, { amend: false }),
  ],
  ["source-total", held({}, { sourceTotal: "25.00 EUR" }), held({}, { sourceTotal: "26.00 EUR" })],
  ["source-cancelled", held({}, { sourceStatus: "cancelled" }), held(one, { sourceStatus: "cancelled" })],
  [
    "cancelled-after-shipping",
    held(cancelled, { sourceStatus: "done" }),
    held({ ...one }, { sourceStatus: "done" }),
  ],
  [
    "credit-by-hand",
    held(refunded, { sourceStatus: "done" }, {}, { credit: false }),
    held(
      {
        ...refunded,
        lines: [item({ quantity: 2, currentQuantity: 0 })],
        refunds: [given(), given({ id: "r2" })],
        currentTotal: "0",
      },
      { sourceStatus: "done" },
      {},
      { credit: false },
    ),
  ],
  ["gone", held({}, { gone: true }), held({}, { gone: true, sourceTotal: "1.00 EUR" })],
])("what a person let be (%s) stays so until something else happens", (reason, question, later) => {
  const { version, reason: asked, verdict } = decideOrder(question);
  expect([asked, verdict]).toEqual([reason, "conflict"]);
  const letBe = (of: OrderFacts) => ({ ...of, entry: { ...of.entry, accepted: version } });
  expect(decideOrder(letBe(question))).toMatchObject({
    action: "none",
    verdict: "in-sync",
    reason: "accepted",
  });
  expect(decideOrder(letBe(later)).verdict).toBe("conflict");
});

test("what was done by hand is in step whether the source's total is the old or the new one", () => {
  const question = held(one, {}, {}, { amend: false });
  const accepted = decideOrder(question).version;
  const when = (sourceTotal: string) =>
    decideOrder({ ...question, entry: { ...question.entry, accepted, sourceTotal } });
  expect(when("10.00 EUR")).toMatchObject({ verdict: "in-sync", reason: "accepted" });
  expect(when("20.00 EUR")).toMatchObject({ verdict: "in-sync", reason: "accepted" });
  expect(when("15.00 EUR")).toMatchObject({ verdict: "conflict", reason: "source-total" });
});

test("a person may send what the rules keep back, but no test order", () => {
  const letGo = (document: ShopOrderDocument, rules: Partial<OrderRules> = {}) => {
    const kept = subject({ document, context: { ...CONTEXT, rules: { ...CONTEXT.rules, ...rules } } });
    const { version } = decideOrder(kept);
    return decideOrder({ ...kept, entry: { ...kept.entry, accepted: version } });
  };
  expect(letGo(shopOrder({ financialStatus: "PENDING" })).action).toBe("create");
  expect(letGo(shopOrder(), { tags: ["b2b"] }).action).toBe("create");
  expect(letGo(shopOrder({ currentTotal: "11" }))).toMatchObject({
    action: "create",
    order: { total: "11.00" },
  });
  expect(letGo(shopOrder({ test: true })).action).toBe("none");
  expect(letGo(shopOrder({ cancelledAt: "2026-03-01T11:00:00Z" })).action).toBe("none");
  expect(letGo(shopOrder(), { on: false }).action).toBe("none");
});

test("both sides are spelled so that they can be read beside each other", () => {
  const { observed, desired, differences } = decideOrder(held(one, {}, {}, { amend: false }));
  expect(parseOrderValue(observed)).toMatchObject({ status: "open", total: "10.00 EUR", pieces: 1 });
  expect(parseOrderValue(desired ?? "")).toMatchObject({ status: "open", total: "20.00 EUR", pieces: 2 });
  expect(differences.map(({ place, field, held: was, shop }) => [place, field, was, shop])).toEqual([
    ["order", "total", "20.00", "10.00"],
    ["line/11", "quantity", "2", "1"],
    ["line/11", "total", "20.00", "10.00"],
  ]);
});

test("a line that came and a line that went are told whole", () => {
  const shippingLines = [shipping({ price: same("5"), discountedPrice: same("5") })];
  const lines = [item({ id: "12", variantId: "v2", quantity: 1 })];
  const { differences } = decideOrder(held({ lines, shippingLines, currentTotal: "15" }));
  expect(differences.filter(({ field }) => field === "line")).toEqual([
    { place: "line/11", field: "line", held: "2 20.00", shop: null, weight: "goods" },
    { place: "line/12", field: "line", held: null, shop: "6 10.00", weight: "goods" },
    { place: "line/shipping/s1", field: "line", held: null, shop: "1 5.00", weight: "goods" },
  ]);
});

test("a hold window says when to look again", () => {
  const context = { ...CONTEXT, rules: { ...CONTEXT.rules, holdMinutes: 180 } };
  const until = Date.parse("2026-03-01T13:00:00Z");
  expect(decideOrder(subject({ context }))).toMatchObject({
    state: "waiting",
    reason: "hold-window",
    dueAt: until,
  });
  expect(decideOrder(subject({ context, now: until }))).toMatchObject({ action: "create", dueAt: null });
});
