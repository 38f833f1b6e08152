import type { IncomingMessage, ServerResponse } from "node:http";
import { log } from "#app/log.ts";
import { verifyHmac } from "#app/shopify/auth/webhooks.ts";
import { type ArrivedEvent, insertInbox, unstorable } from "#app/store/webhooks/inbox.server.ts";
import { answer, BodyRefused, readBody } from "./body.ts";
import { batched } from "./batch.ts";
import { jsonObject } from "./json-object.ts";
import { keptText } from "./kept-fields.ts";
import { webhookSeconds } from "./metrics.ts";
import { nudges } from "./nudges.ts";
import { namesAnotherShop, parseWebhookHeaders } from "./webhook-headers.ts";

const BODY_LIMIT_BYTES = 2 * 1024 * 1024;
const BATCH = { waitMs: 4, most: 200, spoiltByOne: unstorable };
// Shopify waits five seconds and tries again later; an early 503 keeps a slow database from filling the memory.
const STORE_WITHIN_MS = 900;

export interface WebhookEndpoint {
  receive(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Resolves when everything received is stored and nudged. */
  idle(): Promise<void>;
}

/** Verifies, stores, answers, nudges: in this order, so an answer of 200 means that the event is safe. */
export function webhookEndpoint(options: {
  secrets: readonly string[];
  nudgeInbox(shop: string): Promise<void>;
}): WebhookEndpoint {
  const inbox = batched<ArrivedEvent>(async (events) => void (await insertInbox(events)), BATCH);
  const nudge = nudges(options.nudgeInbox);
  return {
    async receive(request, response) {
      const stop = webhookSeconds.startTimer();
      try {
        const status = await statusFor(request, options.secrets, inbox.add, nudge.to);
        answer(response, status);
        stop({ status });
      } catch (error) {
        if (error instanceof BodyRefused) stop({ status: error.status });
        throw error;
      }
    },
    async idle() {
      await inbox.idle();
      await nudge.idle();
    },
  };
}

async function statusFor(
  request: IncomingMessage,
  secrets: readonly string[],
  store: (event: ArrivedEvent) => Promise<void>,
  nudge: (shop: string) => void,
): Promise<number> {
  if (request.method !== "POST") return 405;
  const body = await readBody(request, BODY_LIMIT_BYTES);
  const signature = request.headers["x-shopify-hmac-sha256"];
  if (!verifyHmac(body, typeof signature === "string" ? signature : undefined, secrets)) return 401;
  const headers = parseWebhookHeaders(request.headers);
  if (!headers) return 400;
  const text = body.toString("utf8");
  const parsed = jsonObject(text);
  if (!parsed) return 400;
  if (namesAnotherShop(headers, parsed)) return 401;
  try {
    await within(store({ ...headers, payload: keptText(headers.topic, text, parsed) }), STORE_WITHIN_MS);
  } catch (error) {
    if (unstorable(error)) return 400;
    log.error({ shop: headers.shop, topic: headers.topic, err: error }, "webhook not stored");
    return 503;
  }
  nudge(headers.shop);
  return 200;
}

async function within(work: Promise<void>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not stored within ${ms} ms`)), ms);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
