import fc from "fast-check";
import { expect, test } from "vitest";
import { type DEFAULT_FULFILLMENT_RULES } from "#app/core/fulfillment/rules.ts";
import { planFulfillment } from "#app/core/fulfillment/plan.ts";
import type { FulfillmentStep } from "#app/core/fulfillment/step.ts";
import type { PlannedShipment } from "#app/core/fulfillment/facts.ts";
import type { ShipmentStatus } from "#app/core/source/order-records.ts";
import { fulfillmentShop, NOW } from "./shop.ts";

/** Two lines sell one article, from two locations; the source names lines or only articles. */
const LINES = [
  { id: "a", sku: "X", variantId: "1", quantity: 3, locationId: "10" },
  { id: "b", sku: "X", variantId: "1", quantity: 2, locationId: "20" },
  { id: "c", sku: "Y", variantId: "2", quantity: 4, locationId: "10" },
];
const VARIANTS: Record<string, string> = { a: "1", b: "1", c: "2", X: "1", Y: "2" };
const SKUS: Record<string, string> = { a: "X", b: "X", c: "Y" };

const STATUSES: readonly ShipmentStatus[] = ["waiting", "picking", "shipped", "delivered", "cancelled"];
const index = fc.nat(2);

/** What may happen to one order, in any order. `lost`: the step whose answer never comes, and whether it was done. */
const happening = fc.oneof(
  fc.record({
    kind: fc.constant("ship" as const),
    id: index,
    status: fc.constantFrom(...STATUSES),
    lines: fc.array(
      fc.record({
        of: fc.constantFrom("a", "b", "c"),
        quantity: fc.integer({ min: 1, max: 6 }),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    number: fc.option(fc.constantFrom("P1", "P2", "P3"), { nil: null }),
    locationId: fc.constantFrom("10", "20", null),
  }),
  fc.record({ kind: fc.constant("status" as const), id: index, status: fc.constantFrom(...STATUSES) }),
  fc.record({
    kind: fc.constant("staff-fulfill" as const),
    line: fc.constantFrom("a", "b", "c"),
    quantity: fc.integer({ min: 1, max: 3 }),
  }),
  fc.record({ kind: fc.constant("staff-cancel" as const), at: fc.nat(5) }),
  fc.record({ kind: fc.constant("staff-hold" as const), at: fc.nat(3) }),
  fc.record({ kind: fc.constant("approve" as const) }),
  fc.record({ kind: fc.constant("leave" as const), id: index }),
  fc.record({
    kind: fc.constant("rest" as const),
    id: index,
    resting: fc.constantFrom("paused" as const, "retry" as const, null),
  }),
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("settle" as const),
      lost: fc.option(fc.record({ step: fc.nat(3), done: fc.boolean() }), { nil: null }),
    }),
  },
);

type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never;

const naming = fc.constantFrom("line" as const, "sku" as const);

const rules = fc.record({
  on: fc.constant(true),
  notifyCustomer: fc.constantFrom("always" as const, "tracked" as const),
  releaseHolds: fc.constantFrom("all" as const, "ours" as const, "never" as const),
  moveLocation: fc.boolean(),
  reportProgress: fc.boolean(),
  sourceCancels: fc.constantFrom("cancel" as const, "ask" as const),
});

