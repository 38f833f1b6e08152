import type { FeedKind } from "#app/core/source/feeds.ts";
import type { SetAsideReason } from "#app/core/source/records.ts";
import type { Cells } from "./cells.ts";
import type { CsvSettings } from "./schema.ts";

export interface Place {
  /** "stock-0914.csv, line 12" */
  origin: string;
  /** When the source said what the file holds. */
  fileTime: Date;
}

/** Null: the row says nothing. */
export type Outcome<T> = { record: T } | { reason: SetAsideReason; sku: string | null } | null;

export interface Mapping<T> {
  pattern: string;
  mode: "full" | "delta";
  /** Field -> header. */
  columns: Record<string, string>;
  toRecord(cells: Cells, place: Place): Outcome<T>;
  /** Which SKU a row is about, also where the rest of it cannot be used. */
  sku(cells: Cells): string | null;
  /**
   * What may stand only once in a full file, and what it says: a second row that says the same is no
   * contradiction. Null: the row contradicts nothing.
   */
  claim(cells: Cells): { key: string; says: string | null } | null;
  /** Rows with the same key are one record. Absent: every row is a record of its own. */
  together?: {
    /** Null: the row does not say what it belongs to. */
    key(cells: Cells): string | null;
    /** The records of all these rows as one; never called with none. */
    merge(records: readonly T[]): T;
  };
  /** For the test of a connection. */
  inWords(record: T): string;
}

/** How the numbers and times of every file are written. */
export type Style = Pick<CsvSettings, "decimal" | "timeZone">;

export type Spec<Kind extends FeedKind> = NonNullable<CsvSettings["files"][Kind]>;
