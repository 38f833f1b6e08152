import type { SetAsideReason, SetAsideRecord } from "#app/core/records.ts";
import type { Contradicted } from "./duplicates.ts";
import type { Cells } from "./cells.ts";
import type { Mapping } from "./mapping.ts";
import { fits, type Row } from "./rows.ts";
import { cellReader, type OpenFile } from "./table.ts";

const rawMax = 200;

export interface Sorted<T> {
  records: T[];
  setAside: SetAsideRecord[];
}

/** Rows to records; those that cannot be used are set aside one by one. */
export function toPage<T>(
  rows: readonly Row[],
  file: OpenFile,
  mapping: Mapping<T>,
  contradicted: Contradicted | null,
  fileTime: Date,
): Sorted<T> {
  const cellsOf = cellReader(mapping, file.name, file.shape.headers);
  const records: T[] = [];
  const setAside: SetAsideRecord[] = [];
  for (const row of rows) {
    if (isBlank(row)) continue;
    const origin = `${file.name}, line ${row.line}`;
    const outcome = judge(row, cellsOf, file, mapping, contradicted, { origin, fileTime });
    if (outcome === null) continue;
    if ("record" in outcome) records.push(outcome.record);
    else
      setAside.push({
        origin,
        sku: outcome.sku,
        reason: outcome.reason,
        raw: rawOf(row, file.shape.delimiter),
      });
  }
  return { records, setAside };
}

function judge<T>(
  row: Row,
  cellsOf: (row: Row) => Cells,
  file: OpenFile,
  mapping: Mapping<T>,
  contradicted: Contradicted | null,
  place: { origin: string; fileTime: Date },
) {
  // Most likely which SKU a damaged row is about, so that it does not count as gone from a full listing.
  if (row.broken) return refused("malformed", mapping.sku(cellsOf(asIfUnquoted(row, file.shape.delimiter))));
  if (!fits(row.fields, file.shape.width)) return refused("column-count", mapping.sku(cellsOf(row)));
  const cells = cellsOf(row);
  const outcome = mapping.toRecord(cells, place);
  if (outcome === null || !("record" in outcome)) return outcome;
  const claim = contradicted && mapping.claim(cells);
  return claim && contradicted(claim.key) ? refused("duplicate", mapping.sku(cells)) : outcome;
}

function refused(reason: SetAsideReason, sku: string | null) {
  return { reason, sku };
}

function asIfUnquoted(row: Row, delimiter: string): Row {
  const fields = row.fields.join("").split(delimiter);
  return { ...row, fields: fields.map((field) => field.trim().replace(/^"|"$/g, "")) };
}

function isBlank({ fields, broken }: Row): boolean {
  return !broken && fields.every((field) => field.trim() === "");
}

function rawOf({ fields }: Row, delimiter: string): string {
  const raw = fields
    .join(delimiter)
    .replace(/[\r\n]+/g, " ")
    .trim();
  return raw.length > rawMax ? `${raw.slice(0, rawMax - 1)}…` : raw;
}
