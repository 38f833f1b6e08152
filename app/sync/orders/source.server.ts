import type { OrderWriter } from "#app/adapters/contract/orders.ts";
import {
  ConnectionError,
  isAdapterError,
  ProtocolError,
  TransientError,
  type AdapterError,
} from "#app/adapters/errors.ts";
import { faultIn } from "#app/core/source/usable.ts";
import { log } from "#app/log.ts";
import { findConnection } from "#app/store/connections/connections.server.ts";
import type { Lease } from "#app/store/database/leases.server.ts";
import { restConnection, restOrder, saveRefused, type EntryKey } from "#app/store/orders/outbox.server.ts";
import { openAdapter } from "../connections/adapter.server.ts";
import { callFailed, mayCall } from "../connections/failures.server.ts";

/** Shorter than the time a sent order is given to show up, see store/orders/outbox.server.ts. */
const CALL_WITHIN_MS = 45_000;

/** The system behind a connection while orders are written to it. */
export interface OrderSource {
  shop: string;
  connectionId: string;
  /** Calls it. Any error not from adapters/errors.ts is a fault in the adapter, and concerns one order. */
  ask<T>(call: (writer: OrderWriter, signal: AbortSignal) => Promise<T>): Promise<T>;
  /** Throws while the source has asked not to be called. For use before calls that must not be separated. */
  mayCall(): Promise<void>;
  /** Calls lost in a row. */
  lost: number;
  /** It is not called again in this pass. */
  down: boolean;
  close(): Promise<void>;
}

/** Opens the system behind a connection; null if the connection is not active. Throws while it must wait. */
export async function openOrderSource(
  shop: string,
  connectionId: string,
  signal: AbortSignal,
): Promise<OrderSource | null> {
  const connection = await findConnection(shop, connectionId);
  if (connection?.state !== "active") return null;
  await mayCall(shop, connectionId);
  const adapter = openAdapter(connection);
  return {
    shop,
    connectionId,
    mayCall: () => mayCall(shop, connectionId),
    lost: 0,
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
    return sound(await call(writer, AbortSignal.any([signal, limit])));
  } catch (error) {
    if (signal.aborted || isAdapterError(error)) throw error;
    if (limit.aborted) throw new TransientError("The source did not answer in time.", null, { cause: error });
    log.error({ err: error }, "an adapter failed in a way of its own");
    throw new ProtocolError(error instanceof Error ? error.message : "unknown", { cause: error });
  }
}

/** What cannot be stored is no answer; a message is shortened where it is saved. */
function sound<T>(answer: T): T {
  const fault = faultIn(answer);
  if (fault === null || fault.name === "message") return answer;
  throw new ProtocolError(`The source answered with a ${fault.name} that is no ${fault.name}: ${fault.text}`);
}

/**
 * Deals with an adapter's error as the policy says: orders of a source that is away or waits rest, and an
 * answer that makes no sense concerns one order. Without `lost`, one lost call means the source is away.
 * Returns the run's reason.
 */
export async function sourceFailed(
  lease: Lease,
  at: { shop: string; connectionId: string; lost?: number },
  entry: EntryKey | null,
  error: AdapterError,
): Promise<"call-lost" | "source-away" | "connection-broken" | "not-understood"> {
  const { shop, connectionId, lost = Infinity } = at;
  const { message } = error;
  const consequence = await callFailed({ shop, connectionId }, error, lost);
  switch (consequence.then) {
    case "again":
      if (entry) await restOrder(lease, entry, { message, forMs: consequence.forMs });
      return "call-lost";
    case "wait":
    case "away":
      await restConnection(lease, shop, connectionId, { message, forMs: consequence.forMs });
      return "source-away";
    case "stop":
      return "connection-broken";
    case "set-aside":
      if (entry) await saveRefused(lease, entry, { message, reason: "not-understood", madeNothing: false });
      return "not-understood";
  }
}
