/** No system means a longer wait. */
const LONGEST_MS = 24 * 60 * 60_000;

/** What a Retry-After header asks for: seconds, or a time; null: nothing that can be read. */
export function retryAfterMs(header: string | null, now: number): number | null {
  const text = header?.trim() ?? "";
  const ms = /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
  return Number.isNaN(ms) ? null : Math.min(Math.max(Math.ceil(ms), 0), LONGEST_MS);
}
