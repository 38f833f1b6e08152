import { z } from "zod";
import type { InvoiceRecord } from "#app/core/source/order-records.ts";
import { idsIn } from "../wire/changes.ts";
import { invoiceOf } from "../wire/mapping.ts";
import type { Feed } from "./reader.ts";
import { keyOf, LOOK_AGAIN_MS, listOurs, readSales } from "../orders/sales.ts";
import { Invoice } from "../wire/schema.ts";
import type { Source } from "../wire/source.ts";

const fields = [
  "number",
  "state",
  "invoice_date",
  "total_amount",
  "sales",
  "currency.code",
  "create_date",
  "write_date",
];

/** Invoices and credit notes of sales of ours. One that collects several orders counts for the first. */
export function invoices(source: Source): Feed<InvoiceRecord> {
  const { client } = source;
  return {
    kind: "invoices",
    pageSize: source.pageSize,
    complete: false,
    wholeEveryMs: LOOK_AGAIN_MS,
    places: () => Promise.resolve([null]),
    list: listOurs(source, "account.invoice", "sales."),
    changes: () =>
      Promise.resolve([
        {
          model: "account.invoice",
          domain: [["sales", "!=", null]],
          fields: [],
          idsOf: ({ id }) => idsIn(id),
        },
      ]),
    async read(ids, _place, signal) {
      const asOf = new Date(await source.now(signal));
      const rows = await client.model("account.invoice.read", [ids, fields], z.array(Invoice), signal);
      const saleIds = [...new Set(rows.flatMap(({ sales }) => sales))].sort((a, b) => a - b);
      const sales = new Map((await readSales(source, saleIds, signal)).map((sale) => [sale.id, sale]));
      const records = rows.flatMap((invoice) => {
        const [of] = invoice.sales
          .flatMap((id) => sales.get(id) ?? [])
          .filter((sale) => keyOf(sale) !== null);
        const key = of && keyOf(of);
        return of && key ? [invoiceOf(invoice, { key: key.order, reference: of.reference }, asOf)] : [];
      });
      return { records, setAside: [] };
    },
  };
}
