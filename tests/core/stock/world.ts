import fc from "fast-check";
import { decideStock } from "#app/core/stock/decision.ts";
import type { Basis } from "#app/core/values/receipt.ts";
import { unbookedSales } from "#app/core/stock/stock.ts";

/** What may happen between a shop and its ERP, in any order. */
export type Step =
  | { kind: "sell" | "add" | "other-channel" | "receive"; quantity: number }
  | { kind: "refund"; quantity: number; restock: boolean }
  | { kind: "cancel"; restock: boolean }
  | {
      kind:
        "export" | "book" | "tell" | "ship" | "fulfill" | "source-cancel" | "states" | "answer" | "settle";
    }
  | { kind: "edit"; to: number };

const of = <K extends Step["kind"]>(kind: K) => ({ kind: fc.constant(kind) });
const quantity = fc.integer({ min: 1, max: 9 });

export const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ ...of("sell"), quantity }) },
  fc.record({ ...of("add"), quantity }),
  fc.record({ ...of("refund"), quantity, restock: fc.boolean() }),
  fc.record({ ...of("cancel"), restock: fc.boolean() }),
  { weight: 2, arbitrary: fc.record(of("export")) },
  { weight: 2, arbitrary: fc.record(of("book")) },
  fc.record(of("tell")),
  fc.record(of("ship")),
  fc.record(of("fulfill")),
  fc.record(of("source-cancel")),
  fc.record(of("states")),
  { weight: 2, arbitrary: fc.record(of("answer")) },
  fc.record({ ...of("other-channel"), quantity }),
  fc.record({ ...of("receive"), quantity }),
  fc.record({ ...of("edit"), to: fc.nat(30) }),
  { weight: 3, arbitrary: fc.record(of("settle")) },
);

interface Order {
  name: string;
  createdAt: number;
  /** Pieces that the shop still counts, and those of them that it has sent. */
  sold: number;
  sent: number;
  cancelled: boolean;
  /** Pieces that the ERP was sent, null if it was not sent the order; returned pieces still to be sent. */
  told: number | null;
  returned: number;
  /** Pieces that the ERP has taken off its free quantity, since when, and whether they have left. */
  held: number;
  bookedAt: number | null;
  shipped: boolean;
  /** What Concord knows of `bookedAt`. */
  knownBookedAt: number | null;
}

const unsent = ({ sold, sent }: Order) => sold - sent;

