import { isAdapterError } from "#app/adapters/errors.ts";
import { usable } from "#app/core/source/usable.ts";
import { findConnection } from "#app/store/connections/connections.server.ts";
import { currentWait } from "#app/store/connections/waits.server.ts";
import { replaceMappings, saveWarehouses } from "#app/store/connections/mappings.server.ts";
import { ensureObservations, markDirty } from "#app/store/values/observations.server.ts";
import { openAdapter } from "./adapter.server.ts";
import { callFailed, waitInWords } from "./failures.server.ts";

/** Asks the source for its warehouses, so that they can be mapped; returns why it could not, or null. */
export async function refreshWarehouses(
  shop: string,
  connectionId: string,
  signal: AbortSignal,
): Promise<string | null> {
  const connection = await findConnection(shop, connectionId);
  if (!connection) return null;
  const wait = await currentWait(shop, connectionId);
  if (wait) return waitInWords(wait);
  try {
    const adapter = openAdapter(connection);
    try {
      const found = (await adapter.warehouses?.(signal)) ?? [];
      await saveWarehouses(shop, connectionId, usable({ records: found, setAside: [] }).records);
    } finally {
      await adapter.close();
    }
    return null;
  } catch (error) {
    if (!isAdapterError(error)) throw error;
    await callFailed({ shop, connectionId }, error, 1);
    return error.message;
  }
}

/** Saves which location each warehouse counts towards; null: none. Many warehouses may count towards one. */
export async function saveMappings(
  shop: string,
  connectionId: string,
  mappings: readonly { warehouse: string; locationId: string | null }[],
): Promise<void> {
  const mapped = mappings.flatMap(({ warehouse, locationId }) =>
    locationId === null ? [] : [{ warehouse, locationId }],
  );
  await replaceMappings(shop, connectionId, mapped);
  await ensureObservations(shop);
  await markDirty(shop, { connectionId });
}
