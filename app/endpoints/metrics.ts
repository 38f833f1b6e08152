import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { collectDefaultMetrics, Histogram, Registry } from "prom-client";
import { config } from "#app/config.server.ts";
import { answer } from "./body.ts";

const registry = new Registry();
collectDefaultMetrics({ register: registry });

export const webhookSeconds = new Histogram({
  name: "concord_webhook_seconds",
  help: "Time from a webhook's arrival to its answer, by status",
  labelNames: ["status"],
  buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
  registers: [registry],
});

/** Prometheus metrics, behind a bearer token where CONCORD_METRICS_TOKEN is set. */
export async function metrics(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const token = config("CONCORD_METRICS_TOKEN");
  if (token && !sameText(request.headers.authorization ?? "", `Bearer ${token}`))
    return answer(response, 401);
  answer(response, 200, await registry.metrics(), registry.contentType);
}

// Digests have one length, so neither the length nor the time reveals anything about the token.
function sameText(left: string, right: string): boolean {
  const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}
