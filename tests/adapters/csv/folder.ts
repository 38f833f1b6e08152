import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Adapter } from "#app/adapters/adapter.ts";
import type { Cursor, Page } from "#app/adapters/contract/page.ts";
import { csv } from "#app/adapters/csv/index.ts";
import { CsvSettings } from "#app/adapters/csv/rows/schema.ts";
import { onTestFinished } from "vitest";

export const { signal } = new AbortController();
export const noon = new Date("2026-03-02T12:00:00Z");

type Input = Omit<Partial<typeof CsvSettings._input>, "place">;

export const stockColumns = { sku: "SKU", warehouse: "Warehouse", quantity: "Free" };
export const fullStock = { stock: { pattern: "stock*.csv", mode: "full", columns: stockColumns } } as const;
export const deltaStock = { stock: { pattern: "stock*.csv", mode: "delta", columns: stockColumns } } as const;

export interface Folder {
  path: string;
  put(name: string, text: string | Buffer, at?: Date): void;
  names(inside?: string): string[];
  settings(more?: Input): CsvSettings;
  open(more?: Input, pageRows?: number): Adapter;
}

/** A folder for one test, gone after it. */
export function folder(): Folder {
  const made = temporaryFolder();
  onTestFinished(made.remove);
  return made;
}

export function temporaryFolder(): Folder & { remove(): void } {
  const path = mkdtempSync(join(tmpdir(), "concord-csv-"));
  const settings = (more: Input = {}) =>
    CsvSettings.parse({ place: { kind: "local", folder: path }, settleMs: 0, files: fullStock, ...more });
  return {
    path,
    put(name, text, at = noon) {
      mkdirSync(join(path, "archive"), { recursive: true });
      writeFileSync(join(path, name), text);
      utimesSync(join(path, name), at, at);
    },
    names: (inside = ".") =>
      readdirSync(join(path, inside))
        .filter((name) => statSync(join(path, inside, name)).isFile())
        .sort(),
    settings,
    open: (more, pageRows = 1000) => csv(settings(more), {}, { pageRows }),
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}

export function stockFile(rows: readonly (readonly [string, string, number | string])[]): string {
  return ["SKU;Warehouse;Free", ...rows.map((row) => row.join(";"))].join("\n") + "\n";
}

export async function readPage(adapter: Adapter, after: Cursor | null = null): Promise<Page<StockLike>> {
  if (!adapter.stock) throw new Error("no stock reader");
  return adapter.stock.read(after, signal);
}

interface StockLike {
  sku: string;
  warehouse: string;
  quantity: number;
  asOf: Date;
  origin: string;
}

/** Everything there is to read, and the cursor after it. */
export async function readStock(adapter: Adapter, after: Cursor | null = null) {
  const pages: Page<StockLike>[] = [];
  let cursor = after;
  for (let more = true; more && pages.length < 1000;) {
    const page = await readPage(adapter, cursor);
    pages.push(page);
    cursor = page.cursor;
    more = !page.done;
  }
  return {
    pages,
    cursor,
    records: pages.flatMap(({ records }) => records),
    setAside: pages.flatMap(({ setAside }) => setAside),
    stock: Object.fromEntries(
      pages.flatMap(({ records }) =>
        records.map(({ sku, warehouse, quantity }) => [`${sku}@${warehouse}`, quantity]),
      ),
    ),
  };
}