/** `by`: how the source names a line; shown and shipped pieces can be counted only by that name. */
function world(given: typeof DEFAULT_FULFILLMENT_RULES, by: "line" | "sku") {
  const nameOf = (lineId: string) => (by === "line" ? lineId : (SKUS[lineId] ?? ""));
  const names = [...new Set(LINES.map(({ id }) => nameOf(id)))];
  const shop = fulfillmentShop(LINES);
  const shipments = new Map<number, PlannedShipment>();
  const cancelledByUs = new Set<string>();

  const plan = () =>
    planFulfillment({
      document: shop.document,
      shipments: [...shipments.values()],
      articleOf: (_, sku) => (VARIANTS[sku] ? { variantId: VARIANTS[sku], unit: 1 } : null),
      cancelledByUs,
      now: NOW,
    });
  const save = (planned: ReturnType<typeof plan>) => {
    for (const [id, shipment] of shipments) {
      const decision = planned.shipments.find(({ place }) => place === shipment.place);
      const fulfillmentIds = decision?.fulfillmentIds ?? [];
      const approved = decision?.verdict === "push" ? shipment.approved : null;
      shipments.set(id, { ...shipment, fulfillmentIds, approved });
    }
  };
  /** Shopify's answer names the new fulfillment. */
  const remember = ({ step, places }: FulfillmentStep) => {
    for (const [id, shipment] of shipments) {
      const made = step === "create" && places.includes(shipment.place) ? shop.fulfillments.at(-1) : null;
      if (made) shipments.set(id, { ...shipment, fulfillmentIds: [...shipment.fulfillmentIds, made.id] });
    }
  };
  const shown = (name: string) =>
    shop.fulfillments
      .filter(({ status }) => status === "SUCCESS")
      .flatMap(({ lines }) => lines)
      .filter(({ lineId }) => nameOf(lineId) === name)
      .reduce((sum, { quantity }) => sum + quantity, 0);
  const shipped = (name: string) =>
    [...shipments.values()]
      .filter(({ status }) => status === "shipped" || status === "delivered")
      .flatMap(({ lines }) => lines)
      .filter(({ lineId, sku }) => (lineId ?? sku) === name)
      .reduce((sum, { quantity }) => sum + quantity, 0);

  /** One pass; true: there was something to do. */
  const pass = (lost: { step: number; done: boolean } | null): boolean => {
    const planned = plan();
    save(planned);
    for (const [at, step] of planned.steps.entries()) {
      if (step.step === "cancel") cancelledByUs.add(step.fulfillmentId);
      if (lost?.step === at) {
        if (lost.done) shop.do(step);
        return true;
      }
      const before = new Map(names.map((name) => [name, shown(name)]));
      shop.do(step);
      remember(step);
      // No matter what staff did, Concord itself never shows more of a line than the source has shipped.
      for (const name of names.filter((one) => shown(one) > (before.get(one) ?? 0)))
        expect(shown(name)).toBeLessThanOrEqual(shipped(name));
    }
    return planned.steps.length > 0;
  };
  const ship = (happens: Extract<Happening, { kind: "ship" }>) => {
    const { id, status, lines, number, locationId } = happens;
    const before = shipments.get(id);
    shipments.set(id, {
      place: `erp/${id}`,
      connectionId: "erp",
      rules: given,
      locationId,
      status,
      promisedAt: new Date(NOW + id * 3_600_000),
      shippedAt: new Date(NOW - 3_600_000),
      deliveredAt: null,
      lines: lines.map(({ of, quantity }) =>
        by === "line" ? { lineId: of, sku: "?", quantity } : { lineId: null, sku: nameOf(of), quantity },
      ),
      parcels: number === null ? [] : [{ id: number, carrier: null, number, url: null, events: [] }],
      asOf: new Date(NOW),
      fulfillmentIds: before?.fulfillmentIds ?? [],
      approved: null,
      pin: null,
      resting: null,
    });
  };
  return {
    shop,
    plan,
    pass,
    rests: (place: string) =>
      [...shipments.values()].some((one) => one.place === place && one.resting !== null),
    take(happens: Happening): void {
      switch (happens.kind) {
        case "ship":
          return ship(happens);
        case "status": {
          const shipment = shipments.get(happens.id);
          if (shipment) shipments.set(happens.id, { ...shipment, status: happens.status });
          return;
        }
        case "staff-fulfill":
          shop.fulfillByHand(happens.line, happens.quantity);
          return;
        case "staff-cancel": {
          const fulfillment = shop.fulfillments[happens.at];
          if (fulfillment) shop.cancel(fulfillment.id);
          return;
        }
        case "staff-hold": {
          const order = shop.orders[happens.at];
          if (order?.status === "OPEN") shop.hold(order, happens.at % 2 === 0);
          return;
        }
        case "approve":
          for (const { place, desired, verdict } of plan().shipments) {
            const found = [...shipments].find(([, one]) => one.place === place);
            if (found && verdict === "conflict") shipments.set(found[0], { ...found[1], approved: desired });
          }
          return;
        case "leave": {
          const shipment = shipments.get(happens.id);
          const decision = plan().shipments.find(({ place }) => place === shipment?.place);
          const pin = { desired: decision?.desired ?? "", ignored: false };
          if (shipment && decision?.verdict === "conflict") shipments.set(happens.id, { ...shipment, pin });
          return;
        }
        case "rest": {
          const shipment = shipments.get(happens.id);
          if (shipment) shipments.set(happens.id, { ...shipment, resting: happens.resting });
          return;
        }
        case "settle":
          pass(happens.lost);
          return;
      }
    },
  };
}

test("whatever happens, never more is shown than was ordered or shipped, and it comes to an end", () => {
  fc.assert(
    fc.property(rules, naming, fc.array(happening, { maxLength: 25 }), (given, by, happenings) => {
      const { shop, plan, pass, take, rests } = world(given, by);
      // The shop throws when asked for more than was ordered, which ends the test.
      for (const happens of happenings) take(happens);
      let passes = 0;
      while (pass(null)) expect((passes += 1)).toBeLessThan(30);
      const still = JSON.stringify(shop.document);
      expect(plan().steps).toEqual([]);
      // A shipment that must be written and does not rest needs a step: else it would be planned forever.
      const pushed = plan().shipments.filter(({ verdict }) => verdict === "push");
      expect(pushed.filter(({ place }) => !rests(place))).toEqual([]);
      pass(null);
      expect(JSON.stringify(shop.document)).toBe(still);
      for (const numbers of [...new Set(shop.mails.flat())].filter((number) => number !== null)) {
        const told = shop.mails.filter((mail) => mail.includes(numbers));
        expect(told.length).toBeLessThanOrEqual(1);
      }
    }),
    { numRuns: 500 },
  );
}, 60_000);
