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

/** Whole orders at once; each holds its document. */
const ORDERS = 100;

type Decide = (shop: string, rules: Rules, after: ValueKey, limit: number) => Promise<readonly ValueKey[]>;

/** Loads, decides and saves the next values of each record kind, at most so many; answers which there were. */
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
    decide: async (shop, rules, after, limit) =>
      decideRows(shop, await load(shop, after, limit), (row) => decide(row, rules)),
    limit: CHUNK,
  };
}

async function decideRows<Row extends Loaded>(
  shop: string,
  rows: readonly Row[],
  decide: (row: Row) => DecidedRow,
): Promise<DecidedRow[]> {
  if (rows.length === 0) return [];
  const decided = rows.map(decide);
  await saveDecisions(shop, decided);
  logValues(shop, "decided", decided, ({ verdict, reason, desired, target, receipt }, index) => ({
    ...{ sku: rows[index]?.sku, verdict, reason, desired, target, receipt },
  }));
  return decided;
}

/**
 * Decides the values of a record kind that are owed a decision, each once; returns how many were looked at. What comes
 * up again behind its back waits for the next time: in a storm nothing would ever be written otherwise.
 */
export async function decideOwed(shop: string, record: RecordKind, signal: AbortSignal): Promise<number> {
  const rules = await loadRules(shop, new Date());
  const { decide, limit } = DECIDING[record];
  let after = FIRST_KEY;
  for (let decided = 0; ;) {
    signal.throwIfAborted();
    const keys = await decide(shop, rules, after, limit);
    decided += keys.length;
    const last = keys.at(-1);
    if (last === undefined || keys.length < limit) return decided;
    after = last;
  }
}

/** Decides quantities that are about to be written once more, those of them that are owed it. */
export async function decideStockAgain(shop: string, keys: readonly ValueKey[]): Promise<void> {
  const owed = await loadOwedStockOf(shop, keys);
  if (owed.length === 0) return;
  const rules = await loadRules(shop, new Date());
  await decideRows(shop, owed, (row) => decideStockRow(row, rules));
}
