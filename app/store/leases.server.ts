import { db } from "./database.server.ts";

/** The right to do one named thing, held by one worker; `token` grows with every holder. */
export interface Lease {
  name: string;
  token: bigint;
}

const LEASE_SECONDS = 30;

/** Takes a lease by the database's clock, or returns null while another worker holds it. */
export async function takeLease(name: string, owner: string): Promise<Lease | null> {
  const [row] = await db().$queryRaw<{ token: bigint }[]>`
    INSERT INTO "Lease" AS l (name, owner, token, "expiresAt")
    VALUES (${name}, ${owner}, 1, now() + make_interval(secs => ${LEASE_SECONDS}))
    ON CONFLICT (name) DO UPDATE
      SET owner = excluded.owner, token = l.token + 1, "expiresAt" = excluded."expiresAt"
      WHERE l."expiresAt" < now()
    RETURNING token`;
  return row ? { name, token: row.token } : null;
}

/** Prolongs a lease; false: another worker has taken over, so nothing may be written any more. */
export async function renewLease({ name, token }: Lease): Promise<boolean> {
  const count = await db().$executeRaw`
    UPDATE "Lease" SET "expiresAt" = now() + make_interval(secs => ${LEASE_SECONDS})
    WHERE name = ${name} AND token = ${token} AND "expiresAt" > now()`;
  return count === 1;
}

export async function releaseLease({ name, token }: Lease): Promise<void> {
  await db().$executeRaw`UPDATE "Lease" SET "expiresAt" = now() WHERE name = ${name} AND token = ${token}`;
}

/** Another worker holds the lease now: this one was stalled too long and must not write. */
export class LeaseLost extends Error {
  override name = "LeaseLost";
}

type Transaction = Parameters<Parameters<ReturnType<typeof db>["$transaction"]>[0]>[0];

/** Fences a transaction: it commits only while the lease is still this worker's. */
export async function fence(tx: Transaction, { name, token }: Lease): Promise<void> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM "Lease" WHERE name = ${name} AND token = ${token} FOR SHARE`;
  if (rows.length === 0) throw new LeaseLost(`The lease ${name} was taken over`);
}
