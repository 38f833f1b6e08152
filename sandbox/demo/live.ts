import { setTimeout as sleep } from "node:timers/promises";
import { connectErp, inspectPorts, startApp } from "./app.ts";
import type { DemoOptions } from "./options.ts";
import { firstMorningMinutes, type World } from "./world.ts";

const tickMs = 250;
const editEveryMs = 20_000;

/** Starts the app and keeps the world busy until somebody ends it. */
export async function runLive(
  options: DemoOptions,
  world: World,
  ending: AbortSignal,
  say: (text: string) => void,
): Promise<void> {
  await startApp(world, options.inspect);
  if (!options.empty) {
    say("Connecting the ERP ...");
    const { linked, planned } = await connectErp(world);
    say(`${linked} SKUs linked, the first ${planned} changes go to the shop now.`);
  }
  say(`\n  Open ${world.admin.url}/app\n`);
  if (options.empty) say(`  The ERP leaves its files in ${world.erpFolder}\n`);
  if (options.inspect) {
    say(`  Debuggers attach at port ${inspectPorts.web} (web) and ${inspectPorts.worker} (worker)`);
    say(`  Logs: ${world.home}/web.log and worker.log\n`);
  }
  say(options.keep ? "  Ctrl-C ends it.\n" : "  Ctrl-C ends it. Nothing is kept.\n");
  await keepBusy(options, world, ending);
}

async function keepBusy(options: DemoOptions, world: World, ending: AbortSignal): Promise<void> {
  let minute = firstMorningMinutes;
  let editedMs = Date.now();
  let lastMs = Date.now();
  while (!ending.aborted) {
    await sleep(tickMs);
    const now = Date.now();
    minute += ((now - lastMs) / 60_000) * options.pace;
    lastMs = now;
    world.trade.sellUntil(minute, true);
    if (options.troubles.has("shop-edits") && now - editedMs > editEveryMs) {
      world.trade.editByHand();
      editedMs = now;
    }
    if (!world.trade.ended) continue;
    world.trade.startOver();
    minute = 0;
  }
}
