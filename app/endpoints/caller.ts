import type { IncomingMessage, ServerResponse } from "node:http";
import { readCustomerToken, type CustomerCaller } from "#app/shopify/auth/customer-token.ts";
import { readIdToken, type Caller } from "#app/shopify/auth/id-token.ts";
import { answer } from "./body.ts";

export interface AppSecrets {
  apiKey: string;
  secrets: readonly string[];
}

const BEARER = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/;
const PREFLIGHT_VALID_S = 7_200;

interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  method: string;
}

type Work<C> = (caller: C) => Promise<{ status: number; body: unknown }>;

/**
 * Runs `work` for a UI extension in the admin, which calls from one of Shopify's origins and adds the ID
 * token of its user. That token alone decides whose data it sees. Source: "Admin UI extensions, network
 * features".
 */
export function forExtension(exchange: Exchange, app: AppSecrets, work: Work<Caller>): Promise<void> {
  return forBearer(exchange, (token) => readIdToken(token, app), work);
}

/** Runs `work` for a UI extension on a customer's own pages, which sees only what is that customer's. */
export function forCustomer(exchange: Exchange, app: AppSecrets, work: Work<CustomerCaller>): Promise<void> {
  return forBearer(exchange, (token) => readCustomerToken(token, app), work);
}

async function forBearer<C>(
  { request, response, method }: Exchange,
  read: (token: string) => Promise<C | null>,
  work: Work<C>,
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
  const caller = token === undefined ? null : await read(token);
  if (!caller) return answer(response, 401);
  const { status, body } = await work(caller);
  answer(response, status, JSON.stringify(body), "application/json; charset=utf-8");
}
