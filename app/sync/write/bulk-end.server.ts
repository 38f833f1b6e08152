import { setTimeout as rest } from "node:timers/promises";
import { bulkState, type BulkProgress } from "#app/shopify/bulk/operation.ts";
import { findBulkWrite } from "#app/shopify/bulk/write.ts";
import type { AdminClient } from "#app/shopify/api/client.ts";

/** Prefix of the keys of bulk mutations, which go on after the worker that started them is stopped. */
const BULK_KEY = "bulk-";
const LOOK_EVERY_MS = 1_000;
const LOOK_EVERY_MAX_MS = 15_000;

export function bulkKey(id: string): string {
  return BULK_KEY + id;
}

/** Waits until the bulk mutation of this key has ended; not for other keys, nor for one that never began. */
export async function bulkEnded(
  { client, signal }: { client: AdminClient; signal: AbortSignal },
  key: string,
): Promise<void> {
  if (!key.startsWith(BULK_KEY)) return;
  const bulkId = await findBulkWrite(client, key, signal);
  if (bulkId !== null) await waitForBulk(client, bulkId, signal);
}

/** Polls a bulk operation, less and less often, until it has ended. */
export async function waitForBulk(
  client: AdminClient,
  bulkId: string,
  signal: AbortSignal,
): Promise<BulkProgress> {
  for (let everyMs = LOOK_EVERY_MS; ; everyMs = Math.min(everyMs * 1.5, LOOK_EVERY_MAX_MS)) {
    const state = await bulkState(client, bulkId, signal);
    if (!["CREATED", "RUNNING", "CANCELING"].includes(state.status)) return state;
    await rest(everyMs, undefined, { signal });
  }
}
