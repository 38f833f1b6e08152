import type { Order } from "#sandbox/shopify/state/rows.ts";
import type { Sale, Sample } from "#sandbox/data/sample.ts";
import type { Erp } from "#sandbox/sources/erp.ts";
import type { SeededShop, SeededVariant } from "./shop.ts";

/** A basket of more codes than this was a shopkeeper's, and went through the ERP only. */
const webBasketMax = 8;
const packAfterMs = 25_000;
const packedAtOnce = 20;

const staff = ["Maya", "Tom", "Priya"] as const;

/** Everything that happens in and around the shop besides the app: customers, the trade, the packers, staff. */
export class Trade {
  private readonly shop: SeededShop;
  private readonly erp: Erp;
  private readonly sample: Sample;
  private readonly bySku: Map<string, SeededVariant>;
  private readonly byVariant: Map<string, SeededVariant>;
  private next = 0;
  private nextPrice = 0;
  private edits = 0;
  /** Working minutes of the rounds through the sample that are over. */
  private minutesBefore = 0;
  private readonly unpacked: Order[] = [];
  readonly done = { shopOrders: 0, salesElsewhere: 0, edits: 0, cancelled: 0 };

  constructor(shop: SeededShop, erp: Erp, sample: Sample) {
    this.shop = shop;
    this.erp = erp;
    this.sample = sample;
    const sold = shop.variants.filter(({ variant }) => variant.item !== null && variant.tracked);
    this.bySku = new Map(sold.map((seeded) => [seeded.variant.item?.sku ?? "", seeded]));
    this.byVariant = new Map(shop.variants.map((seeded) => [seeded.variantId, seeded]));
    shop.store.on((event) => {
      if (event.topic === "orders/create") this.received(event.order);
      if (event.topic === "orders/cancelled") this.erp.orderCancelled(event.order.name);
    });
  }

  get ended(): boolean {
    return this.next >= this.sample.sales.length;
  }

  /** Lets every sale up to this minute happen; before the shop opened, all of them were made elsewhere. */
  sellUntil(minute: number, shopOpen: boolean): void {
    for (let sale = this.sample.sales[this.next]; sale !== undefined && sale.minute <= minute;) {
      if (!shopOpen || !this.sellInShop(sale)) this.sellElsewhere(sale);
      this.next += 1;
      sale = this.sample.sales[this.next];
    }
    this.reprice(minute);
    this.erp.advance(this.minutesBefore + minute);
  }

  startOver(): void {
    this.minutesBefore += this.sample.sales.at(-1)?.minute ?? 0;
    this.next = 0;
    this.nextPrice = 0;
  }

  /** Somebody counts a shelf, mistypes, or "corrects" a figure that was right. */
  editByHand(): void {
    const sold = [...this.bySku.values()];
    const seeded = sold[(this.edits * 7919) % Math.max(1, sold.length)];
    if (seeded === undefined) return;
    const location = this.shop.locationOf[this.erp.ledger.home(seeded.variant.item?.sku ?? "")];
    const shown = this.shop.store.level(seeded.itemId, location)?.available ?? 0;
    const wrong = [shown + 10, 0, shown * 10, shown + 1][this.edits % 4] ?? 0;
    const who = staff[this.edits % staff.length] ?? "Staff";
    this.shop.store.setAvailable(seeded.itemId, location, wrong, who);
    this.edits += 1;
    this.done.edits += 1;
  }

  /** Packs what has waited long enough; packed pieces leave the shop's books, and nothing else changes. */
  pack(now: number): void {
    for (const order of this.unpacked.slice(0, packedAtOnce)) {
      if (order.createdAt > now - packAfterMs) return;
      this.unpacked.shift();
      if (order.cancelledAt === null && order.closedAt === null) this.shop.store.fulfillOrder(order.name);
    }
  }

  /** A customer changes their mind about the newest order. */
  cancelNewest(): void {
    const order = this.unpacked.findLast(({ cancelledAt }) => cancelledAt === null);
    if (order === undefined) return;
    this.shop.store.cancelOrder(order.name, { restock: true });
    this.done.cancelled += 1;
  }

  private received(order: Order): void {
    this.unpacked.push(order);
    const lines = order.fulfillmentOrders.flatMap(({ location, lines: places }) =>
      places.flatMap(({ line, total }) => {
        const sku = this.byVariant.get(line.variant?.id ?? "")?.variant.item?.sku;
        return sku === undefined
          ? []
          : [{ sku, warehouse: this.shop.warehouseOf(location.id), pieces: total }];
      }),
    );
    this.erp.orderArrived({ name: order.name, lines });
  }

  /** Nobody can put into a basket what the shop shows as sold out. */
  private sellInShop(sale: Sale): boolean {
    if (sale.lines.length > webBasketMax || sale.lines.some(({ quantity }) => quantity < 0)) return false;
    const wanted = sale.lines.flatMap(({ code, quantity }) => {
      const seeded = this.bySku.get(code);
      if (seeded === undefined) return [];
      const location = this.shop.locationOf[this.erp.ledger.home(code)];
      const shown = this.shop.store.level(seeded.itemId, location)?.available ?? 0;
      const pieces = Math.min(quantity, shown);
      return pieces > 0 ? [{ location, line: { variantId: seeded.variantId, quantity: pieces } }] : [];
    });
    for (const [locationId, lines] of Map.groupBy(wanted, ({ location }) => location)) {
      this.shop.store.placeOrder(
        lines.map(({ line }) => line),
        { locationId },
      );
      this.done.shopOrders += 1;
    }
    return wanted.length > 0;
  }

  private sellElsewhere(sale: Sale): void {
    for (const { code, quantity } of sale.lines) this.erp.sellElsewhere(code, quantity);
    this.done.salesElsewhere += 1;
  }

  private reprice(minute: number): void {
    const { priceMoves } = this.sample;
    for (let move = priceMoves[this.nextPrice]; move !== undefined && move.minute <= minute;) {
      this.erp.ledger.reprice(move.code, move.price);
      this.nextPrice += 1;
      move = priceMoves[this.nextPrice];
    }
  }
}
