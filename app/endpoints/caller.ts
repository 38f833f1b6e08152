import type { IncomingMessage, ServerResponse } from "node:http";
import { readIdToken, type Caller } from "#app/shopify/id-token.ts";
import { answer } from "./body.ts";

export interface AppSecrets {
  apiKey: string;
  secrets: readonly string[];
}

const BEARER = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/;
const PREFLIGHT_VALID_S = 7_200;

/**
 * Runs `work` for a UI extension in the admin, which calls from an origin of Shopify's own and adds the ID token of
 * who uses it. Whose data it sees follows from that token alone. Source: "Admin UI extensions, network features".
 */
export async function forExtension(
  { request, response, method }: { request: IncomingMessage; response: ServerResponse; method: string },
  app: AppSecrets,
  work: (caller: Caller) => Promise<{ status: number; body: unknown }>,
): Promise<void> {
  // Any origin: nothing here rests on cookies, and without the token there is no answer.
  response.setHeader("access-control-allow-origin", "*");
  if (request.method === "OPTIONS") {
    response.setHeader("access-control-allow-methods", `${method}, OPTIONS`);
    response.setHeader("access-control-allow-headers", "Authorization, Content-Type");
    response.setHeader("access-control-max-age", PREFLIGHT_VALID_S);
    return answer(response, 204);
  }
  if (request.method !== method) return answer(response, 405);
  const token = BEARER.exec(request.headers.authorization ?? "")?.[1];
  const caller = token === undefined ? null : await readIdToken(token, app);
  if (!caller) return answer(response, 401);
  const { status, body } = await work(caller);
  answer(response, status, JSON.stringify(body), "application/json; charset=utf-8");
}
