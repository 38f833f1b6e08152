import { TransientError } from "./errors.ts";

/** What `work` gives; a TransientError that says `late` once `ms` are over. The work itself goes on. */
export async function inTime<T>(work: Promise<T>, ms: number, late: string): Promise<T> {
  const { promise: over, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new TransientError(late, null)), ms);
  try {
    return await Promise.race([work, over]);
  } finally {
    clearTimeout(timer);
  }
}
