/** `npm run demo`: a wholesaler's shop, its ERP, and Concord between them, on this machine. */
import { buildIfStale } from "./build.ts";
import { runLive } from "./live.ts";
import { runOnce } from "./once.ts";
import { readOptions, type DemoOptions } from "./options.ts";
import { report } from "./report.ts";
import { buildWorld, type World } from "./world.ts";

const ending = new AbortController();
let world: World | null = null;
let failure: Error | null = null;

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function fail(error: Error): void {
  failure ??= error;
  ending.abort();
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => ending.abort());
process.on("uncaughtException", fail);
process.on("unhandledRejection", (reason) => fail(reason instanceof Error ? reason : new Error(String(reason))));

const options = readOptions(process.argv.slice(2));
// What is still waiting for something must not keep the process.
if (options !== null) process.exit(await run(options));

async function run(chosen: DemoOptions): Promise<number> {
  let code = 1;
  try {
    code = await Promise.race([demo(chosen), aborted()]);
  } catch (error) {
    fail(error instanceof Error ? error : new Error(String(error)));
  }
  say("Ending ...");
  await world?.close();
  if (chosen.keep && world !== null) say(`Kept ${world.home}`);
  // Assigned by handlers, which the compiler does not follow.
  const reason = failure as Error | null;
  if (reason !== null) process.stderr.write(`${reason.stack ?? reason.message}\n`);
  return reason === null ? code : 1;
}

async function demo(chosen: DemoOptions): Promise<number> {
  await buildIfStale(say);
  world = await buildWorld(chosen, fail);
  if (!chosen.once) {
    await runLive(chosen, world, ending.signal, say);
    return 0;
  }
  const outcome = await runOnce(chosen, world, say);
  process.stdout.write(report(outcome));
  return outcome.converged ? 0 : 1;
}

function aborted(): Promise<number> {
  return new Promise((resolve) => ending.signal.addEventListener("abort", () => resolve(failure === null ? 0 : 1)));
}
