import Big from "big.js";
import { z } from "zod";
import type { PriceRecord, SetAsideRecord } from "#app/core/source/records.ts";
import { ConnectionError } from "../../errors.ts";
import { idsIn } from "../wire/changes.ts";
import { listProducts, sharedCodes } from "./items.ts";
import { setAside, sku } from "../wire/mapping.ts";
import type { Feed, Found } from "./reader.ts";
import { Price } from "../wire/schema.ts";
import { findTwo, readCompany, type Source } from "../wire/source.ts";

/** Price lists may begin and end by date, and what is deleted leaves no trace. */
const WHOLE_EVERY_MS = 6 * 60 * 60_000;
/** Tryton works out a price list product by product, some milliseconds each. */
const PAGE = 200;

interface PriceList {
  /** Null: the products' own list price. */
  id: number | null;
  name: string;
  currency: { id: number; code: string };
  customer: number | null;
  /** Costs are in the company's currency only. */
  withCost: boolean;
  /** Quantities from which the list may say another price. */
  from: readonly number[];
}

export function prices(source: Source): Feed<PriceRecord> {
  const known = (signal: AbortSignal) => source.once("price lists", () => readLists(source, signal));
  const everything = () => null;
  return {
    kind: "prices",
    pageSize: Math.min(PAGE, source.pageSize),
    complete: true,
    wholeEveryMs: WHOLE_EVERY_MS,
    places: async (signal) => (await known(signal)).map((_, at) => at),
    list: listProducts(source),
    changes: () =>
      Promise.resolve([
        {
          model: "product.template",
          domain: [],
          fields: ["products"],
          idsOf: ({ products }) => idsIn(products),
        },
        { model: "product.product", domain: [], fields: [], idsOf: ({ id }) => idsIn(id) },
        ...(source.settings.prices.lists.length === 0
          ? []
          : ["product.price_list", "product.price_list.line"].map((model) => ({
              model,
              domain: [],
              fields: [],
              idsOf: everything,
            }))),
      ]),
    async read(ids, place, signal) {
      const list = (await known(signal))[place ?? 0];
      if (!list) throw new ConnectionError("A price list is gone.");
      return readPrices(source, ids, list, signal);
    },
  };
}

async function readPrices(
  source: Source,
  ids: readonly number[],
  list: PriceList,
  signal: AbortSignal,
): Promise<Found<PriceRecord>> {
  const asOf = new Date(await source.now(signal));
  const records: PriceRecord[] = [];
  const refused: SetAsideRecord[] = [];
  const last = new Map<number, string>();
  let shared: ReadonlySet<string> | null = null;
  for (const minQuantity of list.from) {
    const rows = await priceRows(source, ids, list, minQuantity, signal);
    shared ??= await sharedCodes(source, rows, signal);
    for (const row of rows) {
      const amount = list.id === null ? row.list_price : row.sale_price_uom;
      const origin = `product ${row.id}`;
      const code = sku(row.code);
      if (code === null || shared.has(code)) {
        if (minQuantity > 1) continue;
        refused.push(setAside(origin, code, code === null ? "sku-missing" : "duplicate", amount ?? ""));
      } else if (amount === null || amount === undefined || new Big(amount).lte(0)) {
        refused.push(setAside(origin, code, "price-not-positive", `${list.name} ${amount ?? "-"}`.trim()));
      } else if (last.get(row.id) !== amount) {
        last.set(row.id, amount);
        const cost = list.withCost && minQuantity === 1 ? (row.cost_price ?? null) : null;
        records.push(priceOf({ sku: code, amount, cost, minQuantity, asOf, origin }, list));
      }
    }
  }
  return { records, setAside: refused };
}

type Given = Pick<PriceRecord, "sku" | "amount" | "cost" | "minQuantity" | "asOf" | "origin">;

function priceOf(given: Given, list: PriceList): PriceRecord {
  return {
    ...given,
    list: list.name,
    currency: list.currency.code,
    compareAt: null,
    from: null,
    until: null,
    // Tryton adds tax to what it calls a price.
    taxIncluded: false,
    taxRate: null,
  };
}

function priceRows(
  { client }: Source,
  ids: readonly number[],
  list: PriceList,
  quantity: number,
  signal: AbortSignal,
) {
  const fields = [
    "code",
    list.id === null ? "list_price" : "sale_price_uom",
    ...(list.withCost ? ["cost_price"] : []),
  ];
  const context = {
    price_list: list.id,
    currency: list.currency.id,
    customer: list.customer,
    quantity,
  };
  return client.model("product.product.read", [ids, fields], z.array(Price), signal, context);
}

async function readLists(source: Source, signal: AbortSignal): Promise<PriceList[]> {
  const { lists, currency: code, customer: party } = source.settings.prices;
  const company = await readCompany(source, signal);
  const own = company["currency."];
  if (lists.length === 0) {
    return [{ id: null, name: "", currency: own, customer: null, withCost: true, from: [1] }];
  }
  const currency =
    code === null || code === own.code
      ? own
      : { id: await only(source, "currency.currency", "code", code, signal), code };
  const customer = party === null ? null : await only(source, "party.party", "code", party, signal);
  const found: PriceList[] = [];
  for (const name of lists) {
    const id = await only(source, "product.price_list", "name", name, signal);
    const from = await quantityBreaks(source, id, signal);
    found.push({ id, name, currency, customer, withCost: currency.id === own.id, from });
  }
  return found;
}

const Breaks = z.array(z.object({ quantity: z.number().nullish() }));

async function quantityBreaks({ client }: Source, list: number, signal: AbortSignal): Promise<number[]> {
  const params = [[["price_list", "=", list]], 0, null, null, ["quantity"]];
  const lines = await client.model("product.price_list.line.search_read", params, Breaks, signal);
  const whole = lines.map(({ quantity }) => Math.ceil(quantity ?? 1)).filter((quantity) => quantity > 1);
  return [1, ...new Set(whole.toSorted((a, b) => a - b))];
}

async function only(
  source: Source,
  model: string,
  field: string,
  value: string,
  signal: AbortSignal,
): Promise<number> {
  const [id, other] = await findTwo(source, model, [[field, "=", value]], signal);
  const what = model.replace(/^.*\./, "").replaceAll("_", " ");
  if (id === undefined) throw new ConnectionError(`Tryton has no ${what} "${value}".`);
  if (other !== undefined) throw new ConnectionError(`Tryton has several of ${what} "${value}".`);
  return id;
}
