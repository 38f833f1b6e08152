/**
 * Asks one address by one of the ways out, in a process of its own, so that what it takes of memory is its alone.
 * Prints what came of it as JSON: `node asking.ts <door> <url>`.
 */
import { download } from "#app/adapters/http/download.ts";
import { usualLimits } from "#app/adapters/http/limits.ts";
import { transport } from "#app/adapters/http/transport.ts";
import { TrytonSettings } from "#app/adapters/tryton/settings.ts";
import { tryton } from "#app/adapters/tryton/index.ts";

const LOOK_EVERY_MS = 5;
const MIB = 1024 ** 2;

const [door = "", url = ""] = process.argv.slice(2);
const { signal } = new AbortController();

const doors: Record<string, () => Promise<unknown>> = {
  async call() {
    const way = transport({ name: "Acme", account: "acme", limits: usualLimits, secrets: [] });
    return way.send({ method: "GET", url: new URL(url), headers: {}, body: null }, signal);
  },
  picture: () => download(url, { maxBytes: 20 * MIB, signal }),
  async tryton() {
    const settings = TrytonSettings.parse({ url, database: "erp", user: "concord" });
    return tryton(settings, { password: "pass" }).items?.read(null, signal);
  },
};

const before = process.memoryUsage.rss();
let most = before;
const look = () => (most = Math.max(most, process.memoryUsage.rss()));
const looking = setInterval(look, LOOK_EVERY_MS);
const began = performance.now();
const said = await doors[door]?.().then(
  () => "an answer",
  (error: unknown) => (error instanceof Error ? `${error.name}: ${error.message}` : String(error)),
);
const ms = Math.round(performance.now() - began);
look();
clearInterval(looking);
process.stdout.write(JSON.stringify({ said, ms, mebibytes: Math.round((most - before) / MIB) }));
process.exit();
