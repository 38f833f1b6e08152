import type { SetAsideReason, SetAsideRecord } from "#app/core/source/records.ts";
import { TEXT_MAX } from "#app/core/source/usable.ts";
import type { Contradicted } from "./duplicates.ts";
import type { Cells } from "../rows/cells.ts";
import type { Mapping, Outcome } from "../rows/mapping.ts";
import { fits } from "../rows/quoted-row.ts";
import type { Row } from "../rows/rows.ts";
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
  const judged = rows
    .filter((row) => !isBlank(row))
    .map((row) => {
      const origin = `${file.name}, line ${row.line}`;
      const outcome = judge(row, cellsOf, file, mapping, contradicted, { origin, fileTime });
      return { row, origin, outcome };
    });
  const setAside = judged.flatMap(({ row, origin, outcome }) =>
    outcome && "reason" in outcome ? [{ origin, ...outcome, raw: rawOf(row, file.shape.delimiter) }] : [],
  );
  const { together } = mapping;
  if (!together) return { records: judged.flatMap(({ outcome }) => recordOf(outcome)), setAside };
  const keyOf = rowKey(file, mapping, cellsOf);
  const groups = Map.groupBy(judged, ({ row }) => keyOf(row) ?? row);
  const records = [...groups.values()].flatMap((group) => {
    const found = group.flatMap(({ outcome }) => recordOf(outcome));
    // Without one of its rows a record would say less than the source did.
    const isWhole = group.every(({ outcome }) => outcome === null || "record" in outcome);
    return isWhole && found.length > 0 ? [together.merge(found)] : [];
  });
  return { records, setAside };
}

/** Which record a row is part of, also where the rest of it cannot be used; null where it does not say. */
export function rowKey<T>(
  file: OpenFile,
  mapping: Mapping<T>,
  cellsOf: (row: Row) => Cells,
): (row: Row) => string | null {
  const cells = (row: Row) => cellsOf(row.broken ? asIfUnquoted(row, file.shape.delimiter) : row);
  return (row) => mapping.together?.key(cells(row)) ?? null;
}

function recordOf<T>(outcome: Outcome<T>): T[] {
  return outcome && "record" in outcome ? [outcome.record] : [];
}

function judge<T>(
  row: Row,
  cellsOf: (row: Row) => Cells,
  file: OpenFile,
  mapping: Mapping<T>,
  contradicted: Contradicted | null,
  place: { origin: string; fileTime: Date },
) {
  // The SKU that a damaged row is most likely about, so that it does not count as gone from a full listing.
  if (row.broken) return refused(row.broken, mapping.sku(cellsOf(asIfUnquoted(row, file.shape.delimiter))));
  if (!fits(row.fields, file.shape.width)) return refused("column-count", mapping.sku(cellsOf(row)));
  const cells = cellsOf(row);
  if (row.fields.some(({ length }) => length > TEXT_MAX)) return refused("too-long", mapping.sku(cells));
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
    .slice(0, rawMax)
    .map((field) => field.slice(0, rawMax))
    .join(delimiter)
    .replace(/[\r\n]+/g, " ")
    .trim();
  return raw.length > rawMax ? `${raw.slice(0, rawMax - 1)}…` : raw;
}
