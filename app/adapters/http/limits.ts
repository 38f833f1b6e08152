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

/** No system is waited for longer: whoever asks it has others to ask. */
export const TOTAL_MS_MAX = 30_000;

export const usualLimits: Limits = {
  answerBytes: 16 * 1024 ** 2,
  firstByteMs: 20_000,
  totalMs: TOTAL_MS_MAX,
  concurrency: 4,
  perSecond: null,
};

/** Of an answer's header. */
export const HEADER_BYTES_MAX = 16 * 1024;
export const REDIRECTS_MAX = 3;
