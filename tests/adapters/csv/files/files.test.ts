import { appendFileSync, renameSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Cursor } from "#app/adapters/contract/page.ts";
import { ProtocolError } from "#app/adapters/errors.ts";
import {
  deltaStock,
  type Folder,
  folder,
  fullStock,
  noon,
  readPage,
  readStock,
  stockFile,
} from "../folder.ts";

const later = (minutes: number) => new Date(noon.getTime() + minutes * 60_000);

describe("half-written files", () => {
  test("a file that still grows is not read, and is once it stands still", async () => {
    const { put, open, path } = folder();
    const settling = { settleMs: 150 };
    put("stock.csv", "SKU;Warehouse;Free\nMUG;OSL;1");
    const growing = setInterval(() => appendFileSync(join(path, "stock.csv"), "2"), 40);
    try {
      expect(await readPage(open(settling))).toMatchObject({ records: [], done: true, listing: null });
    } finally {
      clearInterval(growing);
    }
    expect((await readStock(open(settling))).records).toHaveLength(1);
  });

  test("a file stands still only when size and time do", async () => {
    const { put, open, path } = folder();
    put("stock.csv", stockFile([["MUG", "OSL", 1]]));
    let at = noon.getTime();
    const touching = setInterval(
      () => utimesSync(join(path, "stock.csv"), new Date(), new Date((at += 1000))),
      40,
    );
    try {
      expect((await readPage(open({ settleMs: 150 }))).records).toEqual([]);
    } finally {
      clearInterval(touching);
    }
  });

  test.each([
    "stock.csv.tmp",
    "stock.csv.part",
    "stock.csv.filepart",
    "stock.csv~",
    ".stock.csv",
    "~$stock.csv",
  ])("%s is the name of a file in transfer", async (name) => {
    const { put, open } = folder();
    put(name, stockFile([["MUG", "OSL", 1]]));
    const stock = { ...fullStock.stock, pattern: "*stock*" };
    expect((await readPage(open({ files: { stock } }))).records).toEqual([]);
  });

  test("with markers a file waits for its own, and one left from the version before does not count", async () => {
    const { put, open, names } = folder();
    const marked = { arrival: "marker", archive: true } as const;
    put("stock.csv", stockFile([["MUG", "OSL", 1]]));
    put("stock.csv.done", "", later(-5));
    expect((await readPage(open(marked))).records).toEqual([]);
    put("stock.csv.done", "", later(0));
    const { cursor, records } = await readStock(open(marked));
    expect(records).toHaveLength(1);
    await readPage(open(marked), cursor);
    expect(names()).toEqual([]);
    expect(names("archive")).toEqual(["stock.csv", "stock.csv.done"]);
  });

  test("a later file of changes waits while an earlier one is still written", async () => {
    const { put, open } = folder();
    const marked = { arrival: "marker", files: deltaStock } as const;
    put("stock-20260302-0600.csv", stockFile([["MUG", "OSL", 1]]));
    put("stock-20260302-0700.csv", stockFile([["MUG", "OSL", 2]]));
    put("stock-20260302-0700.csv.done", "");
    const { records, cursor } = await readStock(open(marked));
    expect(records).toEqual([]);
    put("stock-20260302-0600.csv.done", "");
    const { pages } = await readStock(open(marked), cursor);
    expect(pages.flatMap((page) => page.records.map(({ quantity }) => quantity))).toEqual([1, 2]);
  });
});

