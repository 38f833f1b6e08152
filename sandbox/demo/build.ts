import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");
const built = join(root, "build/server/index.js");
const tailLines = 20;
const sources = ["app", "vite.config.ts", "package-lock.json"];

/** Builds the app's pages if they were never built or are older than their sources. */
export async function buildIfStale(ending: AbortSignal, say: (text: string) => void): Promise<void> {
  const builtMs = await changedMs(built);
  const newest = Math.max(...(await Promise.all(sources.map((source) => newestMs(join(root, source))))));
  if (builtMs >= newest) return;
  say("Building the app (once) ...");
  const remix = join(root, "node_modules/@remix-run/dev/dist/cli.js");
  const env: NodeJS.ProcessEnv = { ...process.env, NODE_ENV: "production" };
  const child = spawn(process.execPath, [remix, "vite:build"], {
    cwd: root,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => output.push(chunk));
  ending.addEventListener("abort", () => child.kill());
  const [code] = (await once(child, "close")) as [number | null];
  if (code === 0 || ending.aborted) return;
  const lines = Buffer.concat(output).toString("utf8").trimEnd().split("\n");
  throw new Error(`The build failed:\n${lines.slice(-tailLines).join("\n")}`);
}

async function newestMs(path: string): Promise<number> {
  const entry = await stat(path);
  if (!entry.isDirectory()) return entry.mtimeMs;
  const files = await readdir(path, { recursive: true });
  const times = await Promise.all(files.map((file) => changedMs(join(path, file))));
  return Math.max(entry.mtimeMs, ...times);
}

/** Zero for a missing file: it may vanish while an editor saves it. */
async function changedMs(path: string): Promise<number> {
  try {
    return (await stat(path)).mtimeMs;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return 0;
    throw error;
  }
}
