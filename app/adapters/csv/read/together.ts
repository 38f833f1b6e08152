import { ConnectionError } from "../../errors.ts";
import type { FileStore } from "../files/client.ts";
import type { Mapping } from "../rows/mapping.ts";
import { rowKey } from "./page.ts";
import type { Rows, Spot } from "../rows/rows.ts";
import { cellReader, type OpenFile, readRows } from "./table.ts";

/** No shipment has so many lines: somebody chose the wrong column. */
const togetherMax = 20_000;

/** The next rows of a file, of which those that are one record are never cut apart by the end of a page. */
export async function readTogether(
  store: FileStore,
  file: OpenFile,
  mapping: Mapping<unknown>,
  from: Spot,
  pageRows: number,
): Promise<Omit<Rows, "open">> {
  const keyOf = rowKey(file, mapping, cellReader(mapping, file.name, file.shape.headers));
  for (let max = pageRows; ; max *= 2) {
    const read = await readRows(store, file, from, max);
    const last = read.rows.at(-1);
    if (!mapping.together || !last || read.next.byte >= file.size) return read;
    const key = keyOf(last);
    const before = key === null ? read.rows.length : read.rows.findLastIndex((row) => keyOf(row) !== key) + 1;
    const open = read.rows[before];
    if (!open) return read;
    if (before > 0) return { rows: read.rows.slice(0, before), next: { byte: open.byte, line: open.line } };
    if (max >= togetherMax) {
      const { number = "" } = mapping.columns;
      throw new ConnectionError(
        `"${file.name}", line ${from.line}: more than ${max} rows stand for one record; is "${number}" the right column?`,
      );
    }
  }
}
