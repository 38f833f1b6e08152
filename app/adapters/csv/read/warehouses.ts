import type { WarehouseRecord } from "#app/core/source/records.ts";
import { ConnectionError } from "../../errors.ts";
import type { Mapping } from "../rows/mapping.ts";
import { type FoundFile, newestFiles } from "../files/newest.ts";
import type { Source } from "./reader.ts";
import { readHead } from "./shape.ts";
import { defaultWarehouse, warehouseOf } from "../rows/stock-rows.ts";
import { stopIfAborted } from "../files/stop.ts";
import { allRows, cellReader } from "./table.ts";

const warehousesMax = 500;
const rowsPerStep = 5000;
/** A file of changes names few warehouses; several together name most. */
const deltaFiles = 20;

/** The codes that the newest stock files name, or the one constant. */
export async function warehouses(source: Source, signal: AbortSignal): Promise<WarehouseRecord[]> {
  const { store, settings, mappings } = source;
  const { stock } = mappings;
  if (!stock) return [];
  const column = stock.columns["warehouse"];
  const codes = new Set<string>();
  if (column === undefined) codes.add(settings.files.stock?.warehouse ?? defaultWarehouse);
  else {
    const count = stock.mode === "full" ? 1 : deltaFiles;
    for (const file of await newestFiles(store, settings, stock.pattern, count, signal)) {
      await collect(source, stock, file, codes, signal);
      if (codes.size <= warehousesMax) continue;
      throw new ConnectionError(
        `"${file.name}" names more than ${warehousesMax} warehouses; is "${column}" the right column?`,
      );
    }
  }
  return [...codes].sort().map((code) => ({ code, name: code }));
}

async function collect(
  { store, settings }: Source,
  stock: Mapping<unknown>,
  file: FoundFile,
  codes: Set<string>,
  signal: AbortSignal,
): Promise<void> {
  const { shape } = await readHead(store, file.path, file, settings, Object.values(stock.columns));
  if (!shape) return;
  const cellsOf = cellReader(stock, file.name, shape.headers);
  for await (const rows of allRows(store, { ...file, shape }, rowsPerStep)) {
    stopIfAborted(signal);
    for (const row of rows) {
      const code = row.broken ? null : warehouseOf(cellsOf(row), undefined);
      if (code !== null) codes.add(code);
    }
    if (codes.size > warehousesMax) return;
  }
}
