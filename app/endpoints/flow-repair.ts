import type { IncomingMessage, ServerResponse } from "node:http";
import { verifyHmac } from "#app/shopify/auth/webhooks.ts";
import { oweRepairOnce, type ProductOrVariant } from "#app/store/values/repair.server.ts";
import { findShop } from "#app/store/shops/shops.server.ts";
import { answer, BodyTooLarge, readBody } from "./body.ts";
import { jsonObject } from "./json-object.ts";
import { productOrVariant } from "./product-or-variant.ts";

const BODY_LIMIT_BYTES = 64 * 1024;
const AT_ONCE_MAX = 40;
const COME_AGAIN_S = 5;
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
  let underWay = 0;
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (underWay >= AT_ONCE_MAX) {
      response.setHeader("retry-after", COME_AGAIN_S);
      return answer(response, 429);
    }
    underWay += 1;
    try {
      const run = await genuineRun(request, secrets);
      if (typeof run === "number") answer(response, run);
      else await work(run, response, nudgeOwed);
    } finally {
      underWay -= 1;
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
  let body: Buffer;
  try {
    body = await readBody(request, BODY_LIMIT_BYTES);
  } catch (error) {
    if (error instanceof BodyTooLarge) return 413;
    return 400; // the sender went away in the middle
  }
  const signature = request.headers["x-shopify-hmac-sha256"];
  if (!verifyHmac(body, typeof signature === "string" ? signature : undefined, secrets)) return 401;
  return parseRun(jsonObject(body.toString("utf8"))) ?? 400;
}

function parseRun(payload: Record<string, unknown> | null): Run | null {
  const { shopify_domain: shop, action_run_id: actionRunId, properties } = payload ?? {};
  if (typeof shop !== "string" || typeof actionRunId !== "string" || !RUN_ID.test(actionRunId)) return null;
  if (typeof properties !== "object" || properties === null) return null;
  const of = productOrVariant({ product: "product_id" in properties ? properties.product_id : null });
  return of && { shop: shop.toLowerCase(), actionRunId, of };
}
