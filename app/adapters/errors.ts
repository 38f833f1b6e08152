import { shortened } from "#app/core/storable.ts";

/** Messages hold words of the remote, which may send any. */
const MESSAGE_MAX = 1_000;

/** The remote is busy or unreachable; the same call may succeed later. */
export class TransientError extends Error {
  override name = "TransientError";
  readonly retryAfterMs: number | null;
  constructor(message: string, retryAfterMs: number | null, options?: ErrorOptions) {
    super(shortened(message, MESSAGE_MAX), options);
    this.retryAfterMs = retryAfterMs;
  }
}

/** The merchant has to act (credentials, rights, settings); retrying cannot help. */
export class ConnectionError extends Error {
  override name = "ConnectionError";
  constructor(message: string, options?: ErrorOptions) {
    super(shortened(message, MESSAGE_MAX), options);
  }
}

/** The remote answered something its own documentation does not allow. */
export class ProtocolError extends Error {
  override name = "ProtocolError";
  constructor(message: string, options?: ErrorOptions) {
    super(shortened(message, MESSAGE_MAX), options);
  }
}

export type AdapterError = TransientError | ConnectionError | ProtocolError;

/** Whether an adapter said so on purpose: its message is meant for the merchant. */
export function isAdapterError(error: unknown): error is AdapterError {
  return (
    error instanceof TransientError || error instanceof ConnectionError || error instanceof ProtocolError
  );
}
