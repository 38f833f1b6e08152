import { setTimeout as sleep } from "node:timers/promises";
import { closeDatabase } from "#app/store/database/database.server.ts";
import { sweep } from "#app/sync/look/sweep.server.ts";

/** Sweeps one shop; reports peak memory and the time of the step that merged what Shopify had collected. */
const shop = process.argv[2] ?? "";
const { signal } = new AbortController();
for (;;) {
  const started = performance.now();
  const step = await sweep(shop, signal);
  if (step.againInMs === null) {
    const ms = performance.now() - started;
    process.stdout.write(
      JSON.stringify({ ms, peakRssMiB: Math.round(process.resourceUsage().maxRSS / 1024) }),
    );
    break;
  }
  await sleep(step.againInMs);
}
await closeDatabase();
process.exit(0);
