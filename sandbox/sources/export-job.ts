import { warehouses, type ErpItem, type WarehouseCode } from "./assortment.ts";
import type { Books } from "./books.ts";
import { decimal, ExportFolder, timestamp, type ExportKind } from "./files.ts";
import { hash } from "./names.ts";
import { takeOrderFiles } from "./order-intake.ts";
import { invoiceRow, shipmentRows, stateRow } from "./order-rows.ts";
import { costOf, rates, type Offer } from "./offers.ts";

/** Writes what moved since the last run, and the whole stock now and then. */
export class ExportJob {
  private readonly folder: ExportFolder;
  private readonly path: string;
  private readonly books: Books;
  private readonly fullEvery: number;
  private runs = 0;
  private last: Promise<void> = Promise.resolve();

  constructor(books: Books, folder: string, fullEvery: number) {
    this.books = books;
    this.folder = new ExportFolder(folder);
    this.path = folder;
    this.fullEvery = fullEvery;
  }

  /** One run after the other, as a scheduled job would; the figures are taken when its turn comes. */
  run(): Promise<void> {
    this.last = this.last.then(() => this.changes());
    return this.last;
  }

  settled(): Promise<void> {
    return this.last;
  }

  async everything(): Promise<void> {
    const { ledger } = this.books;
    const asOf = this.books.snapshot();
    await this.write(
      "items",
      [...ledger.balances.values()].map(({ item }) => itemRow(item, asOf)),
    );
    await this.write("rates", rateRows(asOf));
    await this.write(
      "prices",
      [...ledger.balances.keys()].flatMap((sku) => this.priceRows(sku, asOf)),
    );
    await this.changes(true);
  }

  private async changes(whole = false): Promise<void> {
    const { ledger, desk } = this.books;
    this.books.take(await takeOrderFiles(this.path, (sku) => ledger.home(sku)));
    const asOf = this.books.snapshot();
    this.runs += 1;
    const changed = ledger.takeMoved();
    const rows = whole || this.runs % this.fullEvery === 0 ? this.everyBalance() : changed;
    const stock = rows.map(({ sku, warehouse }) => this.stockRow(sku, warehouse, asOf));
    const news = desk.takeNews();
    const states = news.orders.map((order) => stateRow(order, asOf));
    const prices = ledger.takeRepriced().flatMap((sku) => this.priceRows(sku, asOf));
    // Bookings first: a reader that has seen the figures can then know which orders they contain.
    if (states.length > 0 || whole) await this.write("bookings", states);
    if (stock.length > 0) await this.write("stock", stock);
    if (prices.length > 0) await this.write("prices", prices);
    const moved = news.shipments.flatMap(({ order, shipment }) => shipmentRows(order, shipment, asOf));
    if (moved.length > 0 || whole) await this.write("shipments", moved);
    const invoices = news.invoices.map((invoice) => invoiceRow(invoice, asOf));
    if (invoices.length > 0 || whole) await this.write("invoices", invoices);
  }

  private async write(kind: ExportKind, rows: string[][]): Promise<void> {
    await this.folder.write(kind, rows);
  }

  private everyBalance(): { sku: string; warehouse: WarehouseCode }[] {
    return [...this.books.ledger.balances].flatMap(([sku, { free }]) =>
      warehouses.filter(({ code }) => free.has(code)).map(({ code }) => ({ sku, warehouse: code })),
    );
  }

  private stockRow(sku: string, warehouse: WarehouseCode, asOf: Date): string[] {
    const free = String(this.books.ledger.free(sku, warehouse) ?? 0);
    const bad = this.books.ledger.balances.get(sku)?.item.trouble === "bad-row";
    return [sku, warehouse, bad ? badQuantity(sku, free) : free, timestamp(asOf)];
  }

  private priceRows(sku: string, asOf: Date): string[][] {
    const { ledger } = this.books;
    const cost = costOf(ledger.balances.get(sku)?.item.price ?? "0");
    return ledger.offers(sku).map((offer) => priceRow(sku, offer, cost, asOf));
  }
}

function priceRow(sku: string, offer: Offer, cost: string, asOf: Date): string[] {
  const { list, minQuantity, amount, currency, was, from, until } = offer;
  const limits = [from, until].map((time) => (time === null ? "" : timestamp(time)));
  const quantity = minQuantity === 1 ? "" : String(minQuantity);
  // The cost of a piece is given with the price that everybody pays.
  const own = list === "" ? decimal(cost) : "";
  return [
    ...[sku, list, quantity, decimal(amount), currency, was === null ? "" : decimal(was), own],
    ...[...limits, timestamp(asOf)],
  ];
}

function rateRows(asOf: Date): string[][] {
  return Object.entries(rates).map(([to, rate]) => ["GBP", to, decimal(rate), timestamp(asOf)]);
}

function itemRow(item: ErpItem, asOf: Date): string[] {
  const { vendor, productType, description, weight, originCountry, hsCode, discontinued } = item.facts;
  return [
    ...[item.sku, item.title, item.barcode, timestamp(asOf), description, vendor, productType],
    ...[decimal(weight), originCountry, hsCode, item.group, item.option ?? "", discontinued ? "yes" : ""],
  ];
}

function badQuantity(sku: string, free: string): string {
  return hash(sku) % 2 === 0 ? `${free},5` : "see Sarah’s note";
}
