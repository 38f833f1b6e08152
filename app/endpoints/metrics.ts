import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { collectDefaultMetrics, Histogram, Registry } from "prom-client";
import { config } from "#app/config.server.ts";
import { isLocal } from "#app/limits.server.ts";
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

/** Prometheus metrics: for whoever has CONCORD_METRICS_TOKEN; where it is unset, only for this machine. */
export async function metrics(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const token = config("CONCORD_METRICS_TOKEN");
  if (!token && !isLocal(request))
    return answer(response, 403, "Closed: set CONCORD_METRICS_TOKEN and send it as a bearer token.");
  if (token && !sameText(request.headers.authorization ?? "", `Bearer ${token}`))
    return answer(response, 401);
  answer(response, 200, await registry.metrics(), registry.contentType);
}

// Digests have one length, so neither the length nor the time reveals anything about the token.
function sameText(left: string, right: string): boolean {
  const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}
