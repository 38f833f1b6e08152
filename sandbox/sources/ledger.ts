import type { ErpItem, WarehouseCode } from "./assortment.ts";
import { offersOf, type Offer } from "./offers.ts";

export interface Balance {
  item: ErpItem;
  free: Map<WarehouseCode, number>;
  price: string;
}

/** The ERP's own books: what it can still promise of each item in each warehouse. */
export class Ledger {
  readonly balances = new Map<string, Balance>();
  /** Booked since the last export, as "sku|warehouse". */
  private moved = new Set<string>();
  private repriced = new Set<string>();
  private readonly openedMs = Date.now();

  constructor(items: readonly ErpItem[]) {
    for (const item of items) {
      const free = new Map(Object.entries(item.opening) as [WarehouseCode, number][]);
      this.balances.set(item.sku, { item, free, price: item.price });
    }
  }

  free(sku: string, warehouse: WarehouseCode): number | null {
    return this.balances.get(sku)?.free.get(warehouse) ?? null;
  }

  total(sku: string): number {
    const balance = this.balances.get(sku);
    return balance === undefined ? 0 : [...balance.free.values()].reduce((sum, pieces) => sum + pieces, 0);
  }

  /** Books pieces in or, negative, out. */
  book(sku: string, warehouse: WarehouseCode, pieces: number): void {
    const balance = this.balances.get(sku);
    if (balance === undefined || pieces === 0) return;
    balance.free.set(warehouse, (balance.free.get(warehouse) ?? 0) + pieces);
    this.moved.add(`${sku}|${warehouse}`);
  }

  /** Sells what is there, the fuller warehouse first, and answers how many that was. */
  sell(sku: string, pieces: number): number {
    let open = pieces;
    for (const warehouse of this.fullestFirst(sku)) {
      const taken = Math.min(open, Math.max(0, this.free(sku, warehouse) ?? 0));
      this.book(sku, warehouse, -taken);
      open -= taken;
    }
    return pieces - open;
  }

  /** Where goods of this item go when they arrive or come back. */
  home(sku: string): WarehouseCode {
    const { LON = 0, LDS = 0 } = this.balances.get(sku)?.item.opening ?? {};
    return LDS > LON ? "LDS" : "LON";
  }

  reprice(sku: string, price: string): void {
    const balance = this.balances.get(sku);
    if (balance === undefined || balance.price === price) return;
    balance.price = price;
    this.repriced.add(sku);
  }

  /** All offers for an article, now and later. */
  offers(sku: string): Offer[] {
    const balance = this.balances.get(sku);
    return balance === undefined ? [] : offersOf(sku, balance.price, this.openedMs);
  }

  /** What the next export of changes must say; asking empties the list. */
  takeMoved(): { sku: string; warehouse: WarehouseCode }[] {
    const rows = [...this.moved].map((key) => {
      const [sku = "", warehouse = ""] = key.split("|");
      return { sku, warehouse: warehouse as WarehouseCode };
    });
    this.moved = new Set();
    return rows;
  }

  takeRepriced(): string[] {
    const rows = [...this.repriced];
    this.repriced = new Set();
    return rows;
  }

  private fullestFirst(sku: string): WarehouseCode[] {
    const free = [...(this.balances.get(sku)?.free ?? [])];
    return free.sort((a, b) => b[1] - a[1]).map(([warehouse]) => warehouse);
  }
}
