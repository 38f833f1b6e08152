import { totalCents, type ErpLine, type ErpOrder, type ErpShipment } from "./erp-order.ts";
import type { Ledger } from "./ledger.ts";
import { hash } from "./names.ts";
import type { OrderFile } from "./order-intake.ts";
import { pack, planShipments } from "./shipping.ts";

export interface DeskTempo {
  /** How long an order waits on somebody's desk, then in the pick list, then until its parcels are at the door. */
  bookingDelayMs: number;
  shippingDelayMs: number;
  deliveryDelayMs: number;
  /** The ERP's staff cancel one order in this many; 0: never. */
  cancelsOneIn: number;
}

/** How long at most an order stays aside for second thoughts, if the shop's amendment never comes. */
const asideMs = 20 * 60_000;
const lookAgainMs = 1_000;
const promiseMs = 2 * 24 * 60 * 60_000;
const steps = ["in transit", "out for delivery", "delivered"] as const;

/** The people between the shop's orders and the carrier's van. Due work is done when somebody looks. */
export class OrderDesk {
  readonly orders = new Map<string, ErpOrder>();
  /** Files about orders that the ERP cannot follow, for its people. */
  readonly refused: string[] = [];
  private readonly ledger: Ledger;
  private readonly tempo: DeskTempo;
  private readonly reorder: (sku: string) => void;
  private readonly due = new Map<ErpOrder, number>();
  /** By order key: the total in cents to wait for before the order goes on, and until when to wait. */
  private readonly aside = new Map<string, { cents: number; until: number }>();
  private readonly changed = new Set<ErpOrder>();
  private readonly moved = new Map<ErpShipment, ErpOrder>();
  private readonly invoiced: { order: ErpOrder; number: string; cents: number; issuedAt: number }[] = [];
  private numbered = 100_000;

  constructor(ledger: Ledger, tempo: DeskTempo, reorder: (sku: string) => void) {
    this.ledger = ledger;
    this.tempo = tempo;
    this.reorder = reorder;
  }

  /** Orders that are not yet in the figures. */
  get waiting(): number {
    return [...this.orders.values()].filter(({ status }) => status === "draft").length;
  }

  /** Orders that somebody still has to work on. */
  get unfinished(): number {
    return this.due.size;
  }

  /** Whether an order can still be changed; false: its parcels are at the door. */
  canChange(key: string): boolean {
    const order = this.orders.get(key);
    if (!order || order.status === "draft") return true;
    if (order.status !== "confirmed" && order.status !== "picking") return false;
    return order.shipments.every(({ status }) => status !== "shipped");
  }

  /** Somebody at the shop calls: this order has changed; do not ship it until its total is this much. */
  putAside(key: string, cents: number, now: number): void {
    this.aside.set(key, { cents, until: now + asideMs });
  }

  take(file: OrderFile, now: number): void {
    const order = this.orders.get(file.key);
    if (file.action === "new") return this.receive(file, order, now);
    if (!order) return void this.refused.push(`${file.action} of an unknown order ${file.key}`);
    if (file.action === "amend") this.amend(order, file, now);
    else if (file.action === "cancel") this.cancel(order);
    else this.credit(order, file, now);
    this.changed.add(order);
  }

  /** Everything that is due by now, in the order in which it became due. */
  work(now: number): void {
    for (;;) {
      const ripe = [...this.due].filter(([, at]) => at <= now).sort((a, b) => a[1] - b[1]);
      if (ripe.length === 0) return;
      for (const [order] of ripe) {
        this.due.delete(order);
        this.advance(order, now);
        this.changed.add(order);
      }
    }
  }

  /** What the next export must say; asking empties the lists. */
  takeNews() {
    const news = {
      orders: [...this.changed],
      shipments: [...this.moved].map(([shipment, order]) => ({ shipment, order })),
      invoices: this.invoiced.splice(0),
    };
    this.changed.clear();
    this.moved.clear();
    return news;
  }

  private receive(file: OrderFile, known: ErpOrder | undefined, now: number): void {
    if (known) return void this.refused.push(`order ${file.key} came twice`);
    const { key, reference, currency, customer, country, lines } = file;
    const order: ErpOrder = {
      ...{ key, reference, currency, customer, country, lines, number: "", status: "draft" },
      ...{
        bookedAt: null,
        promisedAt: null,
        shipments: [],
        invoices: [],
        credits: new Set(),
        cancelledByErp: false,
      },
    };
    this.orders.set(key, order);
    this.later(order, now, this.tempo.bookingDelayMs);
  }

  /** Lets some orders wait longer than others, always the same ones. */
  private later(order: ErpOrder, now: number, delayMs: number): void {
    const jitter = hash(`${order.key} ${order.status}`) % Math.max(1, delayMs);
    this.due.set(order, now + delayMs / 2 + jitter);
  }

  private advance(order: ErpOrder, now: number): void {
    if (order.status === "draft") this.book(order, now);
    else if (this.isAside(order, now)) this.due.set(order, now + lookAgainMs);
    else if (order.status === "confirmed") this.pick(order, now);
    else if (order.status === "picking") this.ship(order, now);
    else if (order.status === "shipped") this.deliver(order, now);
  }

