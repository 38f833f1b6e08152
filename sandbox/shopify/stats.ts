import type { Execution } from "#sandbox/shopify/graphql/execute.ts";

export interface Stats {
  requests: number;
  points: number;
  throttled: number;
  queries: Record<string, number>;
  mutations: Record<string, number>;
  tokens: { exchanged: number; refreshed: number; refused: number };
  webhooks: { sent: number; failed: number; lost: number };
}

export function createStats(): Stats {
  return {
    requests: 0,
    points: 0,
    throttled: 0,
    queries: {},
    mutations: {},
    tokens: { exchanged: 0, refreshed: 0, refused: 0 },
    webhooks: { sent: 0, failed: 0, lost: 0 },
  };
}

export function countExecution(stats: Stats, { outline, points, throttled }: Execution): void {
  stats.points += points;
  if (throttled) stats.throttled += 1;
  if (!outline || throttled) return;
  const counts = outline.operation === "mutation" ? stats.mutations : stats.queries;
  for (const root of outline.roots) counts[root] = (counts[root] ?? 0) + 1;
}
