import type { CsvSettings } from "#app/adapters/csv/rows/schema.ts";
import { type Folder, stockFile } from "./folder.ts";

export const everyKind: CsvSettings["files"] = {
  items: {
    pattern: "items*.csv",
    mode: "full",
    weightUnit: "g",
    options: [{ name: "Colour", column: "Colour" }],
    columns: {
      sku: "SKU",
      title: "Name",
      barcode: "EAN",
      description: "Text",
      weight: "Weight",
      photos: "Photos",
      group: "Model",
      "metafields.custom.material": "Material",
      "title@cs": "Nazev",
    },
  },
  stock: {
    pattern: "stock*.csv",
    mode: "delta",
    columns: { sku: "SKU", warehouse: "Warehouse", quantity: "Free" },
  },
  prices: {
    pattern: "prices*.csv",
    mode: "full",
    currency: "NOK",
    columns: { sku: "SKU", amount: "Price", list: "List", minQuantity: "From", validUntil: "Until" },
  },
  rates: { pattern: "rates*.csv", mode: "full", to: "NOK", columns: { from: "Currency", rate: "Rate" } },
  orderStates: { pattern: "orders*.csv", mode: "delta", columns: { orderName: "Order", bookedAt: "Posted" } },
  shipments: {
    pattern: "shipments*.csv",
    mode: "delta",
    columns: {
      ...{ number: "Shipment", orderName: "Order", sku: "SKU", pieces: "Pieces", warehouse: "Warehouse" },
      ...{ status: "Status", shippedAt: "Shipped", carrier: "Carrier", tracking: "Tracking" },
    },
  },
  invoices: {
    pattern: "invoices*.csv",
    mode: "delta",
    currency: "NOK",
    columns: { number: "Invoice", orderName: "Order", total: "Total" },
  },
};

const itemHeader = "SKU;Name;EAN;Text;Weight;Photos;Model;Material;Nazev;Colour";

/** Several pages and files of each kind, with a row that is set aside. */
export function fillWithEveryKind({ put }: Pick<Folder, "put">): void {
  put("items-20260301-0600.csv", `${itemHeader}\nOLD;Long gone;1;;;;;;;\n`);
  const item = (n: number) =>
    `S${n};Item ${n};70000${n};Thing ${n};${n}50;https://pics.example.com/${n}.jpg;M${n % 3};Oak;Věc ${n};Red ${n}`;
  put("items-20260302-0600.csv", `${itemHeader}\n${numbered(10, item)}`);
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
  const price = (n: number) => `S${n};${n}.50;;;\nS${n};${n}.40;B2B;10;2026-12-24`;
  put("prices-20260302-0600.csv", `SKU;Price;List;From;Until\n${numbered(6, price)}S9;-1;;;\n`);
  put("rates-20260302-0600.csv", "Currency;Rate\nEUR;11.42\nUSD;10.05\nSEK;1.03\nCZK;0.47\nKČ;0.47\n");
  put("orders-20260302-0600.csv", `Order;Posted\n${numbered(5, (n) => `#100${n};2026-03-02 0${n}:00`)}`);
  const shipment = (n: number) =>
    `D${n};#100${n};S${n};1;OSL;sent;2026-03-02;Posten;T${n}\nD${n};#100${n};S1;2;OSL;sent;2026-03-02;Posten;T${n}`;
  const shipmentHeader = "Shipment;Order;SKU;Pieces;Warehouse;Status;Shipped;Carrier;Tracking";
  put(
    "shipments-20260302-0600.csv",
    `${shipmentHeader}\n${numbered(6, shipment)}D9;#1009;S1;1;OSL;perhaps;;;\n`,
  );
  put("shipments-20260302-0700.csv", `${shipmentHeader}\n${shipment(7)}\n`);
  put("invoices-20260302-0600.csv", `Invoice;Order;Total\n${numbered(5, (n) => `F${n};#100${n};-${n}.50`)}`);
}

function numbered(count: number, row: (n: number) => string): string {
  return Array.from({ length: count }, (_, n) => `${row(n)}\n`).join("");
}
