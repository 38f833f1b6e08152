process.env["CONCORD_LOCAL_FOLDERS"] ??= "/";
import { execFile } from "node:child_process";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { parse } from "csv-parse";
import type { Page } from "#app/adapters/contract/page.ts";
import { csv } from "#app/adapters/csv/index.ts";
import { CsvSettings } from "#app/adapters/csv/rows/schema.ts";
import type { Bench } from "./support/figure.ts";

const ROWS = Number(process.env["BENCH_ROWS"] ?? 1_000_000);

/** A million rows of a CSV file through the adapter, beside the same file through csv-parse alone. */
export const csvRead: Bench = async () => {
  const found = await benchCsvRead(ROWS);
  const bare = `csv-parse alone ${found.bareRowsPerSecond} rows/s`;
  return {
    figures: [
      {
        what: `csv, full file of ${ROWS} rows`,
        measured: `${found.fullRowsPerSecond} rows/s`,
        limit: `${bare}: ${found.fullOfBare} x by processor time`,
        goal: "none set",
        met: true,
      },
      {
        what: `csv, delta file of ${ROWS} rows`,
        measured: `${found.deltaRowsPerSecond} rows/s`,
        limit: `${bare}: ${found.deltaOfBare} x by processor time`,
        goal: "none set",
        met: true,
      },
    ],
    notes: [`${found.fileMiB} MiB; the reading process peaked at ${found.peakRssMiB} MiB.`],
  };
};

export interface CsvReadFigures {
  rows: number;
  fileMiB: number;
  /** Full file through the adapter: records, set-asides, duplicates found, a cursor for every page. */
  fullRowsPerSecond: number;
  deltaRowsPerSecond: number;
  /** The same file through csv-parse alone. */
  bareRowsPerSecond: number;
  /** Rows per second of processor time, as a share of csv-parse alone: steady on a busy machine. */
  fullOfBare: number;
  deltaOfBare: number;
  peakRssMiB: number;
}

type Way = "full" | "delta" | "bare";
type Outcome = { rows: number; ms: number; cpuMs: number; peakRssMiB: number };

/** Each way runs in its own process, so that its memory is measured alone. */
export async function benchCsvRead(rows: number): Promise<CsvReadFigures> {
  const folder = await mkdtemp(join(tmpdir(), "concord-bench-"));
  try {
    const file = join(folder, "stock-20260302-0600.csv");
    await pipeline(Readable.from(lines(rows)), createWriteStream(file));
    const bare = await inOwnProcess("bare", folder);
    const full = await inOwnProcess("full", folder);
    const delta = await inOwnProcess("delta", folder);
    return {
      rows,
      fileMiB: Math.round((await stat(file)).size / 2 ** 20),
      fullRowsPerSecond: perSecond(full),
      deltaRowsPerSecond: perSecond(delta),
      bareRowsPerSecond: perSecond(bare),
      fullOfBare: ratio(full, bare),
      deltaOfBare: ratio(delta, bare),
      peakRssMiB: Math.max(full.peakRssMiB, delta.peakRssMiB),
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}

function* lines(rows: number): Generator<string> {
  yield "Item No.;Description;Location;Free;Unit\r\n";
  for (let row = 0; row < rows; row += 1000) {
    let block = "";
    for (let n = row; n < Math.min(rows, row + 1000); n++) {
      block += `SKU-${n};"Item, number ${n}";${n % 2 ? "OSL" : "BGO"};${n % 500},00;PCS\r\n`;
    }
    yield block;
  }
}

async function inOwnProcess(way: Way, folder: string): Promise<Outcome> {
  const { stdout } = await promisify(execFile)(process.execPath, [
    fileURLToPath(import.meta.url),
    way,
    folder,
  ]);
  return JSON.parse(stdout) as Outcome;
}

async function readThroughAdapter(mode: "full" | "delta", folder: string): Promise<number> {
  const settings = CsvSettings.parse({
    place: { kind: "local", folder },
    decimal: ",",
    archive: false,
    arrival: "renamed",
    files: {
      stock: {
        pattern: "stock*.csv",
        mode,
        columns: { sku: "Item No.", warehouse: "Location", quantity: "Free" },
      },
    },
  });
  const adapter = csv(settings, {});
  const { signal } = new AbortController();
  let rows = 0;
  for (let cursor = null, done = false; !done;) {
    const page: Page<unknown> | undefined = await adapter.stock?.read(cursor, signal);
    if (!page) throw new Error("no stock reader");
    rows += page.records.length + page.setAside.length;
    ({ cursor, done } = page);
  }
  return rows;
}

async function readBare(folder: string): Promise<number> {
  let rows = -1;
  const parser = createReadStream(join(folder, "stock-20260302-0600.csv")).pipe(parse({ delimiter: ";" }));
  for await (const _ of parser) rows += 1;
  return rows;
}

function perSecond({ rows, ms }: Outcome): number {
  return Math.round((rows / ms) * 1000);
}

function ratio(one: Outcome, other: Outcome): number {
  return Number((one.rows / one.cpuMs / (other.rows / other.cpuMs)).toFixed(2));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [way, folder] = process.argv.slice(2);
  if (folder && (way === "full" || way === "delta" || way === "bare")) {
    const started = performance.now();
    const before = process.cpuUsage();
    const rows = await (way === "bare" ? readBare(folder) : readThroughAdapter(way, folder));
    const ms = performance.now() - started;
    const { user, system } = process.cpuUsage(before);
    const cpuMs = (user + system) / 1000;
    const peakRssMiB = Math.round(process.resourceUsage().maxRSS / 1024);
    process.stdout.write(JSON.stringify({ rows, ms, cpuMs, peakRssMiB } satisfies Outcome));
  } else {
    process.stdout.write(`${JSON.stringify(await benchCsvRead(Number(way ?? 1_000_000)), null, 2)}\n`);
  }
}
