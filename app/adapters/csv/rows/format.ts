export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1250" | "windows-1252";

/** How the bytes of one file are cut into rows. */
export interface Format {
  encoding: Encoding;
  /** Reads a row that is not UTF-8 although the file seemed to be; null: the merchant insists on the encoding. */
  fallback: Encoding | null;
  delimiter: string;
  newlines: string[];
  /** Fields a row should have; null while that is not known. */
  width: number | null;
}

/** The byte that ends every line; another may come before it. */
export function lineMark({ newlines }: Pick<Format, "newlines">): number {
  return newlines.includes("\n") ? 10 : 13;
}
