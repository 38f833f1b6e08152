import type { OrderStateRecord } from "#app/core/source/order-records.ts";
import { idsIn } from "../wire/changes.ts";
import { keyField, ours } from "../wire/key.ts";
import { orderStateOf } from "../wire/mapping.ts";
import type { Feed } from "./reader.ts";
import { keyOf, LOOK_AGAIN_MS, listOurs, readSales, saleUrl } from "../orders/sales.ts";
import type { Source } from "../wire/source.ts";

/** How far Tryton is with the orders. A sale's own dates do not change while its shipments move. */
export function orderStates(source: Source): Feed<OrderStateRecord> {
  const sales = (row: Record<string, unknown>) => idsIn(row["sale"]);
  return {
    kind: "orderStates",
    pageSize: source.pageSize,
    complete: false,
    wholeEveryMs: LOOK_AGAIN_MS,
    places: () => Promise.resolve([null]),
    list: listOurs(source, "sale.sale", ""),
    changes: async (signal) => [
      {
        model: "sale.sale",
        domain: [ours(await keyField(source, signal), "")],
        fields: [],
        idsOf: ({ id }) => idsIn(id),
      },
      { model: "stock.move", domain: [["sale", "!=", null]], fields: ["sale"], idsOf: sales },
      {
        model: "account.invoice",
        domain: [["sales", "!=", null]],
        fields: ["sales"],
        idsOf: (row) => idsIn(row["sales"]),
      },
    ],
    async read(ids, _place, signal) {
      const asOf = new Date(await source.now(signal));
      const rows = await readSales(source, ids, signal);
      const records = rows.flatMap((sale) => {
        const key = keyOf(sale);
        return key?.part === null ? [orderStateOf(sale, key.order, saleUrl(source, sale.id), asOf)] : [];
      });
      return { records, setAside: [] };
    },
  };
}
