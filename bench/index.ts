import { readFile, writeFile } from "node:fs/promises";
import { availableParallelism, loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import type { Bench, Figure } from "./support/figure.ts";

const RESULTS = fileURLToPath(new URL("./results.md", import.meta.url));
const TITLE =
  "# Results\n\nWritten by `npm run bench`. Ratios are against what the same run measured beside it.\n";

const BENCHES: Record<string, () => Promise<Bench>> = {
  converge: async () => (await import("./converge.ts")).converge,
  prices: async () => (await import("./prices.ts")).prices,
  "change-to-shop": async () => (await import("./change-to-shop.ts")).changeToShop,
  webhooks: async () => (await import("./webhooks.ts")).webhooks,
  orders: async () => (await import("./orders.ts")).orders,
  tryton: async () => (await import("./tryton.ts")).trytonSale,
  replay: async () => (await import("./replay.ts")).replay,
  "drift-page": async () => (await import("./drift-page.ts")).driftPage,
  idle: async () => (await import("./idle.ts")).idle,
  sweep: async () => (await import("./sweep.ts")).sweep,
  queue: async () => (await import("./queue.ts")).queue,
  "csv-read": async () => (await import("./csv-read.ts")).csvRead,
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in BENCHES));
if (unknown.length > 0)
  throw new Error(`No bench named ${unknown.join(", ")}; there are ${Object.keys(BENCHES).join(", ")}`);

for (const [name, load] of Object.entries(BENCHES)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  const loadBefore = loadavg()[0] ?? 0;
  const bench = await load();
  const { figures, notes } = await bench();
  const section = describe(name, figures, [machine(loadBefore), ...notes]);
  process.stdout.write(section);
  await save(name, section);
}
process.exit(0);

function describe(name: string, figures: readonly Figure[], notes: readonly string[]): string {
  const rows = figures.map(
    ({ what, measured, limit, goal, met }) =>
      `| ${what} | ${measured} | ${limit} | ${goal} | ${met ? "met" : "missed"} |`,
  );
  const table = ["| figure | measured | against | goal | |", "|---|---|---|---|---|", ...rows];
  return [`## ${name}`, "", ...table, "", ...notes.map((note) => `- ${note}`), "", ""].join("\n");
}

function machine(loadBefore: number): string {
  const day = new Date().toISOString().slice(0, 10);
  return `${day}, ${availableParallelism()} cores, load before the run ${loadBefore.toFixed(1)}.`;
}

/** Replaces one section and leaves the others, so that one bench can be run again alone. */
async function save(name: string, section: string): Promise<void> {
  const sections = new Map<string, string>();
  for (const part of (await read()).split(/^(?=## )/m).slice(1)) {
    sections.set(part.slice(3, part.indexOf("\n")), `${part.trimEnd()}\n\n`);
  }
  sections.set(name, section);
  const ordered = Object.keys(BENCHES).flatMap((known) => sections.get(known) ?? []);
  await writeFile(RESULTS, `${TITLE}\n${ordered.join("").trimEnd()}\n`);
}

async function read(): Promise<string> {
  try {
    return await readFile(RESULTS, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return "";
    throw error;
  }
}
