import { parse } from "csv-parse/sync";
import fc from "fast-check";
import iconv from "iconv-lite";
import { describe, expect, test } from "vitest";
import type { Encoding, Format } from "#app/adapters/csv/rows/format.ts";
import { quotedRow } from "#app/adapters/csv/rows/quoted-row.ts";
import { parseRows } from "#app/adapters/csv/rows/rows.ts";
import type { FileStore } from "#app/adapters/csv/files/client.ts";
import { readRows } from "#app/adapters/csv/read/table.ts";

const format: Format = {
  encoding: "utf-8",
  fallback: null,
  delimiter: ";",
  newlines: ["\r\n", "\n"],
  width: null,
};

function byTheParser(text: string): string[] | undefined {
  const rows: string[][] = parse(text, {
    delimiter: ";",
    record_delimiter: ["\r\n", "\n"],
    relax_quotes: true,
    relax_column_count: true,
    to: 1,
  });
  return rows[0];
}

test("a row is read as the parser of the whole format reads it, stray quotes included", () => {
  const piece = fc.constantFrom('"', '"', '""', ";", "a", " ", "\n", "\r\n", "å");
  let rows = 0;
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1, maxLength: 14 }), (pieces) => {
      const text = pieces.join("").replace(/^[\r\n]+/, "");
      if (text === "") return;
      const row = quotedRow(Buffer.from(text), 0, format, true);
      if (typeof row !== "object") return;
      rows += 1;
      expect(row.fields).toEqual(byTheParser(text));
    }),
    { numRuns: 5_000 },
  );
  expect(rows).toBeGreaterThan(2_000);
});

/** A file in memory that counts what is read of it. */
function fileOf(bytes: Buffer, encoding: Encoding = "utf-8") {
  const store = { count: 0 };
  const read = (_: string, start: number, length: number) => {
    store.count += Math.min(length, Math.max(0, bytes.length - start));
    return Promise.resolve(Buffer.from(bytes.subarray(start, start + length)));
  };
  const shape = { ...format, encoding, width: 2, headers: [], body: { byte: 0, line: 1 } };
  const file = { name: "f.csv", path: "f.csv", size: bytes.length, shape };
  return { store: { read } as unknown as FileStore, file, seen: () => store.count };
}

async function readAll(bytes: Buffer, encoding: Encoding = "utf-8") {
  const { store, file, seen } = fileOf(bytes, encoding);
  const rows = [];
  for (let from = file.shape.body; from.byte < file.size;) {
    const read = await readRows(store, file, from, 100_000);
    rows.push(...read.rows);
    from = read.next;
  }
  return { rows, seen: seen() };
}

const inShort = ({ rows }: Awaited<ReturnType<typeof readAll>>) =>
  rows.map(({ line, broken, fields }) => `${line} ${broken || fields.join("|").slice(0, 20)}`);

describe.each(["utf-8", "utf-16le", "utf-16be", "windows-1252"] as const)("in %s", (encoding: Encoding) => {
  const write = (text: string) => iconv.encode(text, encoding, { addBOM: false });

  test("a line of 5 MB is one bad row, and the next line is the next row", async () => {
    const line = `BIG;1;${(encoding.startsWith("utf-16") ? "Ċx" : "yx").repeat(2_500_000)}`;
    const bytes = write(`a;1\n${line}\nb;2\n`);
    expect(inShort(await readAll(bytes, encoding))).toEqual(["1 a|1", "2 too-long", "3 b|2"]);
  });

  test("a quote that never closes gives up its own line only", async () => {
    const bytes = write(`a;1\n"bad;1\n${"b;2\n".repeat(300_000)}`);
    const { rows } = await readAll(bytes, encoding);
    expect(rows).toHaveLength(300_002);
    expect(rows.filter(({ broken }) => broken).map(({ line }) => line)).toEqual([2]);
  });
});

test("a last line of 5 MB without an end is one bad row", async () => {
  const bytes = Buffer.from(`a;1\nBIG;${"x".repeat(5_000_000)}`);
  expect(inShort(await readAll(bytes))).toEqual(["1 a|1", "2 too-long"]);
});

test("a quoted cell of 3 MB is one bad row", async () => {
  const bytes = Buffer.from(`a;1\n"BIG${"x".repeat(3_000_000)}";1\nb;2\n`);
  expect(inShort(await readAll(bytes))).toEqual(["1 a|1", "2 too-long", "3 b|2"]);
});

test("megabytes of blank lines are passed over", async () => {
  const bytes = Buffer.from(`a;1\n${"\n".repeat(3_000_000)}b;2\n`);
  expect(inShort(await readAll(bytes))).toEqual(["1 a|1", "3000002 b|2"]);
});

test("a cell of 100 kB and many lines is read", async () => {
  const cell = "word\n".repeat(40_000);
  const { rows } = await readAll(Buffer.from(`${`"${cell}";1\n`.repeat(5)}b;2\n`));
  expect(rows.map(({ broken }) => broken)).toEqual([false, false, false, false, false, false]);
  expect(rows[4]?.fields).toEqual([cell, "1"]);
});

test("a page holds less than its rows where they are very long", async () => {
  const { store, file } = fileOf(Buffer.from(`${"x".repeat(900_000)};1\n`.repeat(40)));
  const { rows } = await readRows(store, file, file.shape.body, 1000);
  expect(rows.length).toBeLessThan(25);
});

test.each([
  ["opens a quote", '"bad;1\n'],
  ["opens a quote behind an inch mark", 'a";"b\n'],
  ["opens a quote behind a blank and an inch mark", ' ";"\n'],
  ["opens and closes at odd places", '";""x;"\n'],
  ["has a quote behind a closing one", '"a"b;1\n'],
])("a file in which every line %s is read once, not again for each line", async (_, line) => {
  const bytes = Buffer.from(line.repeat(30_000));
  const before = performance.now();
  const { rows, seen } = await readAll(bytes);
  expect(rows.length).toBeGreaterThan(10_000);
  expect(seen).toBeLessThan(bytes.length * 2);
  expect(performance.now() - before).toBeLessThan(10_000);
});

test("a line that is given up is not kept in memory", () => {
  const { rows } = parseRows(Buffer.from(`"${"x".repeat(1_000_000)}\n`), { byte: 0, line: 1 }, format, {
    max: 1,
    last: true,
  });
  expect(rows[0]?.fields[0]?.length).toBeLessThan(5_000);
});
