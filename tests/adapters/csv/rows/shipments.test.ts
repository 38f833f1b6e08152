import { describe, expect, test } from "vitest";
import type { InvoiceRecord, OrderStateRecord, ShipmentRecord } from "#app/core/source/order-records.ts";
import type { CsvSettings } from "#app/adapters/csv/rows/schema.ts";
import type { FeedKind } from "#app/core/source/feeds.ts";
import { pagesOf } from "../../contract.ts";
import { folder } from "../folder.ts";

type Files = NonNullable<(typeof CsvSettings._input)["files"]>;

async function read<T>(kind: FeedKind, rows: readonly string[], files: Files, pageRows = 1000) {
  const { put, open } = folder();
  put(`${kind}.csv`, `${rows.join("\n")}\n`);
  const adapter = open({ files, decimal: ",", delimiter: ";" }, pageRows);
  const pages = await pagesOf(kind, () => adapter);
  return {
    records: pages.flatMap((page) => page.records as T[]),
    reasons: pages.flatMap((page) => page.setAside.map(({ origin, reason }) => `${origin}: ${reason}`)),
    pages,
  };
}

const shipments = (more: object = {}): Files => ({
  shipments: {
    pattern: "shipments.csv",
    mode: "delta",
    columns: {
      ...{
        number: "No",
        orderName: "Order",
        sku: "SKU",
        pieces: "Pieces",
        warehouse: "From",
        status: "Status",
      },
      ...{ shippedAt: "Shipped", carrier: "Carrier", tracking: "Tracking", trackingUrl: "Link" },
      ...{ event: "Event", eventAt: "When" },
    },
    ...more,
  },
});
const header = "No;Order;SKU;Pieces;From;Status;Shipped;Carrier;Tracking;Link;Event;When";
const link = "https://track.example/";

describe("shipments", () => {
  test("rows of one shipment are its lines, its parcels, and what befell them", async () => {
    const { records } = await read<ShipmentRecord>(
      "shipments",
      [
        header,
        `D1;#1001;A;2;LON;sent;2026-03-02 10:00;Royal Mail;RM1;${link}RM1;;`,
        `D1;#1001;B;1;LON;sent;2026-03-02 10:00;Royal Mail;RM2;${link}RM2;;`,
        "D1;#1001;;;LON;sent;;;RM1;;Out for delivery;2026-03-03 08:00",
        "D1;#1001;;;LON;sent;;;RM1;;Held by the goblins;2026-03-02 20:00",
        "D2;#1002;A;1;LDS;picking;;;;;;",
      ],
      shipments(),
    );
    expect(records).toMatchObject([
      {
        ...{ id: "D1", orderName: "#1001", key: null, warehouse: "LON", status: "shipped" },
        shippedAt: new Date("2026-03-02T10:00:00Z"),
        lines: [
          { sku: "A", quantity: 2, lineId: null },
          { sku: "B", quantity: 1, lineId: null },
        ],
        parcels: [
          {
            ...{ id: "RM1", carrier: "Royal Mail", number: "RM1", url: `${link}RM1` },
            events: [
              { status: "in-transit", message: "Held by the goblins" },
              { status: "out-for-delivery", message: null },
            ],
          },
          { id: "RM2", events: [] },
        ],
      },
      { id: "D2", status: "picking", shippedAt: null, parcels: [] },
    ]);
  });

  test("no shipment is cut apart by the end of a page", async () => {
    const rows = Array.from({ length: 40 }, (_, n) => `D${Math.floor(n / 7)};#1;S${n};1;LON;sent;;;;;;`);
    const { records, pages } = await read<ShipmentRecord>("shipments", [header, ...rows], shipments(), 3);
    expect(pages.length).toBeGreaterThan(4);
    expect(records.map(({ id, lines }) => [id, lines.length])).toEqual([
      ...[0, 1, 2, 3, 4].map((n) => [`D${n}`, 7]),
      ["D5", 5],
    ]);
  });

  test("a shipment of which one row cannot be used is set aside whole, and the rest goes on", async () => {
    const { records, reasons } = await read<ShipmentRecord>(
      "shipments",
      [
        header,
        "D1;#1001;A;2;LON;sent;;;;;;",
        "D1;#1001;B;many;LON;sent;;;;;;",
        "D2;#1002;A;1;LON;sent;;;;;;",
        "D3;;A;1;LON;sent;;;;;;",
        "D4;#1004;A;1;LON;evaporated;;;;;;",
        "D5;#1005;A;1;LON",
      ],
      shipments(),
    );
    expect(records.map(({ id }) => id)).toEqual(["D2"]);
    expect(reasons).toEqual([
      "shipments.csv, line 3: not-a-number",
      "shipments.csv, line 5: order-missing",
      "shipments.csv, line 6: status-unknown",
      "shipments.csv, line 7: column-count",
    ]);
  });

  test("the merchant's own words for a status come before the usual ones", async () => {
    const rows = [header, "D1;#1;A;1;LON;90;;;;;;", "D2;#1;A;1;LON;sent;;;;;;", "D3;#1;A;1;LON;storno;;;;;;"];
    const { records, reasons } = await read<ShipmentRecord>(
      "shipments",
      rows,
      shipments({ shippedWhen: "90, X" }),
    );
    expect(records.map(({ id, status }) => [id, status])).toEqual([
      ["D1", "shipped"],
      ["D3", "cancelled"],
    ]);
    expect(reasons).toEqual(["shipments.csv, line 3: status-unknown"]);
  });

  test("without a status column, a shipment with a date has left and one without waits", async () => {
    const columns = { number: "No", orderName: "Order", sku: "SKU", shippedAt: "Shipped" };
    const files: Files = { shipments: { pattern: "*.csv", mode: "delta", warehouse: "LON", columns } };
    const rows = ["No;Order;SKU;Shipped", "D1;#1;A;2026-03-02", "D2;#2;A;"];
    const { records } = await read<ShipmentRecord>("shipments", rows, files);
    expect(records.map(({ status, warehouse, lines }) => [status, warehouse, lines[0]?.quantity])).toEqual([
      ["shipped", "LON", 1],
      ["waiting", "LON", 1],
    ]);
  });
});

