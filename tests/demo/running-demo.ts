import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A demo as a person starts it, in a temporary folder of its own, which identifies all that it starts. */
export interface RunningDemo {
  child: ChildProcess;
  output(): string;
  says(text: string): Promise<void>;
  /** The exit code, or the signal that ended it. */
  ended: Promise<number | string>;
  /** Processes that it, or what it started, left running. */
  left(): Promise<string[]>;
  files(): Promise<string[]>;
  clear(): Promise<void>;
}

const root = join(import.meta.dirname, "../..");

export async function runDemo(...args: string[]): Promise<RunningDemo> {
  const folder = await mkdtemp(join(tmpdir(), "concord-demo-test-"));
  // If root runs the tests, the database runs as another user.
  await chmod(folder, 0o755);
  const child = spawn(process.execPath, [join(root, "sandbox/demo/index.ts"), ...args], {
    env: { ...process.env, TMPDIR: folder, NODE_OPTIONS: "" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString("utf8")));
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString("utf8")));
  const ended = once(child, "close").then(
    ([code, signal]: (number | string)[]) => code ?? signal ?? "unknown",
  );
  return {
    child,
    ended,
    output: () => output,
    says: async (text) => {
      while (!output.includes(text))
        await Promise.race([once(child.stdout, "data"), refuseEnd(ended, () => output)]);
    },
    left: () => processesOf(folder),
    files: () => readdir(folder),
    clear: () => rm(folder, { recursive: true, force: true }),
  };
}

async function refuseEnd(ended: Promise<unknown>, output: () => string): Promise<never> {
  await ended;
  throw new Error(`The demo ended early:\n${output()}`);
}

async function processesOf(folder: string): Promise<string[]> {
  const found: string[] = [];
  for (const pid of (await readdir("/proc")).filter((name) => /^\d+$/.test(name))) {
    const command = await readText(`/proc/${pid}/cmdline`);
    const environment = await readText(`/proc/${pid}/environ`);
    if (command.includes(folder) || environment.includes(`TMPDIR=${folder}`)) found.push(`${pid} ${command}`);
  }
  return found;
}

/** A process may end during the look, or belong to another user: its text is then empty. */
async function readText(path: string): Promise<string> {
  try {
    return (await readFile(path, "utf8")).replaceAll("\0", " ");
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "";
    if (["ENOENT", "EACCES", "ESRCH"].includes(code)) return "";
    throw error;
  }
}
