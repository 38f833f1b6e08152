import { ask } from "./channel.ts";

const renewBeforeMs = 10_000;

let current: { token: string; expiresMs: number } | null = null;
let pending: Promise<string> | null = null;

/** The session token: valid for a minute, renewed shortly before it ends, by one request for all callers. */
export function idToken(force = false): Promise<string> {
  if (!force && current !== null && current.expiresMs - Date.now() > renewBeforeMs) {
    return Promise.resolve(current.token);
  }
  pending ??= renew().finally(() => (pending = null));
  return pending;
}

async function renew(): Promise<string> {
  const answer = await ask("token");
  if (answer.type !== "token")
    throw new Error("The sandbox admin answered a token request with something else");
  const payload = answer.token.split(".")[1] ?? "";
  const claims = JSON.parse(atob(payload.replaceAll("-", "+").replaceAll("_", "/"))) as { exp: number };
  current = { token: answer.token, expiresMs: claims.exp * 1000 };
  return answer.token;
}
