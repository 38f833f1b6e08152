import { underLease } from "#app/store/leases.server.ts";
import { waitingPushes } from "#app/store/changes.server.ts";
import { addToRun, finishRun, startRun } from "#app/store/runs.server.ts";
import { findShop } from "#app/store/shops.server.ts";
import { applyWorst } from "./apply.server.ts";
import { decideOwed } from "./decide.server.ts";
import { guardPlans } from "./guard.server.ts";
import { clientFor } from "./shop-client.server.ts";
import { recoverIntents, type Applying } from "./write.server.ts";

/** What one set-quantities call costs at the least, and the rows it takes: the base of "points of at least". */
const CALL_POINTS = 10;
const CALL_ROWS = 250;

const BUSY_AGAIN_MS = 1_000;
const RESTING_AGAIN_MS = 2_000;

export interface Settlement {
  /** Another worker is at it, or values must rest a little: look again then. Null: nothing is owed. */
  againInMs: number | null;
}

/**
 * Brings the stock of one shop into step as far as it can be now: decides what is owed, guards the plan, writes
 * the worst first, until nothing is left to do. Killed anywhere and run again, it ends at the same place.
 */
export async function settle(shop: string, signal: AbortSignal): Promise<Settlement> {
  if ((await findShop(shop))?.state !== "active") return { againInMs: null };
  const settled = await underLease(`stock:${shop}`, signal, async (lease, held) => {
    const client = clientFor(shop);
    let runId = null as Promise<string> | null;
    const run = () => (runId ??= startRun(shop, { activity: "apply", kind: "stock" }));
    const prepare = async () => {
      await decideOwed(shop, held);
      await guardPlans(shop);
    };
    const applying: Applying = { client, lease, run, signal: held };
    try {
      await recoverIntents(applying);
      while ((await applyWorst(applying, prepare)) > 0);
      if (runId) await closeRun(await runId, client.spent);
    } catch (error) {
      const reason = error instanceof Error ? error.message : "unknown";
      if (runId) await finishRun(await runId, "failed", { error: reason });
      throw error;
    }
    return (await waitingPushes(shop)) > 0;
  });
  if (!settled) return { againInMs: BUSY_AGAIN_MS };
  return { againInMs: settled.done ? RESTING_AGAIN_MS : null };
}

async function closeRun(id: string, spent: { requests: number; points: number }): Promise<void> {
  const run = await addToRun(id, { requests: spent.requests, points: spent.points });
  const pointsMinimum = Math.ceil(run.written / CALL_ROWS) * CALL_POINTS;
  await finishRun(id, run.failed > 0 ? "skipped" : "succeeded", { pointsMinimum });
}
