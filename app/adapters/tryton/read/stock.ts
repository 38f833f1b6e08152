import { z } from "zod";
import type { SetAsideRecord, StockRecord } from "#app/core/source/records.ts";
import { ProtocolError } from "../../errors.ts";
import { idsIn } from "../wire/changes.ts";
import { listProducts, sharedCodes } from "./items.ts";
import { setAside, sku } from "../wire/mapping.ts";
import type { Feed, Found } from "./reader.ts";
import { Stock } from "../wire/schema.ts";
import { readWarehouses, type Source, today, type Warehouse } from "../wire/source.ts";
import { toDay } from "../wire/wire.ts";

/** No date shows that a planned day has come: all is read again this often. */
const WHOLE_EVERY_MS = 15 * 60_000;

export function stock(source: Source): Feed<StockRecord> {
  return {
    kind: "stock",
    pageSize: source.pageSize,
    complete: true,
    wholeEveryMs: WHOLE_EVERY_MS,
    places: async (signal) => (await readWarehouses(source, signal)).map(({ id }) => id),
    list: listProducts(source),
    changes: () =>
      Promise.resolve([
        { model: "stock.move", domain: [], fields: ["product"], idsOf: ({ product }) => idsIn(product) },
        { model: "product.product", domain: [], fields: [], idsOf: ({ id }) => idsIn(id) },
      ]),
    async read(ids, place, signal) {
      const warehouse = (await readWarehouses(source, signal)).find(({ id }) => id === place);
      if (!warehouse) throw new ProtocolError("A warehouse is gone; read the stock from the beginning");
      return readStock(source, ids, warehouse, signal);
    },
  };
}

async function readStock(
  source: Source,
  ids: readonly number[],
  warehouse: Warehouse,
  signal: AbortSignal,
): Promise<Found<StockRecord>> {
  const { client, settings } = source;
  const asOf = new Date(await source.now(signal));
  const day = await today(source, signal);
  const field = settings.stock === "forecast" ? "forecast_quantity" : "quantity";
  // Products no longer sold have no stock for a shop.
  const sold = await client.model(
    "product.product.search",
    [
      [
        ["id", "in", ids],
        ["salable", "=", true],
        ["type", "in", ["goods", "assets"]],
      ],
      0,
      null,
      [["id", "ASC"]],
    ],
    z.array(z.number()),
    signal,
  );
  // Given two places Tryton would answer 0: it counts what is inside a place only for one.
  const context = { locations: [warehouse.id], stock_date_end: toDay(day) };
  const params = [sold, ["code", field]];
  const rows = await client.model("product.product.read", params, z.array(Stock), signal, context);
  const shared = await sharedCodes(source, rows, signal);
  const later =
    settings.stock === "forecast" ? await promisedLater(source, sold, warehouse, day, signal) : null;
  const records: StockRecord[] = [];
  const refused: SetAsideRecord[] = [];
  for (const row of rows) {
    const quantity = (row[field] ?? 0) - (later?.get(row.id) ?? 0);
    const origin = `product ${row.id} in ${warehouse.name}`;
    const code = sku(row.code);
    if (code === null) refused.push(setAside(origin, null, "sku-missing", String(quantity)));
    else if (shared.has(code)) refused.push(setAside(origin, code, "duplicate", String(quantity)));
    else if (!Number.isInteger(quantity))
      refused.push(setAside(origin, code, "fractional", String(quantity)));
    else records.push({ sku: code, warehouse: warehouse.code, quantity, asOf, origin });
  }
  return { records, setAside: refused };
}

const Leaving = z.array(z.object({ product: z.number(), internal_quantity: z.number().nullable() }));

/** The forecast for today leaves out what was sold for a later day; it is not free all the same. */
async function promisedLater(
  { client }: Source,
  ids: readonly number[],
  warehouse: Warehouse,
  day: string,
  signal: AbortSignal,
): Promise<Map<number, number>> {
  const domain = [
    ["product", "in", ids],
    ["state", "in", ["draft", "assigned"]],
    ["planned_date", ">", toDay(day)],
    ["from_location", "child_of", [warehouse.id], "parent"],
    ["to_location", "not child_of", [warehouse.id], "parent"],
  ];
  const fields = ["product", "internal_quantity"];
  const rows = await client.model("stock.move.search_read", [domain, 0, null, null, fields], Leaving, signal);
  const sums = new Map<number, number>();
  for (const { product, internal_quantity } of rows) {
    sums.set(product, (sums.get(product) ?? 0) + (internal_quantity ?? 0));
  }
  return sums;
}
