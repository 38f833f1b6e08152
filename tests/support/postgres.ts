import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { startDatabase } from "#app/store/database/embedded/postgres.server.ts";
import { migrate } from "#app/store/database/migrate.server.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** Server on which each test file gets a database of its own. */
    serverUrl: string;
  }
}

/** Nothing here has to survive a power failure, and several files' processes connect at once. */
const SETTINGS = {
  fsync: "off",
  full_page_writes: "off",
  synchronous_commit: "off",
  max_connections: "400",
};

interface Server {
  url: string;
  users: number;
  stop(): Promise<void>;
}

// Each project loads this file separately; they share one server.
const held = globalThis as typeof globalThis & { concordTestServer?: Promise<Server> };

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await (held.concordTestServer ??= start());
  server.users++;
  project.provide("serverUrl", server.url);
  return async () => {
    if (--server.users === 0) await server.stop();
  };
}

async function start(): Promise<Server> {
  const home = await mkdtemp(join(tmpdir(), "concord-tests-"));
  await chmod(home, 0o755); // the account that runs the server must enter it
  const database = await startDatabase({ home, settings: SETTINGS });
  const template = new URL(database.url);
  template.pathname = "/template_concord";
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query("CREATE DATABASE template_concord");
  await client.end();
  await migrate(template.href);
  return {
    url: database.url,
    users: 0,
    stop: async () => {
      await database.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}
