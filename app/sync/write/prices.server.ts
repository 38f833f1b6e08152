import { plainAmount } from "#app/core/money.ts";
import { INPUT_ROWS_MAX } from "#app/core/shopify-limits.ts";
import type { PriceOutcome } from "#app/shopify/prices/fixed-price-outcomes.ts";
import { writeFixedPrices } from "#app/shopify/prices/fixed-prices.ts";
import { readFixedPricesOf, type FixedPrice } from "#app/shopify/prices/lists.ts";
import type { DueChange } from "#app/store/values/changes.server.ts";
import { listPriceLists } from "#app/store/prices/lists.server.ts";
import { valueKey } from "../look/look.server.ts";
import { variantCalls } from "./variants.server.ts";
import type { Answer, Applying, Call, RowOutcome } from "./write.server.ts";

/** The calls that write these prices: one for each product's own, and one for many fixed prices of a list. */
export async function priceCalls(
  applying: Applying,
  rows: readonly DueChange[],
  currency: string,
): Promise<Call[]> {
  const own = rows.filter(({ place }) => place === "");
  const lists = await listPriceLists(applying.client.shop);
  const fixed = Map.groupBy(
    rows.filter(({ place }) => place !== ""),
    ({ place }) => place.split("/")[0] ?? "",
  );
  return [
    ...variantCalls(applying, own, currency),
    ...[...fixed].flatMap(([listId, prices]) => {
      const listCurrency = lists.find(({ id }) => id === listId)?.currency;
      // If the list was removed meanwhile, the decision that is owed now notices it.
      return listCurrency === undefined ? [] : listCalls(applying, listId, listCurrency, prices);
    }),
  ];
}

function listCalls(
  applying: Applying,
  listId: string,
  currency: string,
  prices: readonly DueChange[],
): Call[] {
  const { client, signal } = applying;
  return inCalls(prices).map((ofCall): Call => ({
    rows: ofCall,
    async send({ rows, closing }) {
      // A fixed price is replaced as a whole, so the parts that we do not change are sent as they are now.
      const variantIds = [...new Set(rows.map(({ subject }) => subject))];
      const current = await readFixedPricesOf(client, listId, variantIds, signal);
      const write = { listId, currency, closing, ...toWrite(rows, current) };
      const answer = await writeFixedPrices(client, write, signal);
      return toAnswer(rows, write, answer);
    },
  }));
}

/** Fills each call with as many prices as it takes; the prices of one variant in a list stay together. */
function inCalls(prices: readonly DueChange[]): DueChange[][] {
  const calls: DueChange[][] = [];
  for (const ofVariant of Map.groupBy(prices, ({ subject }) => subject).values()) {
    const last = calls.at(-1);
    if (last && last.length + ofVariant.length <= INPUT_ROWS_MAX) last.push(...ofVariant);
    else calls.push([...ofVariant]);
  }
  return calls;
}

function toWrite(rows: readonly DueChange[], current: readonly FixedPrice[]) {
  const shown = new Map(current.map((price) => [price.variantId, price]));
  const base = rows.filter(({ place }) => !place.includes("/"));
  const byVariant = Map.groupBy(base, ({ subject }) => subject);
  const breaks = rows.filter(({ place }) => place.includes("/"));
  const set: { variantId: string; price: string; compareAt: string }[] = [];
  const remove: string[] = [];
  for (const [variantId, values] of byVariant) {
    const of = (kind: string) => values.find((row) => row.kind === kind);
    const price = of("price")?.target ?? shown.get(variantId)?.price ?? "";
    const compareAt = of("compareAt")?.target ?? shown.get(variantId)?.compareAt ?? "";
    if (price === "") remove.push(variantId);
    else set.push({ variantId, price: plainAmount(price), compareAt: plainAmount(compareAt) });
  }
  const quantity = ({ place }: DueChange) => Number(place.split("/")[1]);
  return {
    set,
    remove,
    breaks: {
      set: breaks
        .filter(({ target }) => target !== "")
        .map((row) => {
          return { variantId: row.subject, minimumQuantity: quantity(row), price: plainAmount(row.target) };
        }),
      remove: breaks
        .filter(({ target }) => target === "")
        .map((row) => ({ variantId: row.subject, minimumQuantity: quantity(row) })),
    },
  };
}

type Written = Awaited<ReturnType<typeof writeFixedPrices>>;

function toAnswer(rows: readonly DueChange[], write: ReturnType<typeof toWrite>, answer: Written): Answer {
  const base = new Map<string, PriceOutcome | undefined>([
    ...write.set.map(({ variantId }, at) => [variantId, answer.set[at]] as const),
    ...write.remove.map((variantId, at) => [variantId, answer.remove[at]] as const),
  ]);
  const breakKey = (variantId: string, quantity: number) => `${variantId}/${quantity}`;
  const breaks = new Map<string, PriceOutcome | undefined>([
    ...write.breaks.set.map((row, at) => {
      return [breakKey(row.variantId, row.minimumQuantity), answer.breaks.set[at]] as const;
    }),
    ...write.breaks.remove.map((row, at) => {
      return [breakKey(row.variantId, row.minimumQuantity), answer.breaks.remove[at]] as const;
    }),
  ]);
  const outcomes = new Map<string, RowOutcome | undefined>(
    rows.map((row) => {
      const quantity = row.place.split("/")[1];
      const found =
        quantity === undefined ? base.get(row.subject) : breaks.get(breakKey(row.subject, Number(quantity)));
      return [valueKey(row), found];
    }),
  );
  return { outcomeOf: (row) => outcomes.get(valueKey(row)), undetermined: answer.undetermined };
}
