import type { IncomingMessage, ServerResponse } from "node:http";
import { waitOfAddress } from "#app/limits.server.ts";
import { log } from "#app/log.ts";
import { answer, answerBusy, BodyRefused } from "./body.ts";
import { deliveryEndpoint } from "./delivery.ts";
import { flowRepairEndpoint } from "./flow-repair.ts";
import { healthz, readyz } from "./health.ts";
import { metrics } from "./metrics.ts";
import { orderEndpoint } from "./order.ts";
import { repairEndpoint } from "./repair.ts";
import { retryOrderEndpoint } from "./retry-order.ts";
import { webhookEndpoint } from "./webhooks.ts";
import { whyEndpoint } from "./why.ts";

export interface Endpoints {
  /** Answers requests from machines. False: the request is for a page, which is handled elsewhere. */
  handle(request: IncomingMessage, response: ServerResponse): boolean;
  /** Marks the process as not ready for new work; resolves when the accepted work is done. */
  end(): Promise<void>;
}

export interface EndpointOptions {
  apiKey: string;
  /** The app's secret, and the one before it while it is being replaced. */
  secrets: readonly string[];
  nudgeInbox(shop: string): Promise<void>;
  nudgeOwed(): Promise<void>;
}

/** Shopify calls these for many shops from few addresses, and signs: only genuine calls count, by their shop. */
const SIGNED = ["/webhooks", "/flow/repair"];

export function endpoints(options: EndpointOptions): Endpoints {
  let ending = false;
  const webhooks = webhookEndpoint(options);
  const byPath: Record<string, (request: IncomingMessage, response: ServerResponse) => Promise<void> | void> =
    {
      "/webhooks": (request, response) => webhooks.receive(request, response),
      "/healthz": (_, response) => healthz(response),
      "/readyz": (_, response) => readyz(response, ending),
      "/metrics": metrics,
      "/api/why": whyEndpoint(options),
      "/api/delivery": deliveryEndpoint(options),
      "/api/order": orderEndpoint(options),
      "/api/order/retry": retryOrderEndpoint(options, options.nudgeOwed),
      "/api/repair": repairEndpoint(options, options.nudgeOwed),
      "/flow/repair": flowRepairEndpoint(options.secrets, options.nudgeOwed),
    };
  return {
    handle(request, response) {
      const path = request.url?.split("?", 1)[0] ?? "";
      const endpoint = Object.hasOwn(byPath, path) ? byPath[path] : undefined;
      if (!endpoint) return false;
      void run(endpoint, request, response, path);
      return true;
    },
    async end() {
      ending = true;
      await webhooks.idle();
    },
  };
}

async function run(
  endpoint: (request: IncomingMessage, response: ServerResponse) => Promise<void> | void,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): Promise<void> {
  const waitS = SIGNED.includes(path) ? 0 : waitOfAddress(request);
  if (waitS > 0) return answerBusy(response, waitS);
  try {
    await endpoint(request, response);
  } catch (error) {
    if (error instanceof BodyRefused && !response.headersSent)
      return answer(response, error.status, error.message);
    log.error({ path, err: error }, "endpoint failed");
    if (!response.headersSent) answer(response, 500);
  }
}
