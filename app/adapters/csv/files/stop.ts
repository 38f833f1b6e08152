import { TransientError } from "../../errors.ts";

/** Callers know three kinds of failure only; a stopped read may be tried again. */
export function stopIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw new TransientError("The read was stopped", null, { cause: signal.reason });
}