describe("order and archive", () => {
  test("files of changes are read by the time in their names, whatever order they came in", async () => {
    const { put, open } = folder();
    put("stock-20260302-0700.csv", stockFile([["MUG", "OSL", 2]]), later(1));
    put("stock-20260302-0600.csv", stockFile([["MUG", "OSL", 1]]), later(2));
    put("stock-20260302-0800.csv", stockFile([["MUG", "OSL", 3]]), later(0));
    const { pages } = await readStock(open({ files: deltaStock }));
    expect(pages.map(({ origin }) => origin)).toEqual([
      "stock-20260302-0600.csv",
      "stock-20260302-0700.csv",
      "stock-20260302-0800.csv",
    ]);
  });

  test("without times in their names they are read by their own", async () => {
    const { put, open } = folder();
    put("stock-b.csv", stockFile([["MUG", "OSL", 1]]), later(1));
    put("stock-a.csv", stockFile([["MUG", "OSL", 2]]), later(2));
    const { records } = await readStock(open({ files: deltaStock }));
    expect(records.map(({ quantity }) => quantity)).toEqual([1, 2]);
  });

  test("a file of changes that comes late is still read", async () => {
    for (const archive of [true, false]) {
      const { put, open } = folder();
      put("stock-20260302-0700.csv", stockFile([["MUG", "OSL", 2]]));
      const { cursor } = await readStock(open({ archive, files: deltaStock }));
      put("stock-20260302-0600.csv", stockFile([["CUP", "OSL", 1]]));
      expect((await readStock(open({ archive, files: deltaStock }), cursor)).stock).toEqual({ "CUP@OSL": 1 });
    }
  });

  test("only the newest of several full files is read, and the older ones never again", async () => {
    for (const archive of [true, false]) {
      const { put, open, names } = folder();
      put("stock-20260302-0600.csv", stockFile([["MUG", "OSL", 1]]));
      put("stock-20260302-0700.csv", stockFile([["MUG", "OSL", 2]]));
      const { records, cursor } = await readStock(open({ archive }));
      expect(records.map(({ quantity }) => quantity)).toEqual([2]);
      expect((await readStock(open({ archive }), cursor)).records).toEqual([]);
      expect(names("archive")).toHaveLength(archive ? 2 : 0);
    }
  });

  test("a file is archived only after the page that ended it was saved", async () => {
    const { put, open, names } = folder();
    put(
      "stock.csv",
      stockFile([
        ["MUG", "OSL", 1],
        ["CUP", "OSL", 2],
      ]),
    );
    const first = await readPage(open({}, 1));
    const second = await readPage(open({}, 1), first.cursor);
    expect(second.done).toBe(true);
    await readPage(open({}, 1), first.cursor);
    expect(names()).toEqual(["stock.csv"]);
    await readPage(open({}, 1), second.cursor);
    expect(names()).toEqual([]);
    expect(names("archive")).toEqual(["stock.csv"]);
  });

  test("files of one name are kept apart in the archive", async () => {
    const { put, open, names } = folder();
    let cursor: Cursor | null = null;
    for (const [minute, quantity] of [
      [0, 1],
      [1, 2],
      [2, 3],
    ] as const) {
      put("stock.csv", stockFile([["MUG", "OSL", quantity]]), later(minute));
      const read = await readStock(open(), cursor);
      expect(read.stock).toEqual({ "MUG@OSL": quantity });
      cursor = (await readPage(open(), read.cursor)).cursor;
    }
    expect(names("archive")).toEqual(["stock.1772452860000.csv", "stock.1772452920000.csv", "stock.csv"]);
  });

  test("a file that two kinds are read from stays", async () => {
    const { put, open, names } = folder();
    put("stock.csv", stockFile([["MUG", "OSL", 1]]));
    const files = {
      ...fullStock,
      items: { pattern: "*.csv", mode: "full", columns: { sku: "SKU" } },
    } as const;
    const { cursor } = await readStock(open({ files }));
    expect((await readStock(open({ files }), cursor)).records).toEqual([]);
    expect(names()).toEqual(["stock.csv"]);
  });
});

