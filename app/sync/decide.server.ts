import type { RecordKind } from "#app/core/record-kind.ts";
import { loadDirtyContent } from "#app/store/content-inputs.server.ts";
import { saveDecisions, type DecidedRow } from "#app/store/decisions.server.ts";
import { loadDirtyPrices } from "#app/store/price-inputs.server.ts";
import { loadDirtyStock } from "#app/store/stock-inputs.server.ts";
import { decideContent } from "./decide-content.server.ts";
import { decidePrice } from "./decide-price.server.ts";
import { decideStockRow } from "./decide-stock.server.ts";
import { loadRules, type Rules } from "./rules.server.ts";

const CHUNK = 500;

/** How the values of each record kind are loaded and decided. */
const DECIDING: Record<RecordKind, (shop: string, rules: Rules) => Promise<DecidedRow[]>> = {
  stock: async (shop, rules) => (await loadDirtyStock(shop, CHUNK)).map((row) => decideStockRow(row, rules)),
  price: async (shop, rules) => (await loadDirtyPrices(shop, CHUNK)).map((row) => decidePrice(row, rules)),
  content: async (shop, rules) =>
    (await loadDirtyContent(shop, CHUNK)).map((row) => decideContent(row, rules)),
};

/** Decides all values of a record kind that are owed a decision; returns how many were looked at. */
export async function decideOwed(shop: string, record: RecordKind, signal: AbortSignal): Promise<number> {
  const rules = await loadRules(shop, new Date());
  for (let decided = 0; ;) {
    signal.throwIfAborted();
    const rows = await DECIDING[record](shop, rules);
    if (rows.length > 0) await saveDecisions(shop, rows);
    decided += rows.length;
    if (rows.length < CHUNK) return decided;
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
