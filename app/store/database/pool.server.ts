import pg from "pg";
import { log } from "#app/log.ts";
import { databaseUrl } from "./embedded-address.server.ts";

const CONNECT_WITHIN_MS = 5_000;
/** Transactions end after half a minute, so a pool in which nothing moves for longer will not recover. */
const STUCK_MS = 60_000;
const LOOK_EVERY_MS = 5_000;

/** A pool of its own, for code that brings its own tables (the queue) in a schema of its own. */
export function openPool(options: { max: number; schema?: string }): pg.Pool {
  const opened = new pg.Pool({
    connectionString: databaseUrl(),
    max: options.max,
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
    keepAlive: true,
    application_name: "concord",
    ...(options.schema ? { options: `-c search_path=${options.schema}` } : {}),
  });
  // Without a listener a lost connection would end the process; each client logs its own end.
  opened.on("error", () => undefined);
  takeBackDead(opened);
  noteMoves(opened);
  return opened;
}

const movedAt = new WeakMap<pg.Pool, number>();

/** For how long somebody has waited while every client is lent and none moves; 0: the pool works. */
export function stuckMs(opened: pg.Pool, now = performance.now()): number {
  const isEmpty = opened.idleCount === 0 && opened.totalCount >= opened.options.max;
  return isEmpty && opened.waitingCount > 0 ? now - (movedAt.get(opened) ?? now) : 0;
}

/** Calls `end` once a pool does not recover, so that whoever runs this process can start it again. */
export function watchPool(opened: pg.Pool, end: () => void): { stop(): void } {
  const look = () => {
    if (stuckMs(opened) < STUCK_MS) return;
    log.fatal({ clients: opened.totalCount, waiting: opened.waitingCount }, "database connections are stuck");
    clearInterval(timer);
    end();
  };
  const timer = setInterval(look, LOOK_EVERY_MS);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}

function noteMoves(opened: pg.Pool): void {
  const move = () => void movedAt.set(opened, performance.now());
  for (const event of ["connect", "acquire", "release", "remove"] as const) opened.on(event, move);
}

/**
 * Takes back clients whose connection ended while they were lent. Prisma forgets a transaction whose connection
 * breaks, and would keep its client for ever: after a few restarts of the database the pool would be empty.
 */
function takeBackDead(opened: pg.Pool): void {
  const lent = new Set<pg.PoolClient>();
  opened.on("acquire", (client) => lent.add(client));
  opened.on("release", (_error, client) => lent.delete(client));
  opened.on("connect", (client) => {
    // Its borrower learns of it from the next query.
    client.on("error", (error) => log.warn({ error: error.message }, "database connection lost"));
    client.once("end", () => {
      if (!lent.has(client)) return;
      const { release } = client;
      // The borrower may still give it back.
      client.release = () => undefined;
      release(true);
    });
  });
}