  private isAside(order: ErpOrder, now: number): boolean {
    const word = this.aside.get(order.key);
    if (!word) return false;
    if (totalCents(order.lines) !== word.cents && now < word.until) return true;
    this.aside.delete(order.key);
    return false;
  }

  private book(order: ErpOrder, now: number): void {
    order.number = `SO${++this.numbered}`;
    order.status = "confirmed";
    order.bookedAt = now;
    order.promisedAt = now + promiseMs;
    for (const line of order.lines) this.move(line, -line.pieces);
    this.later(order, now, this.tempo.shippingDelayMs);
  }

  private pick(order: ErpOrder, now: number): void {
    const { cancelsOneIn } = this.tempo;
    if (cancelsOneIn > 0 && hash(`cancel ${order.key}`) % cancelsOneIn === 0) {
      order.cancelledByErp = true;
      return this.cancel(order);
    }
    order.status = "picking";
    this.plan(order);
    this.later(order, now, this.tempo.shippingDelayMs);
  }

  private plan(order: ErpOrder): void {
    const planned = planShipments(order);
    order.shipments.push(...planned);
    for (const shipment of planned) this.moved.set(shipment, order);
  }

  /** One shipment at a time: what is left waits for the next round. */
  private ship(order: ErpOrder, now: number): void {
    const shipment = order.shipments.find(({ status }) => status === "picking");
    if (shipment) {
      shipment.status = "shipped";
      shipment.shippedAt = now;
      shipment.parcels = pack(order, shipment);
      this.moved.set(shipment, order);
    }
    if (order.shipments.some(({ status }) => status === "picking"))
      return this.later(order, now, this.tempo.shippingDelayMs);
    order.status = "shipped";
    this.invoice(order, totalCents(order.lines), now);
    this.later(order, now, this.tempo.deliveryDelayMs);
  }

  private deliver(order: ErpOrder, now: number): void {
    const open = order.shipments.filter(({ status }) => status === "shipped");
    for (const shipment of open) {
      const step = steps[shipment.parcels[0]?.events.length ?? 0] ?? "delivered";
      for (const { events } of shipment.parcels) events.push({ status: step, at: now });
      if (step === "delivered") Object.assign(shipment, { status: "delivered", deliveredAt: now });
      this.moved.set(shipment, order);
    }
    if (order.shipments.some(({ status }) => status === "shipped"))
      return this.later(order, now, this.tempo.deliveryDelayMs);
    order.status = "done";
  }

  /** What was picked goes back on the shelf and is picked again; what was shipped stays shipped. */
  private amend(order: ErpOrder, { lines, customer, country }: OrderFile, now: number): void {
    if (order.status === "cancelled")
      return void this.refused.push(`amendment of the cancelled ${order.key}`);
    const booked = order.bookedAt !== null;
    if (booked) for (const line of order.lines) this.move(line, line.pieces);
    if (booked) for (const line of lines) this.move(line, -line.pieces);
    Object.assign(order, { lines, customer, country });
    if (order.status === "confirmed") this.later(order, now, this.tempo.shippingDelayMs);
    if (order.status !== "picking") return;
    this.takeBackUnshipped(order);
    this.plan(order);
    this.later(order, now, this.tempo.shippingDelayMs);
  }

  private cancel(order: ErpOrder): void {
    if (order.shipments.some(({ status }) => status === "shipped" || status === "delivered"))
      return void this.refused.push(`cancellation of ${order.key}, which has left`);
    if (order.bookedAt !== null && order.status !== "cancelled")
      for (const line of order.lines) this.move(line, line.pieces);
    this.takeBackUnshipped(order);
    this.due.delete(order);
    order.status = "cancelled";
    order.bookedAt = null;
    this.changed.add(order);
  }

  private takeBackUnshipped(order: ErpOrder): void {
    for (const shipment of order.shipments.filter(({ status }) => status === "picking")) {
      shipment.status = "cancelled";
      this.moved.set(shipment, order);
    }
  }

  /** A credit note; goods that come back go back on the shelf of their home warehouse. */
  private credit(order: ErpOrder, { creditKey, goodsComeBack, lines }: OrderFile, now: number): void {
    if (order.credits.has(creditKey)) return;
    order.credits.add(creditKey);
    if (goodsComeBack) for (const line of lines) this.move(line, line.pieces);
    this.invoice(order, -totalCents(lines), now);
  }

  private invoice(order: ErpOrder, cents: number, now: number): void {
    const number = `${cents < 0 ? "CN" : "IN"}${order.number.slice(2)}-${order.invoices.length + 1}`;
    order.invoices.push({ number, cents, issuedAt: now });
    this.invoiced.push({ order, number, cents, issuedAt: now });
  }

  private move({ sku, warehouse }: ErpLine, pieces: number): void {
    if (sku === null) return;
    this.ledger.book(sku, warehouse, pieces);
    if (pieces < 0) this.reorder(sku);
  }
}
