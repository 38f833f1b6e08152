import type { ErpItem, WarehouseCode } from "./assortment.ts";
import { Ledger } from "./ledger.ts";
import { hash } from "./names.ts";

/** An order of the shop as it reaches the ERP. */
export interface IncomingOrder {
  name: string;
  lines: { sku: string; warehouse: WarehouseCode; pieces: number }[];
}

const restockBelowWeeks = 0.5;
const restockWeeks = 3;
const supplierMinutes = 240;

/** What the ERP's staff do all day: sell, book the shop's orders when they come to it, order new goods. */
export class Books {
  readonly ledger: Ledger;
  waiting: { order: IncomingOrder; dueMs: number }[] = [];
  booked: { name: string; at: number }[] = [];
  private orders = new Map<string, IncomingOrder>();
  private deliveries: { sku: string; pieces: number; minute: number }[] = [];
  private onTheWay = new Set<string>();
  private minute = 0;
  private lastSnapshotMs = 0;
  private readonly bookingDelayMs: number;

  constructor(items: readonly ErpItem[], bookingDelayMs: number) {
    this.ledger = new Ledger(items);
    this.bookingDelayMs = bookingDelayMs;
  }

  sell(sku: string, pieces: number): number {
    const sold = pieces < 0 ? this.takeBack(sku, -pieces) : this.ledger.sell(sku, pieces);
    this.reorder(sku);
    return sold;
  }

  orderArrived(order: IncomingOrder): void {
    const jitter = hash(order.name) % Math.max(1, this.bookingDelayMs);
    this.waiting.push({ order, dueMs: Date.now() + this.bookingDelayMs / 2 + jitter });
  }

  orderCancelled(name: string): void {
    this.waiting = this.waiting.filter(({ order }) => order.name !== name);
    const order = this.orders.get(name);
    this.orders.delete(name);
    for (const line of order?.lines ?? []) this.ledger.book(line.sku, line.warehouse, line.pieces);
  }

  /** The moment every figure of one export belongs to, with all that is due booked before it. */
  snapshot(): Date {
    this.bookDue();
    this.lastSnapshotMs = Math.max(Date.now(), this.lastSnapshotMs + 1);
    return new Date(this.lastSnapshotMs);
  }

  receiveGoods(minute: number): void {
    this.minute = minute;
    const due = this.deliveries.filter((delivery) => delivery.minute <= minute);
    this.deliveries = this.deliveries.filter((delivery) => delivery.minute > minute);
    for (const { sku, pieces } of due) {
      this.onTheWay.delete(sku);
      this.ledger.book(sku, this.ledger.home(sku), pieces);
    }
  }

  /** An order is booked strictly after the last export's moment, so that no figure can be read both ways. */
  private bookDue(): void {
    const now = Math.max(Date.now(), this.lastSnapshotMs + 1);
    const due = this.waiting.filter(({ dueMs }) => dueMs <= now);
    this.waiting = this.waiting.filter(({ dueMs }) => dueMs > now);
    for (const { order } of due) {
      for (const line of order.lines) this.ledger.book(line.sku, line.warehouse, -line.pieces);
      for (const line of order.lines) this.reorder(line.sku);
      this.orders.set(order.name, order);
      this.booked.push({ name: order.name, at: now });
    }
  }

  private takeBack(sku: string, pieces: number): number {
    this.ledger.book(sku, this.ledger.home(sku), pieces);
    return -pieces;
  }

  private reorder(sku: string): void {
    const item = this.ledger.balances.get(sku)?.item;
    // Nobody buys in what went negative by carelessness: that waits for the yearly count.
    if (item === undefined || item.trouble === "negative" || this.onTheWay.has(sku)) return;
    if (this.ledger.total(sku) >= item.soldPerWeek * restockBelowWeeks) return;
    this.onTheWay.add(sku);
    const pieces = Math.max(6, Math.ceil((item.soldPerWeek * restockWeeks) / 6) * 6);
    this.deliveries.push({
      sku,
      pieces,
      minute: this.minute + supplierMinutes + (hash(sku) % supplierMinutes),
    });
  }
}
