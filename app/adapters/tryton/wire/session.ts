import { createHash } from "node:crypto";
import { ConnectionError } from "../../errors.ts";
import type { TrytonSecrets, TrytonSettings } from "../settings.ts";

/** Who we are to one database, and what Tryton expects with every call. */
export interface Session {
  authorization: string;
  userId: number;
  context: Record<string, unknown>;
}

/** A refused password is tried again after this long; Tryton counts wrong ones and locks the user out. */
const REFUSED_MS = 10 * 60_000;

/** A login takes Tryton a third of a second of arithmetic: one for a process is enough. */
const sessions = new Map<string, Session>();
const refused = new Map<string, number>();

export function accountOf({ url, database, user }: TrytonSettings, { password }: TrytonSecrets): string {
  return createHash("sha256")
    .update(JSON.stringify([url, database, user, password]))
    .digest("hex");
}

export function keptSession(account: string): Session | null {
  return sessions.get(account) ?? null;
}

export function keepSession(account: string, session: Session): void {
  sessions.set(account, session);
  refused.delete(account);
}

/** Drops a session that Tryton no longer takes, unless another call has replaced it already. */
export function dropSession(account: string, session: Session): void {
  if (sessions.get(account) === session) sessions.delete(account);
}

export function refuseLogin(account: string): ConnectionError {
  refused.set(account, Date.now());
  return new ConnectionError("Tryton does not accept this user name and password.");
}

/** Keeps a wrong password from being sent again and again. */
export function stopIfRefused(account: string): void {
  const at = refused.get(account);
  if (at === undefined || Date.now() - at > REFUSED_MS) return;
  throw new ConnectionError(
    "Tryton did not accept this user name and password. Test the connection once they are right.",
  );
}
