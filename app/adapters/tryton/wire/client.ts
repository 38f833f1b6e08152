import { type Agent, fetch, type Response } from "undici";
import { z } from "zod";
import { ConnectionError, ProtocolError, TransientError } from "../../errors.ts";
import { guardedAgent, webAddress } from "../../guarded-agent.ts";
import { refusedBy, resultOf } from "./answers.ts";
import {
  accountOf,
  dropSession,
  keepSession,
  keptSession,
  refuseLogin,
  type Session,
  stopIfRefused,
} from "./session.ts";
import type { TrytonSecrets, TrytonSettings } from "../settings.ts";

const TIMEOUT_MS = 120_000;
const ANSWER_BYTES_MAX = 64 * 1024 * 1024;
const LOCKED_OUT_MS = 10 * 60_000;

type Context = Readonly<Record<string, unknown>>;

/** Tryton's JSON-RPC, logged in. Every call may throw the three errors of ../errors.ts. */
export interface Client {
  /** Calls a method of a model, such as "sale.sale.confirm"; the last parameter is the context, made here. */
  model<T>(
    method: string,
    params: readonly unknown[],
    result: z.ZodType<T>,
    signal: AbortSignal,
    context?: Context,
  ): Promise<T>;
  wizard<T>(
    method: string,
    params: readonly unknown[],
    result: z.ZodType<T>,
    signal: AbortSignal,
    context?: Context,
  ): Promise<T>;
  /** Logs in even where the password was refused before: a person asked. */
  login(signal: AbortSignal): Promise<Session>;
  session(signal: AbortSignal): Promise<Session>;
  version(signal: AbortSignal): Promise<string>;
  /** How far Tryton's clock is ahead of ours, at the least; known after the first answer. */
  aheadMs(): number;
  close(): Promise<void>;
}

const Login = z.tuple([z.number(), z.string()]);

export function client(settings: TrytonSettings, secrets: TrytonSecrets): Client {
  const account = accountOf(settings, secrets);
  const post = poster(settings);

  const login = entrance(settings, secrets, post);

  async function session(signal: AbortSignal): Promise<Session> {
    const kept = keptSession(account);
    if (kept) return kept;
    stopIfRefused(account);
    return login(signal);
  }

  async function call<T>(
    method: string,
    params: readonly unknown[],
    result: z.ZodType<T>,
    signal: AbortSignal,
    context: Context = {},
  ): Promise<T> {
    const known = await session(signal);
    let answer = await send(known);
    if (answer.response.status === 401) {
      // The call was not looked at, so even one that writes may be sent again.
      dropSession(account, known);
      answer = await send(await session(signal));
    }
    if (answer.response.status === 401) throw new ConnectionError("Tryton ends every session at once.");
    if (answer.response.status !== 200) throw refusedBy(answer.response.status, method);
    return parse(method, result, resultOf(method, answer.text));

    function send({ authorization, context: own }: Session) {
      return post.send(method, [...params, { ...own, ...context }], authorization, signal);
    }
  }

  return {
    model: (method, ...rest) => call(`model.${method}`, ...rest),
    wizard: (method, ...rest) => call(`wizard.${method}`, ...rest),
    login,
    session,
    async version(signal) {
      const { response, text } = await post.send("common.server.version", [], null, signal);
      if (response.status !== 200) throw refusedBy(response.status, "common.server.version");
      return parse("common.server.version", z.string(), resultOf("common.server.version", text));
    },
    aheadMs: post.aheadMs,
    close: post.close,
  };
}

/** How a session begins: with the password, and with what Tryton says that the user prefers. */
function entrance(settings: TrytonSettings, secrets: TrytonSecrets, post: ReturnType<typeof poster>) {
  const account = accountOf(settings, secrets);

  async function login(signal: AbortSignal): Promise<Session> {
    const { user } = settings;
    const params = [user, { password: secrets.password ?? "" }];
    const { response, text } = await post.send("common.db.login", params, null, signal);
    if (response.status === 401) throw refuseLogin(account);
    if (response.status === 429) {
      throw new TransientError(
        "Tryton lets nobody in for a while, after too many wrong passwords.",
        LOCKED_OUT_MS,
      );
    }
    if (response.status !== 200) throw refusedBy(response.status, "common.db.login");
    const [userId, key] = parse("common.db.login", Login, resultOf("common.db.login", text));
    const authorization = `Session ${Buffer.from(`${user}:${userId}:${key}`).toString("base64")}`;
    const context = await preferences(authorization, signal);
    const session = { authorization, userId, context };
    keepSession(account, session);
    return session;
  }

  async function preferences(authorization: string, signal: AbortSignal): Promise<Record<string, unknown>> {
    const method = "model.res.user.get_preferences";
    const { response, text } = await post.send(method, [true, {}], authorization, signal);
    if (response.status !== 200) throw refusedBy(response.status, method);
    return parse(method, z.record(z.string(), z.unknown()), resultOf(method, text));
  }

  return login;
}

/** One connection to one database; knows nothing of sessions. */
function poster({ url, database }: TrytonSettings) {
  let agent: Promise<Agent> | null = null;
  let ahead: number | null = null;
  let id = 0;

  async function send(
    method: string,
    params: readonly unknown[],
    authorization: string | null,
    signal: AbortSignal,
  ) {
    const path = method.startsWith("common.server.") ? "" : `${encodeURIComponent(database)}/`;
    const at = new URL(path, withSlash(webAddress(url)));
    agent ??= guardedAgent(at.hostname, ANSWER_BYTES_MAX);
    try {
      const response = await fetch(at, {
        method: "POST",
        headers: { "content-type": "application/json", ...(authorization && { authorization }) },
        body: JSON.stringify({ id: ++id, method, params }),
        dispatcher: await agent,
        redirect: "manual",
        signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
      });
      notice(response);
      return { response, text: await response.text() };
    } catch (error) {
      if (signal.aborted) throw new TransientError("The call was stopped", null, { cause: error });
      if (error instanceof TypeError || (error instanceof DOMException && error.name === "TimeoutError")) {
        throw new TransientError(`${at.host} did not answer ${method}`, null, { cause: error });
      }
      throw error;
    }
  }

  /** The header has whole seconds, cut off, and is written before it arrives: the clock cannot be behind this. */
  function notice(response: Response): void {
    const date = Date.parse(response.headers.get("date") ?? "");
    if (Number.isNaN(date)) return;
    ahead = Math.max(ahead ?? -Infinity, date - Date.now());
  }

  return {
    send,
    aheadMs: () => ahead ?? 0,
    async close(): Promise<void> {
      const open = agent;
      agent = null;
      await (await open)?.destroy();
    },
  };
}

function withSlash(at: URL): URL {
  return at.pathname.endsWith("/") ? at : new URL(`${at.href}/`);
}

function parse<T>(method: string, schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new ProtocolError(
    `${method} answered something unexpected at ${issue?.path.join(".")}: ${issue?.message}`,
  );
}
