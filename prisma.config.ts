import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { defineConfig } from "prisma/config";

// The adapter cannot decode the catalog types "char" (18) and name (19), which the schema engine
// reads while it introspects. Both are text on the wire, so they are relabelled as such, here only.
const CATALOG_TYPES = new Set([18, 19]);
const TEXT = 25;

// Without an address the command line falls back to an engine it would have to download.
// `prisma generate` never connects; every other command is given the real one.
process.env["DATABASE_URL"] ??= "postgresql://unset.invalid/concord";

// The schema engine never clears the ten-second timer of its lock, so every command would end that much late.
const LOCK_TIMER_MS = 10_000;
const startTimer = globalThis.setTimeout;
globalThis.setTimeout = Object.assign((run: () => void, ms?: number, ...rest: []): NodeJS.Timeout => {
  const timer = startTimer(run, ms, ...rest);
  return ms === LOCK_TIMER_MS ? timer.unref() : timer;
}, startTimer);

type Callback = (error: Error | null, answer?: pg.QueryResult) => void;

class CatalogClient extends pg.Client {
  override query(...args: never[]): never {
    const send = super.query.bind(this) as (...input: unknown[]) => unknown;
    const last: unknown = args.at(-1);
    // A pool passes a callback as the last argument; a transaction waits for a promise.
    if (typeof last === "function") {
      const callback = last as Callback;
      return send(...args.slice(0, -1), (error: Error | null, answer?: pg.QueryResult) =>
        callback(error, answer && relabelled(answer)),
      ) as never;
    }
    const sent = send(...args);
    return (
      sent instanceof Promise ? sent.then((answer: pg.QueryResult) => relabelled(answer)) : sent
    ) as never;
  }
}

function relabelled(answer: pg.QueryResult): pg.QueryResult {
  for (const field of answer.fields ?? []) {
    if (CATALOG_TYPES.has(field.dataTypeID)) field.dataTypeID = TEXT;
  }
  return answer;
}

export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  experimental: { adapter: true },
  engine: "js",
  adapter: () => {
    const pool = new pg.Pool({
      connectionString: process.env["DATABASE_URL"],
      Client: CatalogClient,
      max: 2,
      // Otherwise each command ends ten seconds late, when the idle connections time out.
      allowExitOnIdle: true,
    });
    return Promise.resolve(new PrismaPg(pool, { disposeExternalPool: true }));
  },
});
