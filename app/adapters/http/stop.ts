import { TransientError } from "../errors.ts";

/** Waits for `work` until `signal` aborts; the work itself goes on. */
export async function unlessStopped<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  if (signal.aborted) {
    work.catch(() => undefined);
    throw stopped(signal);
  }
  let stop = (): void => undefined;
  const stopping = new Promise<never>((_, reject) => {
    stop = () => reject(stopped(signal));
    signal.addEventListener("abort", stop, { once: true });
  });
  try {
    return await Promise.race([work, stopping]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

export function stopped(signal: AbortSignal): TransientError {
  return new TransientError("The call was stopped", null, { cause: signal.reason });
}
