import iconv from "iconv-lite";
import type { CsvSettings } from "./schema.ts";

type Style = Pick<CsvSettings, "decimal" | "delimiter" | "encoding">;

/** A table as bytes that the source reads as it writes its own files. */
export function encode(
  table: readonly (readonly string[])[],
  { decimal, delimiter, encoding }: Style,
): Buffer {
  const between = delimiter === "auto" ? (decimal === "," ? ";" : ",") : delimiter;
  const lines = table.map((row) => row.map((field) => quoted(field, between)).join(between));
  const text = lines.map((line) => `${line}\r\n`).join("");
  if (encoding === "auto" || encoding === "utf-8") return Buffer.from(text);
  if (encoding.startsWith("utf-16")) return iconv.encode(text, encoding, { addBOM: true });
  return iconv.encode([...text].map((sign) => writable(sign, encoding)).join(""), encoding);
}

function quoted(field: string, delimiter: string): string {
  return field.includes(delimiter) || /["\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}

/** A code page lacks most letters of the world: better the letter without its accent than a question mark. */
function writable(sign: string, encoding: string): string {
  if (sign <= "\u007f" || iconv.decode(iconv.encode(sign, encoding), encoding) === sign) return sign;
  const bare = sign.normalize("NFKD").replace(/\p{M}/gu, "");
  return iconv.decode(iconv.encode(bare, encoding), encoding);
}
