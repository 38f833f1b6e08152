import { randomUUID } from "node:crypto";
import { link, readFile, rename, rm, writeFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { errorCode, isAlive } from "./process-state.server.ts";

const RETRY_EVERY_MS = 25;
const GIVE_UP_AFTER_MS = 600_000;

/** Runs `work` while this process holds the lock file; the lock of a process that died is taken over. */
export async function withFileLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  const own = `${file}.${process.pid}.${randomUUID()}`;
  await writeFile(own, String(process.pid));
  try {
    await acquire(own, file);
    try {
      return await work();
    } finally {
      await rm(file, { force: true });
    }
  } finally {
    await rm(own, { force: true });
  }
}

async function acquire(own: string, file: string): Promise<void> {
  const deadline = Date.now() + GIVE_UP_AFTER_MS;
  while (!(await linked(own, file))) {
    await removeStale(own, file);
    if (Date.now() > deadline) throw new Error(`${file} is held by another process for too long`);
    await sleep(RETRY_EVERY_MS);
  }
}

// link() either creates the lock with its content or fails: nobody ever reads a half-written one.
async function linked(own: string, file: string): Promise<boolean> {
  try {
    await link(own, file);
    return true;
  } catch (error) {
    if (errorCode(error) === "EEXIST") return false;
    throw error;
  }
}

async function removeStale(own: string, file: string): Promise<void> {
  const holder = await pidIn(file);
  if (holder === null || isAlive(holder)) return;
  const moved = `${own}.stale`;
  try {
    await rename(file, moved);
    // Another waiter may have replaced the stale lock by its own between the two lines above.
    if ((await pidIn(moved)) !== holder) await linked(moved, file);
    await rm(moved, { force: true });
  } catch (error) {
    if (errorCode(error) !== "ENOENT") throw error;
  }
}

async function pidIn(file: string): Promise<number | null> {
  try {
    return Number(await readFile(file, "utf8"));
  } catch (error) {
    if (errorCode(error) === "ENOENT") return null;
    throw error;
  }
}
