import type { ErpItem } from "./assortment.ts";
import { Ledger } from "./ledger.ts";
import { hash } from "./names.ts";
import { OrderDesk, type DeskTempo } from "./order-desk.ts";
import type { OrderFile } from "./order-intake.ts";

const restockBelowWeeks = 0.5;
const restockWeeks = 3;
const supplierMinutes = 240;

/** What the ERP's staff do all day: sell, handle the shop's orders when they get to them, order new goods. */
export class Books {
  readonly ledger: Ledger;
  readonly desk: OrderDesk;
  private deliveries: { sku: string; pieces: number; minute: number }[] = [];
  private onTheWay = new Set<string>();
  private minute = 0;
  private lastSnapshotMs = 0;

  constructor(items: readonly ErpItem[], tempo: DeskTempo) {
    this.ledger = new Ledger(items);
    this.desk = new OrderDesk(this.ledger, tempo, (sku) => this.reorder(sku));
  }

  sell(sku: string, pieces: number): number {
    const sold = pieces < 0 ? this.takeBack(sku, -pieces) : this.ledger.sell(sku, pieces);
    this.reorder(sku);
    return sold;
  }

  /** Takes what came by file, booked strictly after the last export's moment: no figure is ambiguous. */
  take(files: readonly OrderFile[]): void {
    const now = this.now();
    for (const file of files) this.desk.take(file, now);
  }

  /** The moment that every figure of one export belongs to; everything due is done before it. */
  snapshot(): Date {
    this.desk.work(this.now());
    this.lastSnapshotMs = this.now();
    return new Date(this.lastSnapshotMs);
  }

  private now(): number {
    return Math.max(Date.now(), this.lastSnapshotMs + 1);
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

  private takeBack(sku: string, pieces: number): number {
    this.ledger.book(sku, this.ledger.home(sku), pieces);
    return -pieces;
  }

  private reorder(sku: string): void {
    const item = this.ledger.balances.get(sku)?.item;
    // Nobody reorders what went negative by carelessness: that waits for the yearly count.
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
