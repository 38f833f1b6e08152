import type { z } from "zod";
import type { Auth } from "./auth.ts";
import { jsonOf } from "./json.ts";
import { refusal } from "./refusal.ts";
import type { HttpAnswer, HttpRequest } from "./request.ts";
import type { Transport } from "./transport.ts";
import { xmlOf } from "./xml.ts";

/** One call as an adapter puts it; `path` is relative to the system's own address. */
export interface Call {
  method?: HttpRequest["method"];
  path: string;
  query?: Readonly<Record<string, string>>;
  headers?: Readonly<Record<string, string>>;
  json?: unknown;
  /** Instead of `json`, with its content-type among the headers. */
  body?: string;
}

/** A system behind an address, signed in. Every call may throw the three errors of ../errors.ts. */
export interface HttpClient {
  /** Returns any answer, for systems whose refusals say more than their status. */
  send(call: Call, signal: AbortSignal): Promise<HttpAnswer>;
  json<T>(call: Call, schema: z.ZodType<T>, signal: AbortSignal): Promise<T>;
  xml<T>(call: Call, schema: z.ZodType<T>, signal: AbortSignal): Promise<T>;
  close(): Promise<void>;
}

/** `base` ends with a slash. */
export function httpClient(base: URL, way: Transport, auth: Auth): HttpClient {
  async function send(call: Call, signal: AbortSignal): Promise<HttpAnswer> {
    const request = requestOf(base, call);
    const signed = await auth.sign(request, signal);
    const answer = await way.send(signed, signal);
    // A call refused at the door was not carried out, so even one that writes may be sent again, once.
    if (answer.status !== 401 || !auth.renew(signed)) return answer;
    return way.send(await auth.sign(request, signal), signal);
  }

  async function succeeded(call: Call, signal: AbortSignal): Promise<HttpAnswer> {
    const answer = await send(call, signal);
    if (answer.status >= 200 && answer.status <= 299) return answer;
    throw refusal(way.name, answer);
  }

  return {
    send,
    json: async (call, schema, signal) =>
      jsonOf(way.name, await succeeded(withAccept(call, "application/json"), signal), schema),
    xml: async (call, schema, signal) =>
      xmlOf(way.name, await succeeded(withAccept(call, "application/xml"), signal), schema),
    close: () => way.close(),
  };
}

function withAccept(call: Call, accept: string): Call {
  return { ...call, headers: { accept, ...call.headers } };
}

function requestOf(base: URL, { method = "GET", path, query, headers, json, body }: Call): HttpRequest {
  const url = new URL(path, base);
  for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, value);
  const typed = json === undefined ? headers : { "content-type": "application/json", ...headers };
  return {
    method,
    url,
    headers: typed ?? {},
    body: json === undefined ? (body ?? null) : JSON.stringify(json),
  };
}
