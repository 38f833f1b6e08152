import pMap from "p-map";
import type { SourceOrder } from "#app/core/source/order.ts";
import type { ShopOrderDocument } from "#app/core/shop/order.ts";
import { isAdapterError } from "#app/adapters/errors.ts";
import { decideOrdersAgain } from "#app/store/values/dirty.server.ts";
import { loadOrdersToWrite, type OrderRow } from "#app/store/orders/rows.server.ts";
import {
  saveInSource,
  saveNeverMade,
  sentUnanswered,
  type EntryKey,
} from "#app/store/orders/outbox.server.ts";
import { addReasons, addToRun } from "#app/store/values/runs.server.ts";
import { abilitiesOf, decideOrderRow } from "./decide.server.ts";
import { exportOrder, type Exported, type Owed } from "./export.server.ts";
import { openOrderSource, sourceFailed, type OrderSource } from "./source.server.ts";
import { loadRules } from "../decide/rules.server.ts";
import type { Applying } from "../write/write.server.ts";

/** Orders looked up at once, and customers of one connection that are served in parallel. */
const AHEAD = 200;
const CUSTOMERS_AT_ONCE = 4;

/**
 * Writes to the sources the orders that may be written now, the earliest placed first. What is written is
 * decided again from what is stored, so a retry never sends old data. Returns how many orders it dealt with.
 */
export async function applyOrders(applying: Applying, prepare: () => Promise<void>): Promise<number> {
  const { shop } = applying.client;
  applying.signal.throwIfAborted();
  await prepare();
  const rows = (await loadOrdersToWrite(shop, AHEAD)).filter(
    (row): row is OrderRow & { document: ShopOrderDocument } => row.document !== null,
  );
  if (rows.length === 0) return 0;
  const rules = await loadRules(shop, new Date());
  const abilities = await abilitiesOf(shop, rows);
  const owed = rows.flatMap((row): Owed[] => {
    const decision = decideOrderRow(row, rules, abilities(row.connectionId));
    const { document, entry } = row;
    const { sourceId, exported } = entry;
    const facts = { sourceId, sent: exported !== null, cancelReason: document.cancelReason };
    return decision.action === "none" ? [] : [{ entry: entryOf(row), decision, ...facts }];
  });
  const ended = await Promise.allSettled(
    [...Map.groupBy(owed, ({ entry }) => entry.connectionId)].map(([connectionId, own]) =>
      exportTo(applying, connectionId, own),
    ),
  );
  const failed = ended.find((one) => one.status === "rejected");
  if (failed) throw failed.reason;
  return owed.length;
}

/** Finds out what became of sent orders whose sender was stopped before it could save the answer. */
export async function recoverOrders({ client, lease, signal }: Applying): Promise<void> {
  const sent = Map.groupBy(await sentUnanswered(client.shop), ({ connectionId }) => connectionId);
  for (const [connectionId, entries] of sent) {
    let entry: EntryKey | null = null;
    let source: OrderSource | null = null;
    try {
      source = await openOrderSource(client.shop, connectionId, signal);
      for (entry of source ? entries : []) {
        const { key } = entry;
        const answer = await source?.ask((writer, within) => writer.find(key, within));
        if (answer) await saveInSource(lease, entry, { event: "found", answer, order: null });
        else await saveNeverMade(lease, entry);
      }
    } catch (error) {
      if (signal.aborted || !isAdapterError(error)) throw error;
      await sourceFailed(lease, { shop: client.shop, connectionId }, entry, error);
    } finally {
      await source?.close();
    }
  }
}

/** Serves customers in parallel, but the orders of one in sequence: the first may create the customer. */
async function exportTo(applying: Applying, connectionId: string, owed: readonly Owed[]): Promise<void> {
  const { client, lease, signal } = applying;
  const runId = await applying.run();
  const outcomes: Exported[] = [];
  let source: OrderSource | null = null;
  try {
    source = await openOrderSource(client.shop, connectionId, signal);
    const open = source;
    // The connection was paused or broke after they were decided.
    if (open === null) return await decideOrdersAgain(client.shop, connectionId);
    const customers = [...Map.groupBy(owed, ({ decision }) => customerOf(decision.order)).values()];
    await pMap(
      customers,
      async (orders) => {
        for (const order of orders) {
          signal.throwIfAborted();
          if (open.down) return;
          outcomes.push(await exportOrder(applying, open, order));
        }
      },
      { concurrency: CUSTOMERS_AT_ONCE },
    );
  } catch (error) {
    if (signal.aborted || !isAdapterError(error)) throw error;
    const reason = await sourceFailed(lease, { shop: client.shop, connectionId }, null, error);
    outcomes.push({ outcome: "skipped", reason });
  } finally {
    await source?.close();
    await count(runId, owed.length, outcomes);
  }
}

async function count(runId: string, seen: number, outcomes: readonly Exported[]): Promise<void> {
  const written = outcomes.filter(({ outcome }) => outcome === "written").length;
  const failed = outcomes.filter(({ outcome }) => outcome === "failed").length;
  await addToRun(runId, { seen, written, failed, skipped: seen - written - failed });
  const reasons = outcomes.flatMap((one) => (one.outcome === "written" ? [] : [one.reason]));
  await addReasons(
    runId,
    Object.fromEntries([...Map.groupBy(reasons, (reason) => reason)].map(([r, all]) => [r, all.length])),
  );
}

function customerOf({ customer }: SourceOrder): string {
  return customer.company?.key ?? customer.email?.toLowerCase() ?? customer.key;
}

function entryOf({ shop, orderId, connectionId, key }: OrderRow): EntryKey {
  return { shop, orderId, connectionId, key };
}
