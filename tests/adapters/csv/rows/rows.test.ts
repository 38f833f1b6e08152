import fc from "fast-check";
import iconv from "iconv-lite";
import { describe, expect, test, vi } from "vitest";
import type { FileStore } from "#app/adapters/csv/files/client.ts";
import type { Encoding } from "#app/adapters/csv/rows/format.ts";
import { shapeOf } from "#app/adapters/csv/read/shape.ts";
import { type OpenFile, readRows } from "#app/adapters/csv/read/table.ts";

const encodings: Encoding[] = ["utf-8", "utf-16le", "utf-16be", "windows-1250", "windows-1252"];
const boms: Partial<Record<Encoding, number[]>> = {
  "utf-8": [0xef, 0xbb, 0xbf],
  "utf-16le": [0xff, 0xfe],
  "utf-16be": [0xfe, 0xff],
};

interface Style {
  encoding: Encoding;
  bom: boolean;
  delimiter: "," | ";" | "\t" | "|";
  newline: "\n" | "\r\n" | "\r";
  quoteAll: boolean;
  lastNewline: boolean;
}

const style: fc.Arbitrary<Style> = fc.record({
  encoding: fc.constantFrom(...encodings),
  bom: fc.boolean(),
  delimiter: fc.constantFrom(",", ";", "\t", "|"),
  newline: fc.constantFrom("\n", "\r\n", "\r"),
  quoteAll: fc.boolean(),
  lastNewline: fc.boolean(),
});

/** Text that an encoding can write, with far more separators, quotes and line ends than by chance. */
function text(encoding: Encoding): fc.Arbitrary<string> {
  const letters = iconv.decode(Buffer.from(Array.from({ length: 223 }, (_, at) => at + 33)), encoding);
  const any = encoding.startsWith("windows")
    ? fc.constantFrom(...[...letters].filter((letter) => letter !== "\ufffd"))
    : fc
        .string({ unit: "grapheme", minLength: 1, maxLength: 1 })
        .filter((unit) => !/[\0\ufeff\ufffd]/.test(unit));
  const piece = fc.oneof(
    any,
    fc.constantFrom('"', ";", ",", "\t", "|", "\n", "\r\n", "\r", " ", "=", "'", "Ā", "㬀"),
  );
  return fc
    .array(piece, { maxLength: 8 })
    .map((pieces) => pieces.join(""))
    .filter((written) => iconv.decode(iconv.encode(written, encoding), encoding) === written);
}

const table = style.chain((chosen) =>
  fc.integer({ min: 1, max: 4 }).chain((width) =>
    fc.record({
      style: fc.constant(chosen),
      rows: fc.array(fc.array(text(chosen.encoding), { minLength: width, maxLength: width }), {
        maxLength: 12,
      }),
      width: fc.constant(width),
    }),
  ),
);

function write(
  rows: string[][],
  { encoding, bom, delimiter, newline, quoteAll, lastNewline }: Style,
): Buffer {
  const field = (value: string) => {
    const plain = !quoteAll && value !== "" && !/[",;\t|\r\n]/.test(value);
    return plain ? value : `"${value.replaceAll('"', '""')}"`;
  };
  const body = rows.map((row) => row.map(field).join(delimiter)).join(newline) + (lastNewline ? newline : "");
  const mark = bom ? Buffer.from(boms[encoding] ?? []) : Buffer.alloc(0);
  return Buffer.concat([mark, iconv.encode(body, encoding, { addBOM: false })]);
}

function inMemory(bytes: Buffer): FileStore {
  const unused = () => Promise.reject(new Error("not part of this test"));
  return {
    id: "memory",
    list: unused,
    stat: unused,
    move: unused,
    write: unused,
    replace: unused,
    writable: unused,
    close: unused,
    read: (_, start, length) => Promise.resolve(Buffer.from(bytes.subarray(start, start + length))),
  };
}

function openTable(
  bytes: Buffer,
  encoding: Encoding | "auto",
  delimiter: Style["delimiter"] | "auto",
): OpenFile {
  const file = { name: "table.csv", size: bytes.length };
  const shape = shapeOf(bytes.subarray(0, 65536), file, { encoding, delimiter, timeZone: "UTC" }, ["c0"]);
  if (!shape) throw new Error("no header");
  return { ...file, path: file.name, shape };
}

/** Reads page by page, each from the byte where the one before ended. */
async function readTable(bytes: Buffer, file: OpenFile, pageRows: number, piece: number) {
  const fields: string[][] = [];
  const lines: number[] = [];
  let from = { ...file.shape.body };
  while (from.byte < file.size) {
    const { rows, next } = await readRows(inMemory(bytes), file, from, pageRows, piece);
    if (next.byte === from.byte) break;
    fields.push(...rows.map((row) => row.fields));
    lines.push(...rows.map((row) => row.line));
    from = { byte: next.byte, line: next.line };
  }
  return { fields, lines };
}

vi.setConfig({ testTimeout: 60_000 });

describe("any table", () => {
  test("is read back as it was written, wherever pages and pieces end", async () => {
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 40 }),
        async ({ style: chosen, rows, width }, pageRows, units) => {
          // A carriage return ends lines only if the file's head has no line feed: fields must not hold one.
          const usable =
            chosen.newline === "\r"
              ? rows.map((row) => row.map((value) => value.replaceAll("\n", ".")))
              : rows;
          const header = Array.from({ length: width }, (_, at) => `c${at}`);
          const bytes = write([header, ...usable], chosen);
          const file = openTable(bytes, chosen.encoding, chosen.delimiter);
          const { fields } = await readTable(bytes, file, pageRows, units * 2);
          expect(fields).toEqual(usable);
        },
      ),
      { numRuns: 600 },
    );
  });

  test("shows its encoding and delimiter by itself", async () => {
    await fc.assert(
      fc.asyncProperty(
        style,
        fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 9 }),
        async (chosen, numbers) => {
          const marked = { ...chosen, bom: true };
          const rows = [["c0", "c1"], ...numbers.map(([a, b]) => [`ä${a}`, String(b)])];
          const bytes = write(rows, marked);
          const file = openTable(bytes, "auto", "auto");
          expect((await readTable(bytes, file, 3, 64)).fields).toEqual(rows.slice(1));
        },
      ),
    );
  });
});

