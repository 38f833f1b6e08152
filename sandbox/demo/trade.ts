import { origins, type TakenBack } from "#sandbox/data/origins.ts";
import type { Sale, Sample } from "#sandbox/data/sample.ts";
import type { Order } from "#sandbox/shopify/state/order-rows.ts";
import type { Erp } from "#sandbox/sources/erp.ts";
import { Buyers } from "./buyers.ts";
import { bringBack, type Unwanted, type When } from "./changed-minds.ts";
import type { SeededShop, SeededVariant } from "./shop.ts";

/** A basket of more codes than this was a shopkeeper's, and went through the ERP only. */
const webBasketMax = 20;

const staff = ["Maya", "Tom", "Priya"] as const;

/** Everything that happens in and around the shop besides the app: customers, the trade, staff. */
export class Trade {
  private readonly shop: SeededShop;
  private readonly erp: Erp;
  private readonly sample: Sample;
  private readonly buyers: Buyers;
  private readonly bySku: Map<string, SeededVariant>;
  private readonly skuOf: Map<string, string>;
  private readonly takenBack: Map<string, TakenBack[]>;
  /** Invoices that the shop's customers paid, and their orders. */
  private readonly placed = new Map<string, Order>();
  /** Pieces to give back from an order that is just being shipped: they wait until it is shipped. */
  private postponed: { order: Order; taken: Unwanted[]; when: When }[] = [];
  private next = 0;
  private nextPrice = 0;
  private edits = 0;
  /** Working minutes of the completed rounds through the sample. */
  private minutesBefore = 0;
  private round = 0;
  readonly done = { shopOrders: 0, salesElsewhere: 0, edits: 0, cancelled: 0, refunded: 0 };

  constructor(shop: SeededShop, erp: Erp, sample: Sample) {
    this.shop = shop;
    this.erp = erp;
    this.sample = sample;
    this.buyers = new Buyers(shop.store);
    this.takenBack = origins(sample.sales);
    const sold = shop.variants.filter(({ variant }) => variant.item !== null && variant.tracked);
    this.bySku = new Map(sold.map((seeded) => [seeded.variant.item?.sku ?? "", seeded]));
    this.skuOf = new Map([...this.bySku].map(([sku, { variantId }]) => [variantId, sku]));
  }

  get ended(): boolean {
    return this.next >= this.sample.sales.length;
  }

  /** Customers whose change of mind still waits for the carrier. */
  get undecided(): number {
    return this.postponed.length;
  }

  /** Lets every sale up to this minute happen; before the shop opened, all of them were made elsewhere. */
  sellUntil(minute: number, shopOpen: boolean): void {
    this.followUp();
    for (let sale = this.sample.sales[this.next]; sale !== undefined && sale.minute <= minute;) {
      this.happen(sale, shopOpen);
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
    this.round += 1;
  }

  /** An invoice becomes an order of the shop, as far as the shop shows the goods; null: it shows none of them. */
  placeInvoice(sale: Sale): Order | null {
    const pieces = new Map<string, number>();
    for (const { code, quantity } of sale.lines)
      if (quantity > 0) pieces.set(code, (pieces.get(code) ?? 0) + quantity);
    const lines = [...pieces].flatMap(([code, wanted]) => this.lineOf(sale, code, wanted));
    if (lines.length === 0) return null;
    const goods = lines.reduce((sum, { quantity, price }) => sum + quantity * Number(price), 0);
    const order = this.shop.store.placeOrder(lines, this.buyers.detailsOf(sale, goods));
    this.placed.set(this.nameOf(sale.invoice), order);
    this.done.shopOrders += 1;
    return order;
  }

  /** An invoice of negative quantities: cancelled, taken off, or sent back, on either side. */
  takeBack(sale: Sale): void {
    const taken = this.takenBack.get(sale.invoice) ?? [];
    for (const [from, unwanted] of Map.groupBy(taken, (one) => one.from)) {
      const order = this.placed.get(this.nameOf(from ?? ""));
      if (order) this.postponed.push({ order, taken: unwanted, when: "now" });
      else for (const { code, quantity } of unwanted) this.erp.sellElsewhere(code, -quantity);
    }
    this.followUp();
  }

  /** Serves customers who changed their mind, as soon as their parcel is either stopped or on its way. */
  followUp(): void {
    this.postponed = this.postponed.filter(({ order, taken, when }) => {
      const outcome = bringBack(this.shop, this.erp, order, taken, this.skuOf, when);
      if (outcome === "cancelled") this.done.cancelled += 1;
      if (outcome === "refunded") this.done.refunded += 1;
      return outcome === "later";
    });
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

  /** A customer changes their mind about the newest order, or about one piece of it, now or once it has come. */
  changeMind(about: "all" | "one piece", when: When): void {
    const order = [...this.placed.values()].findLast(
      (one) =>
        one.cancelledAt === null && !this.postponed.some((other) => other.order === one) && isLarge(one),
    );
    const taken = (order?.lines ?? []).flatMap((line): Unwanted[] => {
      const code = this.skuOf.get(line.variant?.id ?? "");
      return code === undefined ? [] : [{ code, quantity: about === "all" ? line.quantity : 1 }];
    });
    if (!order || taken.length === 0) return;
    this.postponed.push({ order, taken: about === "all" ? taken : taken.slice(0, 1), when });
    this.followUp();
  }

  private happen(sale: Sale, shopOpen: boolean): void {
    if (sale.lines.some(({ quantity }) => quantity < 0)) return this.takeBack(sale);
    const inShop = shopOpen && sale.lines.length <= webBasketMax && this.placeInvoice(sale) !== null;
    if (!inShop) this.sellElsewhere(sale);
  }

  /** Nobody can put into a basket what the shop shows as sold out. */
  private lineOf(sale: Sale, code: string, wanted: number) {
    const seeded = this.bySku.get(code);
    if (seeded === undefined) return [];
    const places = Object.values(this.shop.locationOf);
    const shown = places.map((place) => this.shop.store.level(seeded.itemId, place)?.available ?? 0);
    const quantity = Math.min(wanted, Math.max(0, ...shown));
    const price = sale.lines.find((line) => line.code === code)?.price ?? "0";
    return quantity > 0 ? [{ variantId: seeded.variantId, quantity, price }] : [];
  }

  /** The sample starts over when it ends; its invoices are not those of the round before. */
  private nameOf(invoice: string): string {
    return `${this.round}/${invoice}`;
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

/** Something is left of the order when one piece goes. */
function isLarge({ lines }: Order): boolean {
  return lines.reduce((sum, { quantity, removed }) => sum + quantity - removed, 0) > 1;
}
