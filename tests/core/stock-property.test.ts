import fc from "fast-check";
import { expect, test } from "vitest";
import { decideStock } from "#app/core/decide.ts";
import { unbookedSales, type Sale } from "#app/core/stock.ts";

/** What may happen between a shop and its ERP, in any order. */
type Step =
  | { kind: "sell"; quantity: number }
  | { kind: "cancel" }
  | { kind: "book" }
  | { kind: "ship" }
  | { kind: "other-channel"; quantity: number }
  | { kind: "receive"; quantity: number }
  | { kind: "answer" }
  | { kind: "edit"; to: number }
  | { kind: "settle" };

const quantity = fc.integer({ min: 1, max: 9 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant("sell" as const), quantity }),
  fc.record({ kind: fc.constant("cancel" as const) }),
  fc.record({ kind: fc.constant("book" as const) }),
  fc.record({ kind: fc.constant("ship" as const) }),
  fc.record({ kind: fc.constant("other-channel" as const), quantity }),
  fc.record({ kind: fc.constant("receive" as const), quantity }),
  fc.record({ kind: fc.constant("answer" as const) }),
  fc.record({ kind: fc.constant("edit" as const), to: fc.nat(30) }),
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("settle" as const) }) },
);

interface Order extends Sale {
  shipped: boolean;
  cancelled: boolean;
}

/** A shop, an ERP, and the pure deciding between them; the clock is a counter. */
function world(basis: "available" | "on_hand") {
  const state = {
    clock: 0,
    free: 20,
    onHand: 20,
    orders: [] as Order[],
    answered: { free: 20, asOf: 0 },
    baseline: null as number | null,
  };
  const open = () => state.orders.filter((order) => !order.cancelled);
  const committed = () => open().reduce((sum, order) => sum + (order.shipped ? 0 : order.quantity), 0);
  const available = () => state.onHand - committed();
  const unbooked = () =>
    unbookedSales(
      open().map((order) => ({ ...order })),
      state.answered.asOf,
      null,
    );

  return {
    available,
    onHand: () => state.onHand,
    answered: () => state.answered.free,
    /** What is sold and not in the ERP's answer; counted here on its own, not by the code under test. */
    promised: () =>
      open()
        .filter(({ bookedAt }) => bookedAt === null || bookedAt > state.answered.asOf)
        .reduce((sum, order) => sum + order.quantity, 0),
    take(next: Step): void {
      state.clock += 1;
      const waiting = open().find((order) => order.bookedAt === null);
      switch (next.kind) {
        case "sell": {
          const sold = Math.min(next.quantity, Math.max(0, available()));
          const order = {
            orderName: `#${state.clock}`,
            quantity: sold,
            createdAt: state.clock,
            bookedAt: null,
          };
          if (sold > 0) state.orders.push({ ...order, shipped: false, cancelled: false });
          return;
        }
        case "cancel":
          if (waiting && !waiting.shipped) waiting.cancelled = true;
          return;
        case "book":
          if (!waiting) return;
          waiting.bookedAt = state.clock;
          state.free -= waiting.quantity;
          return;
        case "ship": {
          const ready = open().find((order) => !order.shipped);
          if (!ready) return;
          ready.shipped = true;
          state.onHand -= ready.quantity;
          return;
        }
        case "other-channel":
          state.free -= next.quantity;
          return;
        case "receive":
          state.free += next.quantity;
          return;
        case "answer":
          state.answered = { free: state.free, asOf: state.clock };
          return;
        case "edit":
          state.onHand = next.to + committed();
          return;
        case "settle": {
          const shows = basis === "available" ? available() : state.onHand;
          const decision = decideStock({
            basis,
            readings: [{ warehouse: "MAIN", quantity: state.answered.free, asOf: "", origin: null }],
            unit: 1,
            buffer: null,
            unbooked: unbooked(),
            committed: committed(),
            stopSelling: false,
            observed: shows,
            baseline: state.baseline,
            looked: true,
            links: 1,
            tracked: true,
            hasComponents: false,
            price: 1,
            approved: null,
            pin: null,
          });
          if (decision.target === null) throw new Error("Nothing here is blocked");
          const target = Number(decision.target);
          state.baseline = target;
          state.onHand = basis === "available" ? target + committed() : target;
        }
      }
    },
  };
}

test.each(["available", "on_hand"] as const)(
  "on the %s basis the shop never offers more than the ERP can deliver, and agrees once all is quiet",
  (basis) => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const shop = world(basis);
        for (const next of steps) {
          shop.take(next);
          if (next.kind !== "settle") continue;
          // What is promised already and what is still offered fit into what the ERP said it has.
          const promised = shop.promised();
          expect(shop.available() + promised).toBeLessThanOrEqual(Math.max(shop.answered(), promised));
        }
        for (let order = 0; order < steps.length; order++) shop.take({ kind: "book" });
        shop.take({ kind: "answer" });
        shop.take({ kind: "settle" });
        expect(shop.promised()).toBe(0);
        expect(shop.available()).toBe(Math.max(0, shop.answered()));

        // Once in step, a sale leaves both sides in step: nothing is left to do.
        const before = shop.available();
        shop.take({ kind: "sell", quantity: 1 });
        const sold = shop.available();
        shop.take({ kind: "settle" });
        expect(shop.available()).toBe(sold);
        expect(before - sold).toBe(before > 0 ? 1 : 0);
      }),
      { numRuns: 500 },
    );
  },
);
