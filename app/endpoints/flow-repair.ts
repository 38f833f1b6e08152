import type { IncomingMessage, ServerResponse } from "node:http";
import { addressOf, slots, waitOfShop } from "#app/limits.server.ts";
import { verifyHmac } from "#app/shopify/auth/webhooks.ts";
import { oweRepairOnce, type ProductOrVariant } from "#app/store/values/repair.server.ts";
import { findShop } from "#app/store/shops/shops.server.ts";
import { answer, answerBusy, readBody } from "./body.ts";
import { jsonObject } from "./json-object.ts";
import { productOrVariant } from "./product-or-variant.ts";

const BODY_LIMIT_BYTES = 64 * 1024;
/** A workflow's run is a kilobyte and comes in one piece; whoever is slower holds nothing but their own slots. */
const BODY_WITHIN_MS = 3_000;
const SENDING_MAX = 40;
const AT_ONCE_MAX = 40;
const AT_ONCE_OF_SHOP_MAX = 10;
const COME_AGAIN_S = 5;
const SIGNATURE = /^[A-Za-z0-9+/]{43}=$/;
const SHOP = /^[a-z0-9][a-z0-9-]{0,99}\.myshopify\.com$/;
const RUN_ID = /^[\x21-\x7e]{1,255}$/;

interface Run {
  shop: string;
  actionRunId: string;
  of: ProductOrVariant;
}

/**
 * POST /flow/repair: a workflow runs the action of extensions/repair-product. How Flow takes an answer: 200
 * is done; 202 (later, for up to a day), 429 and 5xx are sent again with the same action_run_id; other 4xx
 * are final.
 */
export function flowRepairEndpoint(secrets: readonly string[], nudgeOwed: () => Promise<void>) {
  const senders = slots(SENDING_MAX);
  const ofShop = slots(AT_ONCE_OF_SHOP_MAX);
  let underWay = 0;
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const sent = senders.take(addressOf(request));
    if (!sent) return answerBusy(response, COME_AGAIN_S);
    const run = await genuineRun(request, secrets).finally(sent);
    if (typeof run === "number") return answer(response, run);
    // From here on Shopify has signed, so nobody else can take these slots.
    const waitS = waitOfShop(run.shop);
    const done = waitS === 0 && underWay < AT_ONCE_MAX ? ofShop.take(run.shop) : null;
    if (!done) return answerBusy(response, Math.max(waitS, COME_AGAIN_S));
    underWay += 1;
    try {
      await work(run, response, nudgeOwed);
    } finally {
      underWay -= 1;
      done();
    }
  };
}

async function work(run: Run, response: ServerResponse, nudgeOwed: () => Promise<void>): Promise<void> {
  const state = (await findShop(run.shop))?.state;
  if (state === undefined || state === "uninstalled") return answer(response, 403);
  // Nothing can be written until the shop is connected again; Flow asks again until then.
  if (state === "reconnect") return answer(response, 202);
  const repair = await oweRepairOnce(run.shop, run.actionRunId, run.of);
  if (!repair) return answer(response, 404);
  await nudgeOwed();
  answer(response, 200, JSON.stringify(repair), "application/json; charset=utf-8");
}

/** The run that Shopify signed, or the status that says what is wrong with the request. */
async function genuineRun(request: IncomingMessage, secrets: readonly string[]): Promise<Run | number> {
  if (request.method !== "POST") return 405;
  const signature = request.headers["x-shopify-hmac-sha256"];
  // What can be seen without the body is seen before it is read.
  if (typeof signature !== "string" || !SIGNATURE.test(signature)) return 401;
  const body = await readBody(request, BODY_LIMIT_BYTES, BODY_WITHIN_MS);
  if (!verifyHmac(body, signature, secrets)) return 401;
  return parseRun(jsonObject(body.toString("utf8"))) ?? 400;
}

function parseRun(payload: Record<string, unknown> | null): Run | null {
  const { shopify_domain: shop, action_run_id: actionRunId, properties } = payload ?? {};
  if (
    typeof shop !== "string" ||
    !SHOP.test(shop.toLowerCase()) ||
    typeof actionRunId !== "string" ||
    !RUN_ID.test(actionRunId)
  )
    return null;
  if (typeof properties !== "object" || properties === null) return null;
  const of = productOrVariant({ product: "product_id" in properties ? properties.product_id : null });
  return of && { shop: shop.toLowerCase(), actionRunId, of };
}
