import { randomUUID } from "node:crypto";
import { db, type Transaction } from "./database.server.ts";

/** The right to do one named thing, held by one worker; `token` grows with every holder. */
export interface Lease {
  name: string;
  token: bigint;
}

/** Another worker holds the lease now: this one was stalled too long and must not write. */
export class LeaseLost extends Error {
  override name = "LeaseLost";
}

const LEASE_SECONDS = 8;
const RENEW_EVERY_MS = 2_000;

const owner = randomUUID();

/**
 * Works under a lease that is renewed meanwhile, and releases it. The work's signal aborts when the lease is
 * lost. Returns null, without working, while another worker holds it.
 */
export async function underLease<T>(
  name: string,
  signal: AbortSignal,
  work: (lease: Lease, signal: AbortSignal) => Promise<T>,
): Promise<{ done: T } | null> {
  const lease = await takeLease(name);
  if (!lease) return null;
  const lost = new AbortController();
  const renewal = setInterval(() => {
    renewLease(lease).then(
      (held) => {
        if (!held) lost.abort(new LeaseLost(`The lease ${name} ran out`));
      },
      // While the database is away the lease expires by itself, and the fence below decides.
      () => undefined,
    );
  }, RENEW_EVERY_MS);
  try {
    return { done: await work(lease, AbortSignal.any([signal, lost.signal])) };
  } finally {
    clearInterval(renewal);
    await releaseLease(lease);
  }
}

/** Takes a lease by the database's clock, or returns null while another worker holds it. */
export async function takeLease(name: string): Promise<Lease | null> {
  const [row] = await db().$queryRaw<{ token: bigint }[]>`
    INSERT INTO "Lease" AS l (name, owner, token, "expiresAt")
    VALUES (${name}, ${owner}, 1, now() + make_interval(secs => ${LEASE_SECONDS}))
    ON CONFLICT (name) DO UPDATE
      SET owner = excluded.owner, token = l.token + 1, "expiresAt" = excluded."expiresAt"
      WHERE l."expiresAt" < now()
    RETURNING token`;
  return row ? { name, token: row.token } : null;
}

/** Renews a lease; false: another worker has taken over, so nothing may be written any more. */
export async function renewLease({ name, token }: Lease): Promise<boolean> {
  const count = await db().$executeRaw`
    UPDATE "Lease" SET "expiresAt" = now() + make_interval(secs => ${LEASE_SECONDS})
    WHERE name = ${name} AND token = ${token} AND "expiresAt" > now()`;
  return count === 1;
}

async function releaseLease({ name, token }: Lease): Promise<void> {
  await db().$executeRaw`
    UPDATE "Lease" SET "expiresAt" = now() - interval '1 second' WHERE name = ${name} AND token = ${token}`;
}

/** Fences a transaction: it commits only while the lease is still this worker's. */
export async function fence(tx: Transaction, { name, token }: Lease): Promise<void> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM "Lease" WHERE name = ${name} AND token = ${token} FOR SHARE`;
  if (rows.length === 0) throw new LeaseLost(`The lease ${name} was taken over`);
}
