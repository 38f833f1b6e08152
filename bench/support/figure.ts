/** One line of the results: what was measured, and the limit that the same run measured for it. */
export interface Figure {
  what: string;
  measured: string;
  /** The limit or the bare thing it is compared with, measured in the same run. */
  limit: string;
  goal: string;
  met: boolean;
}

export type Bench = () => Promise<{ figures: Figure[]; notes: string[] }>;

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  if (value === undefined) throw new Error("nothing was measured");
  return value;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

export const round = (value: number, digits = 2): number => Number(value.toFixed(digits));

export async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; result: T }> {
  const started = performance.now();
  const result = await work();
  return { ms: performance.now() - started, result };
}
