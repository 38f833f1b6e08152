import { z } from "zod";
import { ConnectionError, TransientError } from "../../errors.ts";
import { webAddress } from "../../http/guarded-agent.ts";
import { checkedAnswer } from "../../http/json.ts";
import { type Limits, TOTAL_MS_MAX, usualLimits } from "../../http/limits.ts";
import type { HttpAnswer } from "../../http/request.ts";
import { transport } from "../../http/transport.ts";
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

/** A large page or a confirmed sale takes Tryton its time before the first byte. */
const limits: Limits = { ...usualLimits, firstByteMs: TOTAL_MS_MAX, concurrency: 16 };
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
  const post = rpc(settings, secrets);

  const login = loginOf(settings, secrets, post);

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
    if (answer.status === 401) {
      // The call was not looked at, so even one that writes may be sent again.
      dropSession(account, known);
      answer = await send(await session(signal));
    }
    if (answer.status === 401) throw new ConnectionError("Tryton ends every session at once.");
    if (answer.status !== 200) throw refusedBy(answer, method);
    return checkedAnswer(method, resultOf(method, answer.text), result);

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
      const answer = await post.send("common.server.version", [], null, signal);
      if (answer.status !== 200) throw refusedBy(answer, "common.server.version");
      return checkedAnswer(
        "common.server.version",
        resultOf("common.server.version", answer.text),
        z.string(),
      );
    },
    aheadMs: post.aheadMs,
    close: post.close,
  };
}

/** How a session begins: with the password, and with the user's preferences in Tryton. */
function loginOf(settings: TrytonSettings, secrets: TrytonSecrets, post: ReturnType<typeof rpc>) {
  const account = accountOf(settings, secrets);

  async function login(signal: AbortSignal): Promise<Session> {
    const { user } = settings;
    const params = [user, { password: secrets.password ?? "" }];
    const answer = await post.send("common.db.login", params, null, signal);
    if (answer.status === 401) throw refuseLogin(account);
    if (answer.status === 429) {
      throw new TransientError(
        "Tryton lets nobody in for a while, after too many wrong passwords.",
        LOCKED_OUT_MS,
      );
    }
    if (answer.status !== 200) throw refusedBy(answer, "common.db.login");
    const [userId, key] = checkedAnswer("common.db.login", resultOf("common.db.login", answer.text), Login);
    const authorization = `Session ${Buffer.from(`${user}:${userId}:${key}`).toString("base64")}`;
    const context = await preferences(authorization, signal);
    const session = { authorization, userId, context };
    keepSession(account, session);
    return session;
  }

  async function preferences(authorization: string, signal: AbortSignal): Promise<Record<string, unknown>> {
    const method = "model.res.user.get_preferences";
    const answer = await post.send(method, [true, {}], authorization, signal);
    if (answer.status !== 200) throw refusedBy(answer, method);
    return checkedAnswer(method, resultOf(method, answer.text), z.record(z.string(), z.unknown()));
  }

  return login;
}

type RpcAnswer = HttpAnswer & { text: string };

/** One connection to one database; knows nothing of sessions. */
function rpc(settings: TrytonSettings, secrets: TrytonSecrets) {
  const { url, database } = settings;
  const account = accountOf(settings, secrets);
  const way = transport({ name: "Tryton", account, limits, secrets: [secrets.password ?? ""] });
  let ahead: number | null = null;
  let id = 0;

  async function send(
    method: string,
    params: readonly unknown[],
    authorization: string | null,
    signal: AbortSignal,
  ): Promise<RpcAnswer> {
    const path = method.startsWith("common.server.") ? "" : `${encodeURIComponent(database)}/`;
    const request = {
      method: "POST",
      url: new URL(path, withSlash(webAddress(url))),
      headers: { "content-type": "application/json", ...(authorization && { authorization }) },
      body: JSON.stringify({ id: ++id, method, params }),
    } as const;
    const answer = await way.send(request, signal);
    noteClock(answer);
    return { ...answer, text: new TextDecoder().decode(answer.bytes) };
  }

  /** The header has whole seconds, cut off, and is written before it arrives: the clock cannot be behind this. */
  function noteClock({ headers }: HttpAnswer): void {
    const date = Date.parse(headers.get("date") ?? "");
    if (Number.isNaN(date)) return;
    ahead = Math.max(ahead ?? -Infinity, date - Date.now());
  }

  return { send, aheadMs: () => ahead ?? 0, close: () => way.close() };
}

function withSlash(at: URL): URL {
  return at.pathname.endsWith("/") ? at : new URL(`${at.href}/`);
}
