import type { IncomingMessage, ServerResponse } from "node:http";
import { waitOfShop } from "#app/limits.server.ts";
import { readToken, type AppSecrets, type Callers } from "#app/shopify/auth/id-token.ts";
import { answer, answerBusy } from "./body.ts";

const BEARER = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/;
const PREFLIGHT_VALID_S = 7_200;

interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  method: string;
}

type Work<K extends keyof Callers> = (caller: Callers[K]) => Promise<{ status: number; body: unknown }>;

/**
 * Runs `work` for a UI extension in the admin, which calls from one of Shopify's origins and adds the ID
 * token of its user. That token alone decides whose data it sees. Source: "Admin UI extensions, network
 * features".
 */
export function forExtension(exchange: Exchange, app: AppSecrets, work: Work<"admin">): Promise<void> {
  return forBearer(exchange, app, "admin", work);
}

/** Runs `work` for a UI extension on a customer's own pages, which sees only what is that customer's. */
export function forCustomer(exchange: Exchange, app: AppSecrets, work: Work<"customer">): Promise<void> {
  return forBearer(exchange, app, "customer", work);
}

async function forBearer<K extends keyof Callers>(
  { request, response, method }: Exchange,
  app: AppSecrets,
  kind: K,
  work: Work<K>,
): Promise<void> {
  // Any origin may ask: no answer depends on cookies, and all of them need the token.
  response.setHeader("access-control-allow-origin", "*");
  if (request.method === "OPTIONS") {
    response.setHeader("access-control-allow-methods", `${method}, OPTIONS`);
    response.setHeader("access-control-allow-headers", "Authorization, Content-Type");
    response.setHeader("access-control-max-age", PREFLIGHT_VALID_S);
    return answer(response, 204);
  }
  if (request.method !== method) return answer(response, 405);
  const token = BEARER.exec(request.headers.authorization ?? "")?.[1];
  const caller = token === undefined ? null : await readToken(token, app, kind);
  if (!caller) return answer(response, 401);
  const waitS = waitOfShop(caller.shop);
  if (waitS > 0) return answerBusy(response, waitS);
  const { status, body } = await work(caller);
  answer(response, status, JSON.stringify(body), "application/json; charset=utf-8");
}
