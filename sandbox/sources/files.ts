import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import iconv from "iconv-lite";

/** How this ERP writes: semicolons, a decimal comma, and the code page its author had on the desk. */
export const fileShape = {
  encoding: "windows-1252",
  delimiter: ";",
  decimal: ",",
  timeZone: "UTC",
  timeFormat: "yyyy-MM-dd HH:mm:ss.SSS",
} as const;

export type ExportKind = "items" | "stock" | "prices" | "rates" | "bookings" | "shipments" | "invoices";

export const headers: Record<ExportKind, readonly string[]> = {
  items: [
    ...["Item No.", "Product name", "Barcode", "Changed", "Web text", "Supplier", "Item category"],
    ...["Weight kg", "Country of origin", "Tariff No.", "Product group", "Design", "Discontinued"],
  ],
  stock: ["Item No.", "Location", "Free", "As of"],
  prices: [
    ...["Item No.", "Price list", "From quantity", "Unit price", "Currency", "Was", "Cost"],
    ...["Valid from", "Valid until", "As of"],
  ],
  rates: ["From", "To", "Rate", "As of"],
  bookings: [
    ...["Your reference", "Shop key", "Order No.", "Status", "Total", "Currency"],
    ...["Booked at", "Promised", "As of"],
  ],
  shipments: [
    ...["Shipment", "Your reference", "Shop key", "Location", "Status", "Shop line", "Item No.", "Pieces"],
    ...["Shipped", "Delivered", "Carrier", "Tracking No.", "Tracking link", "Event", "Event time", "As of"],
  ],
  invoices: ["Invoice No.", "Your reference", "Shop key", "Total", "Currency", "Date", "As of"],
};

/** Writes exports into a folder. A file gets its name only when it is whole, so nobody reads half of it. */
export class ExportFolder {
  readonly path: string;
  private count = 0;

  constructor(path: string) {
    this.path = path;
  }

  async write(kind: ExportKind, rows: readonly (readonly string[])[]): Promise<string> {
    await mkdir(this.path, { recursive: true });
    this.count += 1;
    const stamp = new Date().toISOString().slice(0, 19).replace(/[-:]/g, "").replace("T", "-");
    const name = `${kind}-${stamp}-${String(this.count).padStart(5, "0")}.csv`;
    const lines = [headers[kind], ...rows].map((row) => row.map(field).join(fileShape.delimiter));
    const temporary = join(this.path, `${name}.part`);
    await writeFile(temporary, iconv.encode(`${lines.join("\r\n")}\r\n`, fileShape.encoding));
    await rename(temporary, join(this.path, name));
    return name;
  }
}

export function timestamp(time: Date): string {
  return time.toISOString().replace("T", " ").replace("Z", "");
}

export function decimal(amount: string): string {
  return amount.replace(".", fileShape.decimal);
}

function field(text: string): string {
  return /[;"\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
