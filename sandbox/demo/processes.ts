import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { openSync, closeSync, readFileSync } from "node:fs";
import { join } from "node:path";

export interface ProcessSpec {
  name: string;
  script: string;
  env: NodeJS.ProcessEnv;
  /** A debugger may attach at this port. */
  inspectPort?: number;
  /** Where its output is kept. */
  logFolder: string;
}

const stopWithinMs = 15_000;
const tailLines = 30;

/** The child processes of one demo. Each leads a group of its own, so that all it starts ends with it. */
export class Processes {
  private readonly running = new Map<ChildProcess, ProcessSpec>();
  private readonly killed = new Set<ChildProcess>();
  private stopping = false;
  private readonly onFailure: (error: Error) => void;

  constructor(onFailure: (error: Error) => void) {
    this.onFailure = onFailure;
  }

  start(spec: ProcessSpec): void {
    const child = this.spawn(spec, [], "ignore");
    child.on("exit", (code, signal) => {
      this.running.delete(child);
      if (this.stopping || this.killed.delete(child)) return;
      this.onFailure(
        new Error(`${spec.name} ended (${signal ?? `code ${code ?? "unknown"}`})\n${tail(spec)}`),
      );
    });
  }

  /** Kills a process as a power failure would, and starts it again; its own children live on. */
  async killAndStart(name: string): Promise<void> {
    const [child, spec] = [...this.running].find(([, one]) => one.name === name) ?? [];
    if (!child || !spec) throw new Error(`No process named ${name} runs`);
    const ended = once(child, "exit");
    this.killed.add(child);
    child.kill("SIGKILL");
    await ended;
    this.start(spec);
  }

  /** Runs a script to its end with this input, and returns what it printed. */
  async run(spec: ProcessSpec, args: readonly string[], input: string): Promise<string> {
    const child = this.spawn(spec, args, "pipe");
    const chunks: Buffer[] = [];
    child.stdout?.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.stdin?.end(input);
    const [code] = (await once(child, "close")) as [number | null];
    this.running.delete(child);
    if (code !== 0) throw new Error(`${spec.name} failed (code ${code ?? "none"})\n${tail(spec)}`);
    return Buffer.concat(chunks).toString("utf8");
  }

  async stop(): Promise<void> {
    this.stopping = true;
    const ends = [...this.running.keys()].map(async (child) => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, "exit");
      signalGroup(child, "SIGTERM");
      const force = setTimeout(() => signalGroup(child, "SIGKILL"), stopWithinMs);
      await ended;
      clearTimeout(force);
    });
    await Promise.all(ends);
  }

  private spawn(spec: ProcessSpec, args: readonly string[], streams: "ignore" | "pipe"): ChildProcess {
    if (this.stopping) throw new Error(`The demo is ending; ${spec.name} is not started any more`);
    const log = openSync(join(spec.logFolder, `${spec.name}.log`), "a");
    const child = spawn(process.execPath, [...inspector(spec), spec.script, ...args], {
      env: spec.env,
      detached: true,
      stdio: [streams, streams === "pipe" ? "pipe" : log, log],
    });
    closeSync(log);
    this.running.set(child, spec);
    return child;
  }
}

function inspector({ inspectPort }: ProcessSpec): string[] {
  return inspectPort === undefined ? [] : [`--inspect=127.0.0.1:${inspectPort}`];
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

function tail(spec: ProcessSpec): string {
  const lines = readFileSync(join(spec.logFolder, `${spec.name}.log`), "utf8")
    .trimEnd()
    .split("\n");
  return lines.slice(-tailLines).join("\n");
}
