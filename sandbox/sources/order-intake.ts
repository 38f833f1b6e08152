import { mkdir, readdir, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import iconv from "iconv-lite";
import { warehouses, type WarehouseCode } from "./assortment.ts";
import type { ErpLine } from "./erp-order.ts";
import { fileShape } from "./files.ts";

/** What one file says about one order. */
export interface OrderFile {
  action: "new" | "amend" | "cancel" | "credit";
  key: string;
  reference: string;
  creditKey: string;
  currency: string;
  customer: string;
  country: string;
  goodsComeBack: boolean;
  lines: ErpLine[];
}

type Row = Record<string, string>;

export const orderFolder = "orders";

/** The files in the folder, oldest first; each is moved away when it is taken, so it is taken once. */
export async function takeOrderFiles(
  folder: string,
  home: (sku: string) => WarehouseCode,
): Promise<OrderFile[]> {
  const path = join(folder, orderFolder);
  const taken = join(path, "taken");
  await mkdir(taken, { recursive: true });
  const names = (await readdir(path)).filter((name) => /^order-.*\.csv$/.test(name));
  // A new order comes before later files about it: its name is the beginning of theirs.
  names.sort((a, b) => stem(a).localeCompare(stem(b), "en", { numeric: true }));
  const files: OrderFile[] = [];
  for (const name of names) {
    files.push(read(await readFile(join(path, name)), home));
    await rename(join(path, name), join(taken, name));
  }
  return files;
}

function stem(name: string): string {
  return name.replace(/\.csv$/, "");
}

function read(bytes: Buffer, home: (sku: string) => WarehouseCode): OrderFile {
  const rows: Row[] = parse(iconv.decode(bytes, fileShape.encoding), {
    columns: true,
    delimiter: fileShape.delimiter,
  });
  const [head = {}] = rows;
  return {
    action: cell(head, "Action") as OrderFile["action"],
    key: cell(head, "Order key"),
    reference: cell(head, "Order"),
    creditKey: cell(head, "Credit key"),
    currency: cell(head, "Currency"),
    customer: cell(head, "Company") || cell(head, "Customer"),
    country: cell(head, "Ship to country"),
    goodsComeBack: cell(head, "Goods come back") === "yes",
    lines: rows.filter((row) => cell(row, "Line") !== "").map((row) => lineOf(row, home)),
  };
}

function lineOf(row: Row, home: (sku: string) => WarehouseCode): ErpLine {
  const sku = cell(row, "SKU");
  const stocked = cell(row, "Line kind") === "product" && sku !== "";
  const named = warehouses.find(({ code }) => code === cell(row, "Warehouse"));
  const tax = cell(row, "Prices include tax") === "yes" ? 0 : cents(cell(row, "Line tax"));
  return {
    id: cell(row, "Line"),
    kind: cell(row, "Line kind"),
    sku: stocked ? sku : null,
    pieces: Number(cell(row, "Quantity")),
    warehouse: named?.code ?? home(sku),
    cents: cents(cell(row, "Line total")) + tax,
  };
}

/** An apostrophe keeps spreadsheets from running a cell; it is not part of the text. */
function cell(row: Row, name: string): string {
  return (row[name] ?? "").replace(/^'(?=[=+\-@])/, "");
}

function cents(amount: string): number {
  return Math.round(Number(amount.replace(fileShape.decimal, ".")) * 100);
}