/** A shop, an ERP, and the pure deciding between them; the clock is a counter. */
export function world(basis: Basis) {
  const state = {
    clock: 0,
    free: 20,
    onHand: 20,
    orders: [] as Order[],
    /** What the ERP answered, and what it held of each order then. */
    answered: { free: 20, asOf: 0, held: new Map<Order, number>() },
    baseline: null as number | null,
  };
  const open = () => state.orders.filter(({ cancelled }) => !cancelled);
  const committed = () => open().reduce((sum, order) => sum + unsent(order), 0);
  const available = () => state.onHand - committed();
  const first = (isMeant: (order: Order) => boolean) => state.orders.find(isMeant);

  const giveBack = (order: Order, pieces: number, restock: boolean): void => {
    const waiting = Math.min(pieces, unsent(order));
    const back = Math.min(pieces - waiting, order.sent);
    order.sold -= waiting + back;
    order.sent -= back;
    if (!restock) state.onHand -= waiting;
    if (restock) {
      state.onHand += back;
      order.returned += back;
    }
  };

  /** Amends, cancels or credits an order in the ERP, which books what is new and frees what is not wanted. */
  const tell = (order: Order): void => {
    const more = Math.max(0, order.sold - (order.told ?? 0));
    if (order.bookedAt !== null) {
      const freed = order.shipped ? order.returned : Math.max(0, order.held - order.sold);
      state.free += freed - more;
      order.held = order.shipped ? order.held + more : order.sold;
      if (more > 0) order.bookedAt = state.clock;
      if (order.sold === 0 && !order.shipped) order.bookedAt = null;
    }
    order.told = order.sold;
    order.returned = 0;
    order.knownBookedAt = order.bookedAt;
  };

  const settle = (): void => {
    const sales = open().map(({ name, sold, createdAt, knownBookedAt, told }) => ({
      orderName: name,
      quantity: sold,
      createdAt,
      bookedAt: knownBookedAt,
      untold: told === null ? 0 : Math.max(0, sold - told),
    }));
    const decision = decideStock({
      basis,
      readings: [{ warehouse: "MAIN", quantity: state.answered.free, asOf: "", origin: null }],
      unit: 1,
      buffer: null,
      unbooked: unbookedSales(sales, state.answered.asOf, null),
      committed: committed(),
      stopSelling: false,
      observed: basis === "available" ? available() : state.onHand,
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
  };

  function take(next: Step): void {
    state.clock += 1;
    switch (next.kind) {
      case "sell": {
        const sold = Math.min(next.quantity, Math.max(0, available()));
        if (sold > 0) state.orders.push(placed(state.clock, sold));
        return;
      }
      case "add": {
        const order = first(({ cancelled, sold }) => !cancelled && sold > 0);
        if (order) order.sold += Math.min(next.quantity, Math.max(0, available()));
        return;
      }
      case "refund": {
        const order = first(({ cancelled, sold }) => !cancelled && sold > 0);
        if (order) giveBack(order, next.quantity, next.restock);
        return;
      }
      case "cancel": {
        const order = first(({ cancelled, sent }) => !cancelled && sent === 0);
        if (!order) return;
        giveBack(order, order.sold, next.restock);
        order.cancelled = true;
        return;
      }
      case "export": {
        const order = first(({ told, cancelled }) => told === null && !cancelled);
        if (order) order.told = order.sold;
        return;
      }
      case "book": {
        const order = first(({ told, bookedAt }) => told !== null && told > 0 && bookedAt === null);
        if (!order) return;
        order.held = order.told ?? 0;
        order.bookedAt = state.clock;
        state.free -= order.held;
        return;
      }
      case "tell": {
        const order = first(({ told, sold, returned }) => told !== null && (told !== sold || returned > 0));
        if (order) tell(order);
        return;
      }
      case "ship": {
        const order = first(({ bookedAt, shipped }) => bookedAt !== null && !shipped);
        if (order) order.shipped = true;
        return;
      }
      case "fulfill": {
        const order = first((one) => !one.cancelled && unsent(one) > 0);
        if (!order) return;
        state.onHand -= unsent(order);
        order.sent = order.sold;
        return;
      }
      case "source-cancel": {
        const order = first(({ bookedAt, shipped }) => bookedAt !== null && !shipped);
        if (!order) return;
        state.free += order.held;
        order.held = 0;
        order.bookedAt = null;
        return;
      }
      case "other-channel":
        state.free -= next.quantity;
        return;
      case "receive":
        state.free += next.quantity;
        return;
      case "answer":
        state.answered = {
          free: state.free,
          asOf: state.clock,
          held: new Map(state.orders.map((order) => [order, order.held])),
        };
        return take({ kind: "states" });
      case "states":
        for (const order of state.orders) order.knownBookedAt = order.bookedAt;
        return;
      case "edit":
        state.onHand = next.to + committed();
        return;
      case "settle":
        settle();
    }
  }

  return {
    take,
    available,
    answered: () => state.answered.free,
    /**
     * What the ERP could still promise by its last answer, once it held all that the shop has promised; counted
     * here independently of the code under test.
     */
    deliverable: () =>
      open().reduce(
        (free, order) => free - Math.max(0, order.sold - (state.answered.held.get(order) ?? 0)),
        state.answered.free,
      ),
    /** Does everything that is owed, then lets both sides look once more. */
    quiet(): void {
      for (const order of state.orders) {
        if (!order.cancelled && order.told === null) take({ kind: "export" });
        while (order.told !== null && (order.told !== order.sold || order.returned > 0))
          take({ kind: "tell" });
      }
      while (first(({ told, bookedAt }) => told !== null && told > 0 && bookedAt === null))
        take({ kind: "book" });
      take({ kind: "answer" });
      take({ kind: "settle" });
    },
  };
}

function placed(at: number, sold: number): Order {
  return {
    name: `#${at}`,
    createdAt: at,
    sold,
    sent: 0,
    cancelled: false,
    told: null,
    returned: 0,
    held: 0,
    bookedAt: null,
    shipped: false,
    knownBookedAt: null,
  };
}
