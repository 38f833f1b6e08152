import { PrismaPg } from "@prisma/adapter-pg";
import { Prisma, PrismaClient } from "@prisma/client";
import pLimit, { type LimitFunction } from "p-limit";
import type pg from "pg";
import { config } from "#app/config.server.ts";
import { openPool } from "./pool.server.ts";
import { storableQueries } from "./storable-queries.server.ts";

/** Statements that take effect together: what `$transaction` hands to its work. */
export type Transaction = Prisma.TransactionClient;

interface Connected {
  pool: pg.Pool;
  client: PrismaClient;
  /** The turns of this process, by shop: waiting in the database would keep a connection from readers. */
  turns: Map<string, LimitFunction>;
}

// The Remix bundle holds its own copy of this module; a process still has one client and one pool.
const shared = globalThis as typeof globalThis & { concordDatabase?: Connected | undefined };

const TRANSACTION_WAIT_MS = 5_000;
const TRANSACTION_LIMIT_MS = 30_000;

/** The one Prisma client of this process. */
export function db(): PrismaClient {
  return connected().client;
}

/** The pool below it, for hand-written SQL. */
export function pool(): pg.Pool {
  return connected().pool;
}

const DEADLOCK = "40P01";
const DEADLOCK_RETRIES = 5;

/**
 * Writes a shop's values while nobody else writes them. Writers of many rows would lock the same rows in
 * different orders, wait for each other and be aborted by PostgreSQL; one after another they finish sooner,
 * and each sees what the one before wrote.
 */
export async function inTurn<T>(
  shop: string,
  work: (tx: Transaction) => Promise<T>,
  limits: { timeout?: number; maxWait?: number } = {},
): Promise<T> {
  const turn = async (tx: Transaction) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`values of ${shop}`}, 0))`;
    return work(tx);
  };
  const { turns } = connected();
  const line = turns.get(shop) ?? pLimit(1);
  turns.set(shop, line);
  return line(() => together(turn, limits));
}

/**
 * Statements that take effect together, without a turn: for work on a single order. If it deadlocks with a
 * writer of many rows, PostgreSQL aborts one of them, which did nothing and is run again.
 */
export async function together<T>(
  work: (tx: Transaction) => Promise<T>,
  limits: { timeout?: number; maxWait?: number } = {},
): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await db().$transaction(work, limits);
    } catch (error) {
      if (tries > DEADLOCK_RETRIES || !isDeadlock(error)) throw error;
    }
  }
}

function isDeadlock(error: unknown): boolean {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return isDriversDeadlock(error);
  return error.code === "P2034" || error.meta?.["code"] === DEADLOCK || error.message.includes(DEADLOCK);
}

/** Calls that Prisma wraps in its own transaction, such as updateMany, fail with the driver's error. */
function isDriversDeadlock(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : null;
  return (
    typeof cause === "object" && cause !== null && "originalCode" in cause && cause.originalCode === DEADLOCK
  );
}

export async function closeDatabase(): Promise<void> {
  const open = shared.concordDatabase;
  if (!open) return;
  shared.concordDatabase = undefined;
  await open.client.$disconnect();
  await open.pool.end();
}

function connected(): Connected {
  return (shared.concordDatabase ??= connect());
}

function connect(): Connected {
  const shared = openPool({ max: config("DATABASE_POOL_SIZE") });
  const client = new PrismaClient({
    adapter: new PrismaPg(shared),
    transactionOptions: { maxWait: TRANSACTION_WAIT_MS, timeout: TRANSACTION_LIMIT_MS },
  }).$extends(storableQueries) as PrismaClient;
  return { pool: shared, client, turns: new Map() };
}