describe("files that change under the reader", () => {
  const three = stockFile([
    ["MUG", "OSL", 1],
    ["CUP", "OSL", 2],
    ["POT", "OSL", 3],
  ]);

  test.each([
    [
      "larger",
      stockFile([
        ["MUG", "OSL", 10],
        ["CUP", "OSL", 20],
      ]),
      later(1),
    ],
    ["of the same size, later", stockFile([["MUG", "OSL", 5]]), later(1)],
    ["of the same size and time", stockFile([["MUG", "OSL", 5]]), later(0)],
    ["of the same size, but older", stockFile([["MUG", "OSL", 5]]), later(-1)],
  ])("a file overwritten in place is read again when it is %s", async (_, text, at) => {
    for (const files of [fullStock, deltaStock]) {
      const { put, open } = folder();
      put("stock.csv", stockFile([["MUG", "OSL", 1]]));
      const { cursor } = await readStock(open({ archive: false, files }));
      put("stock.csv", text, at);
      const again = await readStock(open({ archive: false, files }), cursor);
      expect(again.records.map(({ sku }) => sku)[0]).toBe("MUG");
      expect((await readStock(open({ archive: false, files }), again.cursor)).records).toEqual([]);
    }
  });

  test("a full file replaced half way is read anew under another listing", async () => {
    const { put, open } = folder();
    put("stock.csv", three);
    const first = await readPage(open({}, 1));
    put("stock.csv", three.replace("MUG", "TUB"), later(0));
    const { pages, stock, setAside } = await readStock(open({}, 1), first.cursor);
    expect(stock).toEqual({ "TUB@OSL": 1, "CUP@OSL": 2, "POT@OSL": 3 });
    expect(setAside).toEqual([]);
    expect(pages.some(({ listing }) => listing?.id === first.listing?.id)).toBe(false);
  });

  test("a file of changes replaced half way is read anew, and the lost rest is said", async () => {
    const { put, open } = folder();
    put("stock.csv", three);
    const first = await readPage(open({ files: deltaStock }, 1));
    put("stock.csv", stockFile([["TUB", "OSL", 9]]), later(1));
    const { stock, setAside } = await readStock(open({ files: deltaStock }, 1), first.cursor);
    expect(stock).toEqual({ "TUB@OSL": 9 });
    expect(setAside).toMatchObject([{ origin: "stock.csv, line 3", sku: null, reason: "malformed" }]);
    expect(setAside[0]?.raw).toContain("what followed line 2 was not read");
  });

  test("a full file that vanished half way gives way to the next one", async () => {
    const { put, open, path } = folder();
    put("stock-20260302-0600.csv", stockFile([["OLD", "OSL", 1]]));
    put("stock-20260302-0700.csv", three);
    const first = await readPage(open({ archive: false }, 1));
    rmSync(join(path, "stock-20260302-0700.csv"));
    put("stock-20260302-0800.csv", three.replace("MUG", "TUB"));
    const { stock, setAside } = await readStock(open({ archive: false }, 1), first.cursor);
    expect(stock).toEqual({ "TUB@OSL": 1, "CUP@OSL": 2, "POT@OSL": 3 });
    expect(setAside).toEqual([]);
  });

  test("an older full file is not dug up when a newer one vanished half way", async () => {
    const { put, open, path } = folder();
    put("stock-20260302-0600.csv", stockFile([["OLD", "OSL", 1]]));
    put("stock-20260302-0700.csv", three);
    const first = await readPage(open({ archive: false }, 1));
    rmSync(join(path, "stock-20260302-0700.csv"));
    expect(await readPage(open({ archive: false }, 1), first.cursor)).toMatchObject({
      records: [],
      done: true,
    });
  });

  test("a file that somebody moved to the archive half way is read on there", async () => {
    const { put, open, path } = folder();
    put("stock.csv", three);
    const first = await readPage(open({ files: deltaStock }, 1));
    renameSync(join(path, "stock.csv"), join(path, "archive/stock.csv"));
    const { stock, setAside } = await readStock(open({ files: deltaStock }, 1), first.cursor);
    expect(stock).toEqual({ "CUP@OSL": 2, "POT@OSL": 3 });
    expect(setAside).toEqual([]);
  });

  test("a version written while the last one is archived is read, not archived unread", async () => {
    const { put, open, path } = folder();
    put("stock.csv", three);
    const { cursor } = await readStock(open());
    writeFileSync(join(path, "stock.csv"), stockFile([["NEW", "OSL", 4]]));
    expect((await readStock(open(), cursor)).stock).toEqual({ "NEW@OSL": 4 });
  });

  test("a bookmark that makes no sense is refused", async () => {
    const { put, open } = folder();
    put("stock.csv", three);
    await expect(readPage(open(), "{}" as Cursor)).rejects.toThrow(ProtocolError);
  });
});

describe("testing the connection", () => {
  const { signal } = new AbortController();
  const checks = async ({ open }: Folder, more = {}) =>
    Object.fromEntries(
      (await open(more).check(signal)).map(({ name, ok, message }) => [name, { ok, message }]),
    );

  test("says in words what was found", async () => {
    const made = folder();
    made.put(
      "stock-0914.csv",
      stockFile([
        ["MUG", "OSL", 4],
        ["CUP", "OSL", "x"],
      ]),
      new Date(Date.now() - 7_200_000),
    );
    expect(await checks(made)).toEqual({
      reachable: { ok: true, message: `The folder ${made.path} holds 1 file.` },
      rights: { ok: true, message: "Files can be moved to archive/ after reading." },
      files: { ok: true, message: "Stock: stock-0914.csv, 2 hours ago." },
      columns: {
        ok: true,
        message: "Stock: 3 columns, utf-8, separated by semicolons; SKU, Free, Warehouse found.",
      },
      sample: {
        ok: true,
        message: "Stock: MUG: 4 in OSL. 1 row set aside, first stock-0914.csv, line 3: not-a-number.",
      },
    });
  });

  test("a file that is missing or wrong is a line of the list, not an error", async () => {
    const made = folder();
    expect((await checks(made))["files"]).toEqual({
      ok: false,
      message: 'Stock: no complete file matches "stock*.csv".',
    });
    made.put("stock.csv", "Article;Free\nMUG;4\n");
    expect((await checks(made))["columns"]?.message).toContain(
      'has no column "SKU". Columns found: Article, Free',
    );
  });

  test("a name ahead of its file's time asks for the time zone", async () => {
    const made = folder();
    made.put("stock-20260302-1300.csv", stockFile([["MUG", "OSL", 4]]));
    expect((await checks(made, { timeZone: "UTC" }))["clock"]?.ok).toBe(false);
    expect((await checks(made, { timeZone: "Europe/Oslo" }))["clock"]).toBeUndefined();
  });
});
