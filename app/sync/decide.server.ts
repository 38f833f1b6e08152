import type { RecordKind } from "#app/core/record-kind.ts";
import { loadDirtyContent } from "#app/store/content-inputs.server.ts";
import { saveDecisions, type DecidedRow } from "#app/store/decisions.server.ts";
import { loadDirtyPrices } from "#app/store/price-inputs.server.ts";
import { loadDirtyStock } from "#app/store/stock-inputs.server.ts";
import { decideContent } from "./decide-content.server.ts";
import { decideFulfillments } from "./decide-fulfillment.server.ts";
import { decideOrders } from "./decide-orders.server.ts";
import { decidePrice } from "./decide-price.server.ts";
import { decideStockRow } from "./decide-stock.server.ts";
import { loadRules, type Rules } from "./rules.server.ts";

const CHUNK = 500;

/** Whole orders at once; each holds its document. */
const ORDERS = 100;

type Decide = (shop: string, rules: Rules, limit: number) => Promise<number>;

/** Loads, decides and saves values of each record kind, at most so many; answers how many there were. */
const DECIDING: Record<RecordKind, { decide: Decide; limit: number }> = {
  stock: values(async (shop, rules, limit) =>
    (await loadDirtyStock(shop, limit)).map((row) => decideStockRow(row, rules)),
  ),
  price: values(async (shop, rules, limit) =>
    (await loadDirtyPrices(shop, limit)).map((row) => decidePrice(row, rules)),
  ),
  content: values(async (shop, rules, limit) =>
    (await loadDirtyContent(shop, limit)).map((row) => decideContent(row, rules)),
  ),
  order: { decide: decideOrders, limit: ORDERS },
  fulfillment: { decide: decideFulfillments, limit: ORDERS },
};

function values(decided: (shop: string, rules: Rules, limit: number) => Promise<DecidedRow[]>) {
  const decide: Decide = async (shop, rules, limit) => {
    const rows = await decided(shop, rules, limit);
    if (rows.length > 0) await saveDecisions(shop, rows);
    return rows.length;
  };
  return { decide, limit: CHUNK };
}

/** Decides all values of a record kind that are owed a decision; returns how many were looked at. */
export async function decideOwed(shop: string, record: RecordKind, signal: AbortSignal): Promise<number> {
  const rules = await loadRules(shop, new Date());
  const { decide, limit } = DECIDING[record];
  for (let decided = 0; ;) {
    signal.throwIfAborted();
    const count = await decide(shop, rules, limit);
    decided += count;
    if (count < limit) return decided;
  }
}

/** What is left of a decision about a value that nobody asks to keep in step. */
export function notKept(
  row: Pick<DecidedRow, "kind" | "subject" | "place" | "dirty">,
  reason: string,
): DecidedRow {
  const { kind, subject, place, dirty } = row;
  const nothing = {
    desired: null,
    target: null,
    agreed: null,
    receipt: null,
    urgency: 0,
    authority: null,
    dueAt: null,
  };
  return { kind, subject, place, dirty, verdict: "unknown", reason, ...nothing };
}
