import { execFile } from "node:child_process";
import { randomBytes, randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { chown, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import pg from "pg";
import { withFileLock } from "./file-lock.server.ts";
import { type Binaries, installedPackage, openBinaries } from "./binaries.server.ts";
import { heldByOthers, register, startWatch, stopWatch, unregister } from "./holders.server.ts";
import { makePrivateFolder, openPlace, type Place } from "./folder.server.ts";
import { type Postmaster, runningPostmaster, startPostmaster, stopPostmaster } from "./postmaster.server.ts";
import { errorCode } from "./process-state.server.ts";

export interface EmbeddedDatabase {
  url: string;
  /** Gives the server back; the last process to do so shuts it down. */
  stop(): Promise<void>;
  /** Whether this process started the server, rather than joining a running one. */
  owned: boolean;
}

const DATABASE = "concord";
const USER = "concord";
const LOOK_EVERY_MS = 250;

/** Starts the PostgreSQL that comes with the npm packages, or joins the one that another process started. */
export async function startDatabase(options: {
  home: string;
  settings?: Readonly<Record<string, string>>;
}): Promise<EmbeddedDatabase> {
  const place = openPlace(options.home);
  const settings = options.settings ?? {};
  const lock = join(place.folder, "lock");
  const holder = `${process.pid}.${randomUUID()}`;
  let owned = false;

  // `again`: the address is in use already, by this process or by others.
  const up = async (again: boolean): Promise<Postmaster> => {
    await register(place, holder);
    const shared = await heldByOthers(place, holder);
    const found = await runningPostmaster(place);
    if (found && (shared || again)) return untilReady(place, found);
    // An orphan may be shutting down at this moment, so it is not joined.
    await stopWatch(place);
    if (found) await stopPostmaster(place, found.pid);
    const binaries = openBinaries(place, installedPackage());
    await ensureData(place, binaries);
    const address = { port: await lastPort(place), fixed: again || shared };
    const started = await startPostmaster(place, binaries, address, settings);
    await writeFile(join(place.folder, "port"), String(started.port));
    await startWatch(place, started.pid);
    owned = true;
    return started;
  };

  const leave = (): Promise<void> =>
    withFileLock(lock, async () => {
      await unregister(place, holder);
      const found = await runningPostmaster(place);
      if (!found || (await heldByOthers(place, holder))) return;
      await stopWatch(place);
      await stopPostmaster(place, found.pid);
    });

  try {
    const { port } = await withFileLock(lock, () => up(false));
    const url = await addressOf(place, port);
    await ensureDatabase(url);
    const supervision = supervise(place, () => withFileLock(lock, () => up(true)));
    return { url, owned, stop: () => supervision.end().then(leave) };
  } catch (error) {
    await leave();
    throw error;
  }
}

// Every holder watches the server, so any that is left restarts it.
function supervise(place: Place, restart: () => Promise<Postmaster>): { end(): Promise<void> } {
  let ending = false;
  let busy: Promise<unknown> = Promise.resolve();
  let idle = true;
  const look = async (): Promise<void> => {
    if ((await runningPostmaster(place)) === null && !ending) await restart();
  };
  const timer = setInterval(() => {
    if (!idle) return;
    idle = false;
    busy = look()
      .catch((error: unknown) => process.emitWarning(error instanceof Error ? error : String(error)))
      .finally(() => (idle = true));
  }, LOOK_EVERY_MS);
  timer.unref();
  return {
    end: async () => {
      ending = true;
      clearInterval(timer);
      await busy;
    },
  };
}

async function untilReady(place: Place, found: Postmaster): Promise<Postmaster> {
  let current: Postmaster | null = found;
  while (current && !current.ready) {
    await sleep(LOOK_EVERY_MS);
    current = await runningPostmaster(place);
  }
  if (!current) throw new Error("The database server stopped while it was starting. Start again.");
  return current;
}

async function ensureData(place: Place, binaries: Binaries): Promise<void> {
  const major = binaries.version.split(".")[0] ?? "";
  if (!existsSync(place.data)) return createData(place, binaries);
  const version = (await readFile(join(place.data, "PG_VERSION"), "utf8")).trim();
  if (version !== major) {
    throw new Error(
      `The database in ${place.data} was written by PostgreSQL ${version}; this version of Concord brings ${major}. ` +
        `Dump it with the earlier version (pg_dump) and restore it here, or set DATABASE_URL to a server of your own.`,
    );
  }
}

// Built beside it and renamed when complete: if killed half-way, the next start begins again.
async function createData(place: Place, binaries: Binaries): Promise<void> {
  const half = `${place.data}.half`;
  const passwordFile = join(place.folder, "password");
  const handedOver = join(place.folder, "password.initdb");
  await rm(half, { recursive: true, force: true });
  makePrivateFolder(half, place.account);
  const password = randomBytes(24).toString("base64url");
  await writeFile(passwordFile, password, { mode: 0o600 });
  await writeFile(handedOver, password, { mode: 0o600 });
  if (place.account) await chown(handedOver, place.account.uid, place.account.gid);
  const how = ["--auth=scram-sha-256", `--pwfile=${handedOver}`, "--encoding=UTF8", "--no-instructions"];
  const language = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
  const run = promisify(execFile);
  await run(binaries.initdb, ["-D", half, "-U", USER, ...how, ...language], { cwd: "/", ...place.account });
  await rm(handedOver);
  await rename(half, place.data);
}

async function lastPort(place: Place): Promise<number | null> {
  try {
    return Number(await readFile(join(place.folder, "port"), "utf8"));
  } catch (error) {
    if (errorCode(error) === "ENOENT") return null;
    throw error;
  }
}

async function addressOf(place: Place, port: number): Promise<string> {
  const password = await readFile(join(place.folder, "password"), "utf8");
  return `postgresql://${USER}:${password}@127.0.0.1:${port}/${DATABASE}`;
}

async function ensureDatabase(url: string): Promise<void> {
  const maintenance = new URL(url);
  maintenance.pathname = "/postgres";
  const client = new pg.Client({ connectionString: maintenance.href });
  await client.connect();
  try {
    await client.query(`CREATE DATABASE ${DATABASE}`);
  } catch (error) {
    const DUPLICATE_DATABASE = "42P04";
    const UNIQUE_VIOLATION = "23505"; // two processes at once
    if (errorCode(error) !== DUPLICATE_DATABASE && errorCode(error) !== UNIQUE_VIOLATION) throw error;
  } finally {
    await client.end();
  }
}
