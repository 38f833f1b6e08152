/** `npm run demo`: a wholesaler's shop, its ERP, and Concord between them, on this machine. */
import { buildIfStale } from "./build.ts";
import { runLive } from "./live.ts";
import { runOnce } from "./once.ts";
import { readOptions, type DemoOptions } from "./options.ts";
import { report } from "./report.ts";
import { buildWorld, type World } from "./world.ts";

const ending = new AbortController();
const failures: Error[] = [];

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => ending.abort());
process.on("uncaughtException", fail);
process.on("unhandledRejection", fail);

const options = readOptions(process.argv.slice(2));
// Anything still waiting must not keep the process alive.
if (options !== null) process.exit(await run(options));

async function run(chosen: DemoOptions): Promise<number> {
  let world: World | null = null;
  let endedWell = false;
  try {
    await buildIfStale(ending.signal, say);
    if (!ending.signal.aborted) world = await buildWorld(chosen, fail);
    if (world !== null && !ending.signal.aborted) {
      endedWell = await Promise.race([demo(chosen, world), aborted()]);
    }
  } catch (error) {
    fail(error);
  }
  say("Ending ...");
  await world?.close();
  if (chosen.keep && world !== null) say(`Kept ${world.home}`);
  for (const { stack, message } of failures) process.stderr.write(`${stack ?? message}\n`);
  return endedWell && failures.length === 0 ? 0 : 1;
}

async function demo(chosen: DemoOptions, world: World): Promise<boolean> {
  if (!chosen.once) {
    await runLive(chosen, world, ending.signal, say);
    return true;
  }
  const outcome = await runOnce(world, chosen.troubles, say);
  process.stdout.write(report(outcome));
  return outcome.converged;
}

/** Ctrl-C is the normal end of the live demo; with --once it is a failure to converge. */
function aborted(): Promise<boolean> {
  return new Promise((resolve) => {
    ending.signal.addEventListener("abort", () => resolve(options?.once === false));
  });
}

function fail(error: unknown): void {
  failures.push(error instanceof Error ? error : new Error(String(error)));
  ending.abort();
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
