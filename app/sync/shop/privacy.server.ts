import { isAdapterError } from "#app/adapters/errors.ts";
import { findConnection } from "#app/store/connections/connections.server.ts";
import {
  filesForgotten,
  filesToForget,
  type FilesToForget,
} from "#app/store/shops/files-to-forget.server.ts";
import {
  eraseAgain,
  eraseCustomer,
  eraseOldDocuments,
  type CustomerRequest,
} from "#app/store/shops/privacy.server.ts";
import { openAdapter } from "../connections/adapter.server.ts";
import { callFailed, mayCall } from "../connections/failures.server.ts";

/** A source that does not answer in this time is tried again later. */
const CALL_WITHIN_MS = 30_000;

/** Forgets a customer: at once in the tables, and in the files of their orders as soon as their folder can be reached. */
export async function forgetCustomer(
  shop: string,
  request: CustomerRequest,
  signal: AbortSignal,
): Promise<void> {
  await eraseCustomer(shop, request);
  await forgetFiles(shop, signal);
}

/** Forgets whoever need not be known any more, and what could not be forgotten before. */
export async function forgetOld(signal: AbortSignal): Promise<void> {
  await eraseAgain();
  await eraseOldDocuments();
  await forgetFiles(null, signal);
}

/** Takes people out of the files that are owed it, in one shop or (null) in all. What fails stays owed. */
async function forgetFiles(shop: string | null, signal: AbortSignal): Promise<void> {
  const away = new Set<string>();
  for (const owed of await filesToForget(shop)) {
    signal.throwIfAborted();
    if (away.has(owed.connectionId)) continue;
    if (await forgotten(owed, signal)) await filesForgotten(owed.id);
    else away.add(owed.connectionId);
  }
}

/** Whatever the state of shop and connection is. A connection that was deleted leads nowhere any more. */
async function forgotten({ shop, connectionId, keys }: FilesToForget, signal: AbortSignal): Promise<boolean> {
  const connection = await findConnection(shop, connectionId);
  if (!connection) return true;
  try {
    await mayCall(shop, connectionId);
    const adapter = openAdapter(connection);
    try {
      await adapter.orders?.forget?.(keys, AbortSignal.any([signal, AbortSignal.timeout(CALL_WITHIN_MS)]));
    } finally {
      await adapter.close();
    }
    return true;
  } catch (error) {
    if (signal.aborted || !isAdapterError(error)) throw error;
    await callFailed({ shop, connectionId }, error, 1);
    return false;
  }
}
