import type { OrderWriter } from "#app/adapters/adapter.ts";
import { ConnectionError, isAdapterError, ProtocolError, TransientError } from "#app/adapters/errors.ts";
import { log } from "#app/log.ts";
import { findConnection, updateConnectionRow } from "#app/store/connections/connections.server.ts";
import { decideOrdersAgain } from "#app/store/values/dirty.server.ts";
import type { Lease } from "#app/store/database/leases.server.ts";
import { restConnection, saveRefused, type EntryKey } from "#app/store/orders/outbox.server.ts";
import { openAdapter } from "../connections/adapter.server.ts";

/** Shorter than an order that was sent is given to show up, see store/orders/outbox.server.ts. */
const CALL_WITHIN_MS = 45_000;
const REST_MS = 30_000;

/** The system behind a connection while orders are written to it. */
export interface OrderSource {
  shop: string;
  connectionId: string;
  /** Calls it. Whatever it throws but its own three errors is a fault in the adapter, and concerns one order. */
  ask<T>(call: (writer: OrderWriter, signal: AbortSignal) => Promise<T>): Promise<T>;
  /** Calls in a row that it lost. */
  misses: number;
  /** Nothing more is to be asked of it in this pass. */
  down: boolean;
  close(): Promise<void>;
}

/** Opens the system behind a connection; null while the connection does not run. */
export async function openOrderSource(
  shop: string,
  connectionId: string,
  signal: AbortSignal,
): Promise<OrderSource | null> {
  const connection = await findConnection(shop, connectionId);
  if (connection?.state !== "active") return null;
  const adapter = openAdapter(connection);
  return {
    shop,
    connectionId,
    misses: 0,
    down: false,
    async ask(call) {
      if (!adapter.orders)
        throw new ConnectionError("The settings of this connection no longer say how it takes orders.");
      return answered(call, adapter.orders, signal);
    },
    close: () => adapter.close(),
  };
}

async function answered<T>(
  call: (writer: OrderWriter, signal: AbortSignal) => Promise<T>,
  writer: OrderWriter,
  signal: AbortSignal,
): Promise<T> {
  const limit = AbortSignal.timeout(CALL_WITHIN_MS);
  try {
    return await call(writer, AbortSignal.any([signal, limit]));
  } catch (error) {
    if (signal.aborted || isAdapterError(error)) throw error;
    if (limit.aborted) throw new TransientError("The source did not answer in time.", null, { cause: error });
    log.error({ err: error }, "an adapter failed in a way of its own");
    throw new ProtocolError(error instanceof Error ? error.message : "unknown", { cause: error });
  }
}

/**
 * Deals with what an adapter threw: a source that is away lets all its orders rest, one that only the merchant can
 * cure breaks its connection, and an answer that makes no sense concerns one order. Answers the reason for the run.
 */
export async function sourceFailed(
  lease: Lease,
  at: { shop: string; connectionId: string },
  entry: EntryKey | null,
  error: TransientError | ConnectionError | ProtocolError,
): Promise<"source-away" | "connection-broken" | "not-understood"> {
  const { shop, connectionId } = at;
  const { message } = error;
  if (error instanceof TransientError) {
    await restConnection(lease, shop, connectionId, { message, forMs: error.retryAfterMs ?? REST_MS });
    return "source-away";
  }
  if (error instanceof ConnectionError) {
    log.warn({ shop, connection: connectionId, error: message }, "orders broke their connection");
    await updateConnectionRow(shop, connectionId, { state: "broken", stateReason: message });
    await decideOrdersAgain(shop, connectionId);
    return "connection-broken";
  }
  if (entry) await saveRefused(lease, entry, { message, reason: "not-understood", madeNothing: false });
  return "not-understood";
}