describe("lines are counted as an editor shows them", () => {
  test("across blank lines and line ends inside fields", async () => {
    const bytes = Buffer.from('c0;c1\r\na;1\r\n\r\n"b\r\nb";2\r\n"c";3\r\n\r\n\r\nd;4');
    const { fields, lines } = await readTable(bytes, openTable(bytes, "auto", "auto"), 1, 64);
    expect(fields.map(([name]) => name)).toEqual(["a", "b\r\nb", "c", "d"]);
    expect(lines).toEqual([2, 4, 6, 9]);
  });
});

describe("encodings", () => {
  const header = "c0;c1\n";

  test("UTF-16 without a mark is still seen", () => {
    for (const encoding of ["utf-16le", "utf-16be"] as const) {
      const bytes = iconv.encode(`${header}řeka;1\n`, encoding, { addBOM: false });
      expect(openTable(bytes, "auto", "auto").shape.encoding).toBe(encoding);
    }
  });

  test.each([
    ["Europe/Prague", "windows-1250", "řeřicha"],
    ["Europe/Oslo", "windows-1252", "rømmegrøt"],
  ] as const)("text that is not UTF-8 is read as %s writes it", async (timeZone, encoding, word) => {
    const bytes = iconv.encode(`${header}${word};1\n`, encoding);
    const file = { name: "t", size: bytes.length };
    const shape = shapeOf(bytes, file, { encoding: "auto", delimiter: "auto", timeZone }, []);
    if (!shape) throw new Error("no header");
    const { fields } = await readTable(bytes, { ...file, path: "t", shape }, 10, 64);
    expect(fields).toEqual([[word, "1"]]);
  });

  test("a line in another encoding far behind the head is still read", async () => {
    const start = Buffer.from(header + "å;1\n".repeat(20_000));
    const bytes = Buffer.concat([start, iconv.encode("smørbrød;2\n", "windows-1252"), Buffer.from("é;3\n")]);
    const { fields } = await readTable(bytes, openTable(bytes, "auto", "auto"), 1000, 4096);
    expect(fields.slice(-2)).toEqual([
      ["smørbrød", "2"],
      ["é", "3"],
    ]);
  });
});

describe("rows that never end", () => {
  test("a quote in each line is set aside line by line without reading the file again and again", async () => {
    const bytes = Buffer.from("c0;c1;c2\n" + 'a;"b;1\n'.repeat(3000) + "z;z;9\n");
    const { fields } = await readTable(bytes, openTable(bytes, "utf-8", ";"), 100, 64 * 1024);
    expect(fields).toHaveLength(3001);
    expect(fields.at(-1)).toEqual(["z", "z", "9"]);
  });

  test("a quote that closes megabytes later gives up its own line only", async () => {
    const bytes = Buffer.from(`c0;c1\n"a;1\n${"b;2\n".repeat(400_000)}`);
    const file = openTable(bytes, "utf-8", ";");
    const { rows } = await readRows(inMemory(bytes), file, file.shape.body, 3);
    expect(rows.map(({ broken, line }) => [broken, line])).toEqual([
      ["malformed", 2],
      [false, 3],
      [false, 4],
    ]);
  });
});
