/** What one connection may take of us and of the other side. */
export interface Limits {
  /** Of one answer, unpacked. */
  answerBytes: number;
  /** Until the answer begins. */
  firstByteMs: number;
  /** Of one call with all its redirects. */
  totalMs: number;
  /** Calls under way at a time, in this process. */
  concurrency: number;
  /** Calls begun in a second, in this process; null: the system names no rate. */
  perSecond: number | null;
}

export const usualLimits: Limits = {
  answerBytes: 64 * 1024 ** 2,
  firstByteMs: 20_000,
  totalMs: 30_000,
  concurrency: 4,
  perSecond: null,
};

/** Of an answer's header. */
export const HEADER_BYTES_MAX = 16 * 1024;
export const REDIRECTS_MAX = 3;
