/** The remote is busy or unreachable; the same call may succeed later. */
export class TransientError extends Error {
  override name = "TransientError";
  readonly retryAfterMs: number | null;
  constructor(message: string, retryAfterMs: number | null, options?: ErrorOptions) {
    super(message, options);
    this.retryAfterMs = retryAfterMs;
  }
}

/** The merchant has to act (credentials, rights, settings); retrying cannot help. */
export class ConnectionError extends Error {
  override name = "ConnectionError";
}

/** The remote answered something its own documentation does not allow. */
export class ProtocolError extends Error {
  override name = "ProtocolError";
}

export type AdapterError = TransientError | ConnectionError | ProtocolError;

/** Whether an adapter said so on purpose: its message is meant for the merchant. */
export function isAdapterError(error: unknown): error is AdapterError {
  return (
    error instanceof TransientError || error instanceof ConnectionError || error instanceof ProtocolError
  );
}
