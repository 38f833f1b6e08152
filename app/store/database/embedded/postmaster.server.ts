import { spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { readFile, rm, stat } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Binaries } from "./binaries.server.ts";
import type { Place } from "./folder.server.ts";
import { commandLine, errorCode, isAlive, signal } from "./process-state.server.ts";

/** A server as its own postmaster.pid describes it. */
export interface Postmaster {
  pid: number;
  port: number;
  ready: boolean;
}

const pidFileOf = (place: Place): string => join(place.data, "postmaster.pid");

const FIRST_PORT = 54_329;
const PORTS_TRIED = 50;
const LOOK_EVERY_MS = 20;
const READY_WITHIN_MS = 600_000; // crash recovery replays everything since the last checkpoint
const LEFTOVERS_GONE_WITHIN_MS = 20_000;
const LEFTOVERS_LOOK_MS = 100;
const FAST_SHUTDOWN_MS = 8_000;

export const SERVER_SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "100",
  shared_buffers: "256MB",
  synchronous_commit: "on",
  random_page_cost: "1.1",
  jit: "off",
  timezone: "UTC",
  log_timezone: "UTC",
};

/** The server that runs on this data folder. A pid file may be one that a killed server left behind. */
export async function runningPostmaster(place: Place): Promise<Postmaster | null> {
  const lines = await pidFile(place);
  const pid = Math.abs(Number(lines[0]));
  const command = await commandLine(pid);
  if (!command.includes("postgres") || !command.includes(place.data)) return null;
  return { pid, port: Number(lines[3] ?? 0), ready: lines[7]?.trim() === "ready" };
}

async function pidFile(place: Place): Promise<string[]> {
  try {
    return (await readFile(pidFileOf(place), "utf8")).split("\n");
  } catch (error) {
    if (errorCode(error) === "ENOENT") return [];
    throw error;
  }
}

/** Starts a server where none runs and waits until it answers, on the next free port unless it is `fixed`. */
export async function startPostmaster(
  place: Place,
  binaries: Binaries,
  { port: wanted, fixed }: { port: number | null; fixed: boolean },
  settings: Readonly<Record<string, string>>,
): Promise<Postmaster> {
  // PostgreSQL notices a dead process, but not that another program now has its number.
  if (isAlive(Number((await pidFile(place))[0]))) await rm(pidFileOf(place), { force: true });
  const first = wanted ?? FIRST_PORT;
  const deadline = Date.now() + LEFTOVERS_GONE_WITHIN_MS;
  let port = first;
  while (port < first + PORTS_TRIED && Date.now() < deadline) {
    const outcome = (await isFree(port)) ? await launch(place, binaries, port, settings) : "could not bind";
    if (typeof outcome !== "string") return outcome;
    if (/could not bind|could not create any TCP/.test(outcome)) {
      if (fixed) await sleep(LEFTOVERS_LOOK_MS);
      else port++;
    } else if (/still in use|already exists/.test(outcome)) {
      // After a kill -9 the server's children need a moment to notice and let go of the shared memory.
      await sleep(LEFTOVERS_LOOK_MS);
    } else {
      throw new Error(`PostgreSQL did not start. The end of ${join(place.folder, "log")}:\n${outcome}`);
    }
  }
  throw new Error(
    fixed
      ? `Port ${first}, at which others expect the database, is taken: stop them, or free it.`
      : `The ports from ${first} to ${port} are taken: free one, or set DATABASE_URL.`,
  );
}

/** Ends the server: running statements are cancelled, nothing that was committed is lost. */
export async function stopPostmaster(place: Place, pid: number): Promise<void> {
  if (!signal(pid, "SIGINT")) return;
  if (await gone(pid, FAST_SHUTDOWN_MS)) return;
  signal(pid, "SIGQUIT");
  if (await gone(pid, FAST_SHUTDOWN_MS)) return;
  throw new Error(`PostgreSQL (process ${pid}, ${place.data}) does not stop`);
}

async function gone(pid: number, withinMs: number): Promise<boolean> {
  const deadline = Date.now() + withinMs;
  while (isAlive(pid)) {
    if (Date.now() > deadline) return false;
    await sleep(LOOK_EVERY_MS);
  }
  return true;
}

// Returns the end of the log when the server gave up.
async function launch(
  place: Place,
  binaries: Binaries,
  port: number,
  settings: Readonly<Record<string, string>>,
): Promise<Postmaster | string> {
  const logFile = join(place.folder, "log");
  const log = openSync(logFile, "a", 0o600);
  const { size } = await stat(logFile);
  const options = Object.entries({ ...SERVER_SETTINGS, ...settings, port: String(port) });
  const child = spawn(
    binaries.postgres,
    ["-D", place.data, ...options.flatMap(([name, value]) => ["-c", `${name}=${value}`])],
    {
      cwd: "/",
      // Its own group: Ctrl-C in the terminal must reach us first, so that open work ends before the server does.
      detached: true,
      stdio: ["ignore", log, log],
      ...place.account,
    },
  );
  closeSync(log);
  const failure = new Promise<string>((resolve) => child.once("error", (error) => resolve(error.message)));
  const exit = new Promise<null>((resolve) => child.once("exit", () => resolve(null)));
  child.unref();
  const deadline = Date.now() + READY_WITHIN_MS;
  while (Date.now() < deadline) {
    const ended = await Promise.race([failure, exit, sleep(LOOK_EVERY_MS, false)]);
    if (typeof ended === "string") return ended;
    if (ended === null) return (await readFile(logFile)).subarray(size).toString("utf8");
    const found = await runningPostmaster(place);
    if (found?.ready && found.pid === child.pid) return found;
  }
  signal(child.pid ?? 0, "SIGINT");
  return `not ready after ${READY_WITHIN_MS / 1000} s`;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen({ port, host: "127.0.0.1", exclusive: true }, () => probe.close(() => resolve(true)));
  });
}
