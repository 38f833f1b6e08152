import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { answerTokenRequest, type TokenRequester } from "#sandbox/shopify/auth/token-endpoint.ts";
import { between, drawFault, type Faults } from "#sandbox/shopify/faults.ts";
import type { Context } from "#sandbox/shopify/graphql/context.ts";
import type { Engine, GraphqlRequest } from "#sandbox/shopify/graphql/execute.ts";
import { countExecution } from "#sandbox/shopify/stats.ts";
import { UPLOAD_HOST } from "#sandbox/shopify/uploads/staged-uploads.ts";
import { serveUpload } from "./upload.ts";

export const GRAPHQL_PATH = "/admin/api/2026-10/graphql.json";
const TOKEN_PATH = "/admin/oauth/access_token";

export interface ShopService extends TokenRequester {
  engine: Engine;
  context: Context;
  faults: Faults;
}

/** Everything the shop serves. `hosts` keeps one shop's name from answering for another. */
export function shopHandler(service: ShopService, hosts: ReadonlySet<string> | null): RequestListener {
  return (request, response) => {
    serve(service, hosts, request, response).catch((error: unknown) => {
      if (response.headersSent || response.destroyed) response.destroy();
      else sendJson(response, 500, { errors: error instanceof Error ? error.message : String(error) });
    });
  };
}

async function serve(
  service: ShopService,
  hosts: ReadonlySet<string> | null,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? "/", "http://sandbox");
  const file = service.context.bulkOperations.file(url.pathname);
  if (file !== undefined && request.method === "GET") {
    response.writeHead(200, { "content-type": "application/jsonl" });
    await pipeline(createReadStream(file), response);
    return;
  }
  const host = (request.headers.host ?? "").replace(/:\d+$/, "");
  if (host === UPLOAD_HOST && request.method === "POST") {
    await serveUpload(service.context.uploads, request, response);
    return;
  }
  const known = (hosts === null || hosts.has(host)) && request.method === "POST";
  if (known && url.pathname === GRAPHQL_PATH) await serveGraphql(service, request, response);
  else if (known && url.pathname === TOKEN_PATH) {
    const body = readFields(await readBody(request), request.headers["content-type"] ?? "");
    const answer = await answerTokenRequest(body, service);
    sendJson(response, answer.status, answer.body);
  } else sendJson(response, 404, { errors: "Not Found" });
}

async function serveGraphql(
  service: ShopService,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { engine, context, faults, stats, tokens } = service;
  const text = await readBody(request);
  stats.requests += 1;
  if (!tokens.accepts(String(request.headers["x-shopify-access-token"] ?? ""))) {
    const errors = "[API] Invalid API key or access token (unrecognized login or wrong password)";
    sendJson(response, 401, { errors });
    return;
  }
  const body = readGraphql(text);
  if (!body) {
    sendJson(response, 400, { errors: "Bad Request" });
    return;
  }
  const fault = drawFault(faults, engine.outline(body));
  if (fault === "timeout") return;
  if (fault === "serverError") {
    const status = [500, 502, 503][Math.floor(faults.random() * 3)] ?? 500;
    sendJson(response, status, { errors: "Internal Server Error" });
    return;
  }
  const execution = engine.execute(body, context, fault === "throttled");
  countExecution(stats, execution);
  const latencyMs = between(faults.latencyMs, faults.random);
  if (latencyMs > 0) await sleep(latencyMs);
  if (fault === "answerLost") request.socket.destroy();
  else sendJson(response, 200, execution.answer);
}

function readGraphql(text: string): GraphqlRequest | null {
  const body = parseJson(text);
  return typeof body?.["query"] === "string" ? (body as unknown as GraphqlRequest) : null;
}

function readFields(text: string, type: string): Record<string, unknown> {
  if (type.startsWith("application/x-www-form-urlencoded"))
    return Object.fromEntries(new URLSearchParams(text));
  return parseJson(text) ?? {};
}

function parseJson(text: string): Record<string, unknown> | null {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === "object" && read !== null ? (read as Record<string, unknown>) : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  const text = Buffer.from(JSON.stringify(body));
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "content-length": text.length,
    "x-shopify-api-version": "2026-10",
    "x-request-id": randomUUID(),
  });
  response.end(text);
}
