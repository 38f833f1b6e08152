import { type Agent, fetch, type Response } from "undici";
import { log } from "#app/log.ts";
import { isAdapterError, ProtocolError, TransientError } from "../errors.ts";
import { readBody } from "./body.ts";
import { gateOf } from "./gate.ts";
import { guardedAgent, webAddress } from "./guarded-agent.ts";
import { type Limits, REDIRECTS_MAX, TOTAL_MS_MAX } from "./limits.ts";
import type { HttpAnswer, HttpRequest } from "./request.ts";
import { withoutSecrets } from "./secrets.ts";
import { stopped, unlessStopped } from "./stop.ts";

export interface TransportOptions {
  /** As logs and the merchant know the other side: "Acme ERP". */
  name: string;
  /** The same for all calls of one connection, and of no other: they share its limits. Never a secret itself. */
  account: string;
  limits: Limits;
  /** Values that no log line may show, anywhere in an address. */
  secrets: readonly string[];
}

/** The only way out. Throws the three errors of ../errors.ts; any status counts as an answer. */
export interface Transport {
  readonly name: string;
  send(request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer>;
  close(): Promise<void>;
}

export function transport({ name, account, limits, secrets }: TransportOptions): Transport {
  if (limits.totalMs > TOTAL_MS_MAX)
    throw new RangeError(`${name} is waited for longer than ${TOTAL_MS_MAX} ms`);
  const agents = agentsByHost(limits);
  const gate = gateOf(account, limits);

  async function send(request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> {
    webAddress(request.url.href);
    return unlessStopped(
      gate(() => timed(request, signal)),
      signal,
    );
  }

  async function timed(request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> {
    const began = performance.now();
    const said = { system: name, method: request.method, host: request.url.host };
    const path = withoutSecrets(request.url.pathname, secrets);
    const ms = () => Math.round(performance.now() - began);
    try {
      const answer = await follow(request, signal);
      const { status, bytes } = answer;
      log[status < 400 ? "debug" : "info"]({ ...said, path, status, ms: ms(), bytes: bytes.length }, "call");
      return answer;
    } catch (error) {
      const failed = inWords(error, request.url.host, signal);
      log.info(
        { ...said, path, status: null, ms: ms(), error: withoutSecrets(failed.message, secrets) },
        "call",
      );
      throw failed;
    }
  }

  async function follow(request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> {
    if (signal.aborted) throw stopped(signal);
    const until = AbortSignal.any([signal, AbortSignal.timeout(limits.totalMs)]);
    let { url, headers } = request;
    for (let redirects = 0; redirects <= REDIRECTS_MAX; redirects++) {
      const dispatcher = await agents.of(url);
      const { method, body } = request;
      const response = await fetch(url, {
        method,
        headers,
        body,
        dispatcher,
        redirect: "manual",
        signal: until,
      });
      const next = nextOf(request, response, url);
      if (next === null) {
        const bytes = await readBody(response.body, url.host, limits.answerBytes);
        return { url, status: response.status, headers: response.headers, bytes };
      }
      await response.body?.cancel();
      // Credentials are only for the origin they were given for.
      if (next.origin !== url.origin) headers = {};
      url = next;
    }
    throw new ProtocolError(`${request.url.host} leads from one address to the next`);
  }

  return { name, send, close: agents.close };
}

/** Only reads follow a redirect: a write would be sent to a system that it was not meant for. */
function nextOf({ method }: HttpRequest, { status, headers }: Response, at: URL): URL | null {
  const location = headers.get("location");
  if (method !== "GET" || status < 300 || status > 399 || location === null) return null;
  return webAddress(URL.canParse(location, at) ? new URL(location, at).href : location);
}

function agentsByHost(limits: Limits) {
  const open = new Map<string, Agent>();
  return {
    async of({ hostname }: URL): Promise<Agent> {
      const agent = open.get(hostname) ?? (await guardedAgent(hostname, limits));
      const kept = open.get(hostname) ?? agent;
      open.set(hostname, kept);
      if (kept !== agent) await agent.destroy();
      return kept;
    },
    async close(): Promise<void> {
      const all = [...open.values()];
      open.clear();
      await Promise.all(all.map((agent) => agent.destroy()));
    },
  };
}

function inWords(error: unknown, host: string, signal: AbortSignal): Error {
  if (signal.aborted) return stopped(signal);
  if (isAdapterError(error)) return error;
  if (error instanceof DOMException && error.name === "TimeoutError") {
    return new TransientError(`${host} did not answer in time`, null, { cause: error });
  }
  if (error instanceof TypeError) {
    return new TransientError(`${host} did not answer`, null, { cause: error });
  }
  return error as Error;
}
