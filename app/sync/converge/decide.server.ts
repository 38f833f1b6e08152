import type { RecordKind } from "#app/core/values/record-kind.ts";
import { loadOwedContent } from "#app/store/content/rows.server.ts";
import { saveDecisions, type DecidedRow } from "#app/store/values/decisions.server.ts";
import { FIRST_KEY, type ValueKey } from "#app/store/values/observations.server.ts";
import { loadOwedPrices } from "#app/store/prices/rows.server.ts";
import { loadOwedStock, loadOwedStockOf } from "#app/store/stock/rows.server.ts";
import { decideContent } from "../decide/content.server.ts";
import { decideFulfillments } from "../fulfillment/decide.server.ts";
import { decideOrders } from "../orders/decide.server.ts";
import { decidePrice } from "../decide/price.server.ts";
import { decideStockRow } from "../decide/stock.server.ts";
import { loadRules, type Rules } from "../decide/rules.server.ts";
import { logValues } from "../look/value-log.server.ts";

const CHUNK = 500;

/** Orders loaded at once: fewer, because each is loaded with its document. */
const ORDERS = 100;

type Decide = (shop: string, after: ValueKey, limit: number) => Promise<readonly ValueKey[]>;

/**
 * Loads, decides and saves the next values of each record kind, at most `limit`; returns their keys. The
 * rules are read after the values: a decision clears the mark that it found, so it must know of the change
 * that set the mark.
 */
const DECIDING: Record<RecordKind, { decide: Decide; limit: number }> = {
  stock: values(loadOwedStock, decideStockRow),
  price: values(loadOwedPrices, decidePrice),
  content: values(loadOwedContent, decideContent),
  order: { decide: decideOrders, limit: ORDERS },
  fulfillment: { decide: decideFulfillments, limit: ORDERS },
};

interface Loaded {
  sku: string | null;
}

function values<Row extends Loaded>(
  load: (shop: string, after: ValueKey, limit: number) => Promise<Row[]>,
  decide: (row: Row, rules: Rules) => DecidedRow,
): { decide: Decide; limit: number } {
  return {
    decide: async (shop, after, limit) => decideRows(shop, await load(shop, after, limit), decide),
    limit: CHUNK,
  };
}

async function decideRows<Row extends Loaded>(
  shop: string,
  rows: readonly Row[],
  decide: (row: Row, rules: Rules) => DecidedRow,
): Promise<DecidedRow[]> {
  if (rows.length === 0) return [];
  const rules = await loadRules(shop, new Date());
  const decided = rows.map((row) => decide(row, rules));
  await saveDecisions(shop, decided);
  logValues(shop, "decided", decided, ({ verdict, reason, desired, target, receipt }, index) => ({
    ...{ sku: rows[index]?.sku, verdict, reason, desired, target, receipt },
  }));
  return decided;
}

/**
 * Decides the values of a record kind that are owed a decision, each once; returns how many were looked at. A
 * value that is owed again meanwhile waits for the next time: otherwise nothing would ever be written in a
 * storm.
 */
export async function decideOwed(shop: string, record: RecordKind, signal: AbortSignal): Promise<number> {
  const { decide, limit } = DECIDING[record];
  let after = FIRST_KEY;
  for (let decided = 0; ;) {
    signal.throwIfAborted();
    const keys = await decide(shop, after, limit);
    decided += keys.length;
    const last = keys.at(-1);
    if (last === undefined || keys.length < limit) return decided;
    after = last;
  }
}

/** Of the quantities that are about to be written, decides again those that are owed a decision. */
export async function decideStockAgain(shop: string, keys: readonly ValueKey[]): Promise<void> {
  await decideRows(shop, await loadOwedStockOf(shop, keys), decideStockRow);
}
