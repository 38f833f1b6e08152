import { execFile } from "node:child_process";
import { readdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import pg from "pg";
import { environmentWith } from "#app/config.server.ts";
import { errorCode } from "./embedded/process-state.server.ts";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const LOCK = 7_205_759_403;
const UNDEFINED_TABLE = "42P01";

/** Brings the database to the newest schema; if it is there already, this only looks at one table. */
export async function migrate(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    if (await isCurrent(client)) return;
    await client.query("SELECT pg_advisory_lock($1)", [LOCK]);
    if (!(await isCurrent(client))) await prisma(url, ["migrate", "deploy"]);
  } finally {
    await client.end();
  }
}

/** Runs Prisma's command line against one database. */
export async function prisma(url: string, args: readonly string[]): Promise<string> {
  const program = createRequire(import.meta.url).resolve("prisma/build/index.js");
  const env = environmentWith({
    DATABASE_URL: url,
    PRISMA_HIDE_UPDATE_MESSAGE: "1",
    CHECKPOINT_DISABLE: "1",
  });
  const { stdout } = await promisify(execFile)(process.execPath, [program, ...args], { cwd: ROOT, env });
  return stdout;
}

async function isCurrent(client: pg.Client): Promise<boolean> {
  const entries = await readdir(join(ROOT, "prisma", "migrations"), { withFileTypes: true });
  const wanted = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  try {
    const applied = await client.query<{ name: string }>(
      "SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL",
    );
    const names = new Set(applied.rows.map((row) => row.name));
    return wanted.every((name) => names.has(name));
  } catch (error) {
    if (errorCode(error) === UNDEFINED_TABLE) return false;
    throw error;
  }
}
