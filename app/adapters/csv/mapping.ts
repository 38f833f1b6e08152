import type {
  BookingRecord,
  ItemRecord,
  PriceRecord,
  SetAsideReason,
  StockRecord,
} from "#app/core/records.ts";
import { parseAmount, parseQuantity } from "./numbers.ts";
import type { CsvKind, CsvSettings } from "./schema.ts";
import { parseTime } from "./times.ts";

export interface Place {
  /** "stock-0914.csv, line 12" */
  origin: string;
  /** When the source said what the file holds. */
  fileTime: Date;
}

/** Null: the row says nothing. */
export type Outcome<T> = { record: T } | { reason: SetAsideReason; sku: string | null } | null;

/** The text under a configured field; null where the file has no such column. */
export type Cells = (field: string) => string | null;

export interface Mapping<T> {
  pattern: string;
  mode: "full" | "delta";
  /** Field -> header. */
  columns: Record<string, string>;
  toRecord(cells: Cells, place: Place): Outcome<T>;
  /**
   * What may stand only once in a full file, and what it says: a second row that says the same is no
   * contradiction. Null: rows of this kind never contradict each other.
   */
  claim(cells: Cells): { key: string; says: string | null; sku: string } | null;
}

export interface Mappings {
  items?: Mapping<ItemRecord>;
  stock?: Mapping<StockRecord>;
  prices?: Mapping<PriceRecord>;
  orderStates?: Mapping<BookingRecord>;
}

export const defaultWarehouse = "MAIN";

export function mappingsOf({ files, decimal, timeZone }: CsvSettings): Mappings {
  const mappings: Mappings = {};
  if (files.items) mappings.items = items(files.items, timeZone);
  if (files.stock) mappings.stock = stock(files.stock, decimal, timeZone);
  if (files.prices) mappings.prices = prices(files.prices, decimal, timeZone);
  if (files.orderStates) mappings.orderStates = orderStates(files.orderStates, timeZone);
  return mappings;
}

type Spec<Kind extends CsvKind> = NonNullable<CsvSettings["files"][Kind]>;

function items(spec: Spec<"items">, timeZone: string): Mapping<ItemRecord> {
  return {
    ...shared(spec),
    toRecord(cells, { fileTime }) {
      const sku = code(cells("sku"));
      if (typeof sku !== "string") return { ...sku, sku: null };
      const updatedAt = timeOf(plain(cells("updatedAt")) || null, fileTime, timeZone, spec.timeFormat);
      if (!updatedAt) return { reason: "not-a-date", sku };
      const barcode = code(cells("barcode"));
      return {
        record: {
          sku,
          title: cells("title")?.trim() || null,
          barcode: typeof barcode === "string" ? barcode : null,
          updatedAt,
        },
      };
    },
    claim: (cells) => claimOf(cells, [], JSON.stringify([cells("title"), cells("barcode")])),
  };
}

function stock(spec: Spec<"stock">, decimal: "." | ",", timeZone: string): Mapping<StockRecord> {
  return {
    ...shared(spec),
    toRecord(cells, { origin, fileTime }) {
      const sku = code(cells("sku"));
      if (typeof sku !== "string") return { ...sku, sku: null };
      const warehouse = warehouseOf(cells, spec.warehouse);
      if (warehouse === null) return { reason: "warehouse-missing", sku };
      const parsed = parseQuantity(plain(cells("quantity")), decimal);
      if ("reason" in parsed) return { reason: parsed.reason, sku };
      const asOf = timeOf(cells("asOf"), fileTime, timeZone, spec.timeFormat);
      if (!asOf) return { reason: "not-a-date", sku };
      return { record: { sku, warehouse, quantity: parsed.quantity, asOf, origin } };
    },
    // Two quantities for one place may be two bins to add up or a mistake: even equal ones are not believed.
    claim: (cells) => claimOf(cells, [warehouseOf(cells, spec.warehouse) ?? ""], null),
  };
}

function prices(spec: Spec<"prices">, decimal: "." | ",", timeZone: string): Mapping<PriceRecord> {
  const currencyOf = (cells: Cells) =>
    cells("currency") === null ? spec.currency : plain(cells("currency")).toUpperCase();
  return {
    ...shared(spec),
    toRecord(cells, { origin, fileTime }) {
      const sku = code(cells("sku"));
      if (typeof sku !== "string") return { ...sku, sku: null };
      const currency = currencyOf(cells);
      if (!currency || !/^[A-Z]{3}$/.test(currency)) return { reason: "currency-missing", sku };
      const amount = parseAmount(plain(cells("amount")), decimal);
      if (amount === null) return { reason: "not-a-price", sku };
      const asOf = timeOf(cells("asOf"), fileTime, timeZone, spec.timeFormat);
      if (!asOf) return { reason: "not-a-date", sku };
      return { record: { sku, amount, currency, asOf, origin } };
    },
    claim: (cells) => claimOf(cells, [currencyOf(cells) ?? ""], plain(cells("amount"))),
  };
}

function orderStates(spec: Spec<"orderStates">, timeZone: string): Mapping<BookingRecord> {
  return {
    ...shared(spec),
    toRecord(cells, { fileTime }) {
      const orderName = code(cells("orderName"));
      if (typeof orderName !== "string") return { reason: "malformed", sku: null };
      // An order without the date is listed but not booked.
      if (cells("bookedAt") !== null && plain(cells("bookedAt")) === "") return null;
      const bookedAt = timeOf(cells("bookedAt"), fileTime, timeZone, spec.timeFormat);
      if (!bookedAt) return { reason: "not-a-date", sku: null };
      return { record: { orderName, bookedAt } };
    },
    claim: () => null,
  };
}

function shared({
  pattern,
  mode,
  columns,
}: Spec<CsvKind>): Pick<Mapping<unknown>, "pattern" | "mode" | "columns"> {
  const named = Object.entries(columns).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { pattern, mode, columns: Object.fromEntries(named) };
}

function claimOf(cells: Cells, more: string[], says: string | null) {
  const sku = code(cells("sku"));
  return typeof sku === "string" ? { key: [sku, ...more].join("\0"), says, sku } : null;
}

export function warehouseOf(cells: Cells, constant: string | undefined): string | null {
  const text = cells("warehouse");
  if (text === null) return constant ?? defaultWarehouse;
  const warehouse = code(text);
  return typeof warehouse === "string" ? warehouse : null;
}

/** What Excel writes for a long number it was not told to keep as text: the digits are lost. */
const scientific = /^\d([.,]\d+)?E\+\d+$/i;

/** A SKU, barcode or other code, freed of what spreadsheets put around it to keep it as text. */
function code(text: string | null): string | { reason: SetAsideReason } {
  const bare = plain(text);
  if (bare === "") return { reason: "sku-missing" };
  if (scientific.test(bare) || bare.includes("\ufffd")) return { reason: "malformed" };
  return bare;
}

function plain(text: string | null): string {
  const trimmed = trim(text ?? "");
  const formula = /^="(.*)"$/s.exec(trimmed)?.[1];
  if (formula !== undefined) return trim(formula.replaceAll('""', '"'));
  return trimmed.startsWith("'") ? trim(trimmed.slice(1)) : trimmed;
}

function trim(text: string): string {
  return text.includes("\u200b") ? text.replaceAll("\u200b", "").trim() : text.trim();
}

function timeOf(
  text: string | null,
  fileTime: Date,
  timeZone: string,
  format: string | undefined,
): Date | null {
  return text === null ? fileTime : parseTime(plain(text), timeZone, format);
}