describe("order states", () => {
  const columns = {
    ...{ orderName: "Order", orderKey: "Key", bookedAt: "Booked", number: "No", status: "Status" },
    ...{ total: "Total", currency: "Currency", promisedAt: "Promised", url: "Link" },
  };
  const files: Files = { orderStates: { pattern: "*.csv", mode: "delta", columns } };

  test("say number, status, total and dates, by the name or by the key", async () => {
    const { records, reasons } = await read<OrderStateRecord>(
      "orderStates",
      [
        "Order;Key;Booked;No;Status;Total;Currency;Promised;Link",
        "#1001;demo.myshopify.com/5;2026-03-02 10:00;SO7;potvrzena;1.234,50;CZK;2026-03-05;https://erp.example/SO7",
        ";demo.myshopify.com/6;;SO8;draft;;;;javascript:alert(1)",
        "#1003;;2026-03-02 10:00;SO9;storno;10,00;EUR;;",
        ";;2026-03-02 10:00;SO9;done;;;;",
      ],
      files,
    );
    expect(records).toMatchObject([
      {
        ...{ key: "demo.myshopify.com/5", orderName: "#1001", bookedAt: new Date("2026-03-02T10:00:00Z") },
        order: {
          ...{ id: "order-demo.myshopify.com_5", number: "SO7", status: "confirmed", total: "1234.50" },
          ...{
            currency: "CZK",
            promisedAt: new Date("2026-03-05T00:00:00Z"),
            url: "https://erp.example/SO7",
          },
        },
      },
      { orderName: null, bookedAt: null, order: { number: "SO8", status: "draft", total: null, url: null } },
      { bookedAt: null, order: { id: "SO9", status: "cancelled", total: "10.00" } },
    ]);
    expect(reasons).toEqual(["orderStates.csv, line 5: order-missing"]);
  });
});

describe("invoices", () => {
  test("a credit note is an invoice below zero", async () => {
    const columns = {
      number: "Invoice",
      orderName: "Order",
      total: "Total",
      status: "Status",
      issuedAt: "Date",
    };
    const files: Files = { invoices: { pattern: "*.csv", mode: "delta", currency: "GBP", columns } };
    const rows = [
      "Invoice;Order;Total;Status;Date",
      "F1;#1001;20,25;paid;2026-03-02",
      "F2;#1001;-2,55;;2026-03-03",
      "F3;#1001;much;;",
    ];
    const { records, reasons } = await read<InvoiceRecord>("invoices", rows, files);
    expect(records).toMatchObject([
      {
        id: "F1",
        status: "paid",
        total: "20.25",
        currency: "GBP",
        issuedAt: new Date("2026-03-02T00:00:00Z"),
      },
      { id: "F2", status: "posted", total: "-2.55" },
    ]);
    expect(reasons).toEqual(["invoices.csv, line 4: not-a-price"]);
  });
});
