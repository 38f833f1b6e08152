import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, cp, lstat, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import pg from "pg";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { startDatabase } from "#app/store/database/embedded/postgres.server.ts";
import { installedPackage, openBinaries } from "#app/store/database/embedded/binaries.server.ts";
import { isAlive } from "#app/store/database/embedded/process-state.server.ts";

const settings = { shared_buffers: "16MB" };
const folders: string[] = [];
const holders: Holder[] = [];
let home = "";

interface Holder {
  url: string;
  owned: boolean;
  process: ChildProcessWithoutNullStreams;
  end(): Promise<void>;
  kill(): Promise<void>;
}

// One home for all: making the first data folder takes longer than any of the tests.
beforeAll(async () => {
  home = await newFolder(0o755);
});

afterEach(async () => {
  await Promise.all(holders.splice(0).map((holder) => holder.end()));
});

afterAll(async () => {
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
});

test("killed together with its server, Concord starts again and what was committed is there", async () => {
  const first = await hold();
  await query(first.url, "CREATE TABLE kept AS SELECT 7 AS n");
  const server = await serverPid(first.url);
  await first.kill();
  process.kill(server, "SIGKILL");

  const second = await hold();
  expect(await query(second.url, "SELECT n FROM kept")).toEqual([{ n: 7 }]);
});

test("a pid file whose number another program has got does not keep the database down", async () => {
  const first = await hold();
  const [row] = await query<{ data_directory: string }>(first.url, "SHOW data_directory");
  await first.end();
  const file = join(row!.data_directory, "postmaster.pid");
  await writeFile(file, `${process.pid}\n${row!.data_directory}\n0\n54329\n\n127.0.0.1\n\nready\n`);

  const second = await hold();
  expect(await query(second.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
});

test("a port that another program has is left to it", async () => {
  const first = await hold();
  await first.end();
  const port = Number(new URL(first.url).port);
  const squatter = createServer().listen(port, "127.0.0.1");
  await once(squatter, "listening");

  const second = await hold();
  expect(Number(new URL(second.url).port)).toBeGreaterThan(port);
  expect(await query(second.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  squatter.close();
});

test("web and worker starting at once share one server, and the last to leave stops it", async () => {
  const both = await Promise.all([hold(), hold()]);
  expect(both.map(({ owned }) => owned).toSorted()).toEqual([false, true]);
  const [first, second] = both;
  expect(first.url).toBe(second.url);
  const server = await serverPid(first.url);

  await first.end();
  expect(await query(second.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  await second.end();
  expect(isAlive(server)).toBe(false);
});

test("a server that is killed comes back at the same address", async () => {
  const holder = await hold();
  await query(holder.url, "CREATE TABLE survived AS SELECT 8 AS n");
  process.kill(await serverPid(holder.url), "SIGKILL");
  await expect.poll(() => answers(holder.url), { timeout: 20_000, interval: 100 }).toBe(true);
  expect(await query(holder.url, "SELECT n FROM survived")).toEqual([{ n: 8 }]);
});

test("when everybody who needs it is killed, the server ends by itself", async () => {
  const holder = await hold();
  const server = await serverPid(holder.url);
  await holder.kill();
  await expect.poll(() => isAlive(server), { timeout: 20_000, interval: 200 }).toBe(false);
});

test("data of another PostgreSQL version are left alone, with a clear message", async () => {
  const first = await hold();
  const [row] = await query<{ data_directory: string }>(first.url, "SHOW data_directory");
  await first.end();
  const file = join(row!.data_directory, "PG_VERSION");
  const version = await readFile(file, "utf8");
  await writeFile(file, "17\n");
  await expect(startDatabase({ home, settings })).rejects.toThrow(/written by PostgreSQL 17.*pg_dump/);
  await writeFile(file, version);
  const again = await hold();
  expect(await answers(again.url)).toBe(true);
});

test("a home that only its owner can enter is no obstacle", async () => {
  const closed = join(await newFolder(0o700), "home");
  const database = await startDatabase({ home: closed, settings });
  const [row] = await query<{ data_directory: string }>(database.url, "SHOW data_directory");
  await database.stop();
  expect(row?.data_directory).toMatch(/data$/);
  folders.push(dirname(row!.data_directory));
});

test("libraries are linked when npm was not allowed to run install scripts", async () => {
  const bare = await newFolder(0o755);
  const asPublished = async (name: string): Promise<boolean> => !(await lstat(name)).isSymbolicLink();
  await cp(installedPackage(), bare, { recursive: true, filter: asPublished });
  const folder = join(await newFolder(0o755), "postgres");
  await mkdir(folder);
  const { postgres } = openBinaries({ folder, data: join(folder, "data"), account: null }, bare);
  const [code] = (await once(spawn(postgres, ["--version"]), "exit")) as [number];
  expect(code).toBe(0);
});

async function newFolder(mode: number): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "concord-embedded-"));
  await chmod(folder, mode);
  folders.push(folder);
  return folder;
}

async function hold(): Promise<Holder> {
  const child = spawn(process.execPath, ["tests/support/hold-database.ts", home]);
  let trouble = "";
  child.stderr.on("data", (data) => (trouble += String(data)));
  const gone = once(child, "exit");
  const line = await Promise.race([
    once(createInterface(child.stdout), "line").then(([text]) => String(text)),
    gone.then(() => Promise.reject(new Error(trouble))),
  ]);
  const { url, owned } = JSON.parse(line) as { url: string; owned: boolean };
  const holder: Holder = {
    url,
    owned,
    process: child,
    end: async () => {
      child.stdin.end();
      if (child.exitCode === null && child.signalCode === null) await gone;
    },
    kill: async () => {
      child.kill("SIGKILL");
      await gone;
    },
  };
  holders.push(holder);
  return holder;
}

async function query<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

async function answers(url: string): Promise<boolean> {
  return query(url, "SELECT 1").then(
    () => true,
    () => false,
  );
}

async function serverPid(url: string): Promise<number> {
  const [row] = await query<{ folder: string }>(url, "SELECT current_setting('data_directory') AS folder");
  return Number((await readFile(join(row!.folder, "postmaster.pid"), "utf8")).split("\n")[0]);
}
