import type { CsvSettings } from "#app/adapters/csv/schema.ts";
import { type Folder, stockFile } from "./folder.ts";

export const everyKind: CsvSettings["files"] = {
  items: { pattern: "items*.csv", mode: "full", columns: { sku: "SKU", title: "Name", barcode: "EAN" } },
  stock: {
    pattern: "stock*.csv",
    mode: "delta",
    columns: { sku: "SKU", warehouse: "Warehouse", quantity: "Free" },
  },
  prices: { pattern: "prices*.csv", mode: "full", currency: "NOK", columns: { sku: "SKU", amount: "Price" } },
  orderStates: { pattern: "orders*.csv", mode: "delta", columns: { orderName: "Order", bookedAt: "Posted" } },
};

/** Several pages and files of each kind, with a row that is set aside. */
export function fillWithEveryKind({ put }: Pick<Folder, "put">): void {
  put("items-20260301-0600.csv", "SKU;Name;EAN\nOLD;Long gone;1\n");
  put("items-20260302-0600.csv", `SKU;Name;EAN\n${numbered(10, (n) => `S${n};Item ${n};70000${n}`)}`);
  put("stock-20260302-0600.csv", stockFile(Array.from({ length: 7 }, (_, n) => [`S${n}`, "OSL", n])));
  put(
    "stock-20260302-0700.csv",
    stockFile([
      ["S1", "BGO", 5],
      ["S2", "BGO", "x"],
      ["S3", "OSL", 1],
    ]),
  );
  put("stock-20260302-0800.csv", stockFile([["S1", "OSL", 8]]));
  put("prices-20260302-0600.csv", `SKU;Price\n${numbered(6, (n) => `S${n};${n}.50`)}`);
  put("orders-20260302-0600.csv", `Order;Posted\n${numbered(5, (n) => `#100${n};2026-03-02 0${n}:00`)}`);
}

function numbered(count: number, row: (n: number) => string): string {
  return Array.from({ length: count }, (_, n) => `${row(n)}\n`).join("");
}
