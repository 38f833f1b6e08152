import { randomUUID } from "node:crypto";
import { releaseLease, renewLease, LeaseLost, takeLease } from "#app/store/leases.server.ts";
import { waitingPushes } from "#app/store/changes.server.ts";
import { addToRun, finishRun, startRun } from "#app/store/runs.server.ts";
import { findShop } from "#app/store/shops.server.ts";
import { applyWorst, recoverIntents, type Applying } from "./apply.server.ts";
import { decideOwed } from "./decide.server.ts";
import { guardPlans } from "./guard.server.ts";
import { clientFor } from "./shop-client.server.ts";

/** What one set-quantities call costs at the least, and the rows it takes: the base of "points of at least". */
const CALL_POINTS = 10;
const CALL_ROWS = 250;
const RENEW_EVERY_MS = 10_000;

const owner = randomUUID();

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
  const lease = await takeLease(`stock:${shop}`, owner);
  if (!lease) return { againInMs: 1_000 };

  const client = clientFor(shop);
  let runId: Promise<string> | null = null;
  const run = () => (runId ??= startRun(shop, { activity: "apply", kind: "stock" }));
  const applying: Applying = { client, lease, run, signal };
  let renewedAt = performance.now();
  try {
    await recoverIntents(applying);
    for (;;) {
      if (performance.now() - renewedAt > RENEW_EVERY_MS) {
        if (!(await renewLease(lease))) throw new LeaseLost(`The lease ${lease.name} ran out`);
        renewedAt = performance.now();
      }
      await decideOwed(shop, signal);
      await guardPlans(shop);
      if ((await applyWorst(applying)) === 0) break;
    }
    if (runId) await closeRun(await runId, client.spent);
    return { againInMs: (await waitingPushes(shop)) > 0 ? 2_000 : null };
  } catch (error) {
    if (runId) await finishRun(await runId, "failed", { error: error instanceof Error ? error.name : "unknown" });
    throw error;
  } finally {
    await releaseLease(lease);
  }
}

async function closeRun(id: string, spent: { requests: number; points: number }): Promise<void> {
  const run = await addToRun(id, { requests: spent.requests, points: spent.points });
  const pointsMinimum = Math.ceil(run.written / CALL_ROWS) * CALL_POINTS;
  await finishRun(id, run.failed > 0 ? "skipped" : "succeeded", { pointsMinimum });
}
