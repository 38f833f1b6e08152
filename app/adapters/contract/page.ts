import type { SetAsideRecord } from "#app/core/source/records.ts";

/** An adapter's own bookmark. Only the adapter that wrote it may read it. */
export type Cursor = string & { readonly cursor: unique symbol };

export interface Page<T> {
  records: readonly T[];
  /** Records of this page that could not be used, with the reason. */
  setAside: readonly SetAsideRecord[];
  /** Where the next read starts. */
  cursor: Cursor;
  /** The source had nothing newer. */
  done: boolean;
  /**
   * The complete listing that this page is part of, named so that a repeated page is recognised.
   * When it ends, anything it did not name is gone from the source. Null: the page holds changes only.
   */
  listing: { id: string; ends: boolean } | null;
  /** What the page was read from, for people: a file name, a company. Null where there was nothing to read. */
  origin: string | null;
}

export interface Reader<T> {
  /** Records changed since `after`, oldest change first; null reads from the beginning. */
  read(after: Cursor | null, signal: AbortSignal): Promise<Page<T>>;
}
