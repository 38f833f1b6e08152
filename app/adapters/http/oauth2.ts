import { z } from "zod";
import { ConnectionError } from "../errors.ts";
import type { Auth } from "./auth.ts";
import { jsonOf } from "./json.ts";
import { refusal } from "./refusal.ts";
import type { HttpAnswer } from "./request.ts";
import { unlessStopped } from "./stop.ts";
import type { Transport } from "./transport.ts";

export interface OAuth2 {
  /** The same for all of one connection, and of no other: they share a token. Never a secret itself. */
  account: string;
  tokenUrl: URL;
  clientId: string;
  clientSecret: string;
  /** Where the system expects the client's id and secret. */
  clientIn: "header" | "body";
  scope: string | null;
  /** Null: the client's own rights (client credentials); otherwise those of the person who signed in. */
  refreshToken: RefreshToken | null;
}

/** Kept where secrets are kept: many systems issue a new one with each use, and the old one is then worthless. */
export interface RefreshToken {
  load(): Promise<string>;
  save(next: string): Promise<void>;
}

interface Token {
  value: string;
  expiresAt: number;
}

const Answer = z.object({
  access_token: z.string().min(1),
  expires_in: z.coerce.number().positive().optional(),
  refresh_token: z.string().min(1).optional(),
});

/** A token is replaced this long before it ends, since calls and clocks take their time. */
const EARLY_MS = 60_000;
/** Where the system does not say how long a token lives. */
const LIFE_MS = 5 * 60_000;
const TOKENS_MAX = 10_000;

/** By account: an adapter is opened again for each job. */
const tokens = new Map<string, Token>();
const underway = new Map<string, Promise<Token>>();

/** OAuth2 by client credentials or refresh token; one refresh at a time for a connection, however many calls wait. */
export function oauth2(settings: OAuth2, way: Transport): Auth {
  const { account } = settings;

  async function current(signal: AbortSignal): Promise<Token> {
    const known = tokens.get(account);
    if (known && known.expiresAt > Date.now()) return known;
    const asked = underway.get(account) ?? refresh();
    return unlessStopped(asked, signal);
  }

  /** No caller's signal stops it: others wait for it too, and a refresh token may be used up by now. */
  function refresh(): Promise<Token> {
    const asked = newToken(settings, way)
      .then((token) => keep(account, token))
      .finally(() => underway.delete(account));
    underway.set(account, asked);
    return asked;
  }

  return {
    async sign(request, signal) {
      const { value } = await current(signal);
      return { ...request, headers: { ...request.headers, authorization: `Bearer ${value}` } };
    },
    renew({ headers }) {
      // Another call may have replaced it already.
      if (headers["authorization"] === `Bearer ${tokens.get(account)?.value}`) tokens.delete(account);
      return true;
    },
  };
}

function keep(account: string, token: Token): Token {
  const [oldest] = tokens.keys();
  if (oldest !== undefined && tokens.size >= TOKENS_MAX) tokens.delete(oldest);
  tokens.set(account, token);
  return token;
}

async function newToken(settings: OAuth2, way: Transport): Promise<Token> {
  const { tokenUrl, refreshToken } = settings;
  const { headers, form } = await question(settings);
  const request = { method: "POST", url: tokenUrl, headers, body: form.toString() } as const;
  const answer = await way.send(request, new AbortController().signal);
  if (answer.status !== 200) throw refused(way.name, answer);
  const said = jsonOf(way.name, answer, Answer);
  if (said.refresh_token !== undefined) await refreshToken?.save(said.refresh_token);
  const life = said.expires_in === undefined ? LIFE_MS : said.expires_in * 1000;
  return { value: said.access_token, expiresAt: Date.now() + Math.max(life - EARLY_MS, life / 2) };
}

async function question({ clientId, clientSecret, clientIn, scope, refreshToken }: OAuth2) {
  const client = Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`);
  const form = new URLSearchParams(
    refreshToken
      ? { grant_type: "refresh_token", refresh_token: await refreshToken.load() }
      : { grant_type: "client_credentials" },
  );
  if (scope !== null) form.set("scope", scope);
  const headers: Record<string, string> = { "content-type": "application/x-www-form-urlencoded" };
  if (clientIn === "header") headers["authorization"] = `Basic ${client.toString("base64")}`;
  else {
    form.set("client_id", clientId);
    form.set("client_secret", clientSecret);
  }
  return { headers, form };
}

function refused(name: string, answer: HttpAnswer): Error {
  if (answer.status !== 400 && answer.status !== 401) return refusal(name, answer);
  return new ConnectionError(`${name} no longer accepts the sign-in of this connection. Sign in again.`);
}
