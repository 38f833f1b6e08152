import { spawn } from "node:child_process";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Place } from "./folder.server.ts";
import { commandLine, errorCode, isAlive, signal } from "./process-state.server.ts";

const folderOf = (place: Place): string => join(place.folder, "holders");
const watchFileOf = (place: Place): string => join(place.folder, "watch.pid");

/** Web and worker share one server. Each leaves a file named after its process number while it needs it. */
export async function register(place: Place, holder: string): Promise<void> {
  await mkdir(folderOf(place), { recursive: true });
  await writeFile(join(folderOf(place), holder), "");
}

export async function unregister(place: Place, holder: string): Promise<void> {
  await rm(join(folderOf(place), holder), { force: true });
}

/** Whether another live process needs the server; removes the files of dead ones. */
export async function heldByOthers(place: Place, holder: string): Promise<boolean> {
  let held = false;
  for (const name of await readdir(folderOf(place))) {
    if (name === holder) continue;
    if (isAlive(Number.parseInt(name, 10))) held = true;
    else await rm(join(folderOf(place), name), { force: true });
  }
  return held;
}

// When the last holder is killed, nobody may be left to stop the server: a shell loop of a megabyte does it.
// It looks twice, because a process that has just registered may be missing from the first listing.
const WATCH = `
empty=0
while kill -0 "$2" 2>/dev/null; do
  sleep 2
  alive=0
  for file in "$1"/*; do name="\${file##*/}"; kill -0 "\${name%%.*}" 2>/dev/null && alive=1; done
  if [ $alive = 1 ]; then empty=0; else empty=$((empty + 1)); fi
  if [ $empty -ge 2 ]; then kill -INT "$2"; exit; fi
done`;

export async function startWatch(place: Place, postmaster: number): Promise<void> {
  if (process.platform === "win32") return;
  const child = spawn("sh", ["-c", WATCH, "concord-database-watch", folderOf(place), String(postmaster)], {
    cwd: "/",
    detached: true,
    stdio: "ignore",
  });
  child.unref();
  if (child.pid) await writeFile(watchFileOf(place), String(child.pid));
}

export async function stopWatch(place: Place): Promise<void> {
  let pid: number;
  try {
    pid = Number(await readFile(watchFileOf(place), "utf8"));
  } catch (error) {
    if (errorCode(error) === "ENOENT") return;
    throw error;
  }
  if ((await commandLine(pid)).includes("concord-database-watch")) signal(-pid, "SIGKILL");
  await rm(watchFileOf(place), { force: true });
}
