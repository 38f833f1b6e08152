import { describe, expect, test } from "vitest";
import type { Cursor } from "#app/adapters/contract/page.ts";
import { csv } from "#app/adapters/csv/index.ts";
import { ConnectionError } from "#app/adapters/errors.ts";
import { FEED_KINDS } from "#app/core/source/feeds.ts";
import { adapterContract } from "../contract.ts";
import {
  deltaStock,
  folder,
  noon,
  readPage,
  readStock,
  signal,
  stockColumns,
  stockFile,
  temporaryFolder,
} from "./folder.ts";
import { everyKind, fillWithEveryKind } from "./every-kind.ts";

describe("a folder whose files stay", () => {
  adapterContract(FEED_KINDS, () => {
    const made = temporaryFolder();
    fillWithEveryKind(made);
    return Promise.resolve({
      open: () => made.open({ archive: false, files: everyKind }, 3),
      close: () => Promise.resolve(made.remove()),
    });
  });
});

describe("a folder whose files are archived", () => {
  adapterContract(FEED_KINDS, () => {
    const made = temporaryFolder();
    fillWithEveryKind(made);
    return Promise.resolve({
      open: () => made.open({ files: everyKind }, 3),
      close: () => Promise.resolve(made.remove()),
    });
  });
});

describe("rows that cannot be used", () => {
  test("each is set aside with its line and reason, and the rest goes on", async () => {
    const { put, open } = folder();
    put(
      "stock.csv",
      [
        "SKU;Warehouse;Free",
        "MUG;OSL;4",
        "CUP;OSL;many",
        ";OSL;3",
        "BOWL;;3",
        "POT;OSL;1.5",
        "PAN;OSL;99999999999",
        "LID;OSL",
        "JAR;OSL;1;what is this",
        "1.23457E+12;OSL;5",
        "",
        "TRAY;BGO;-7",
      ].join("\r\n"),
    );
    const { stock, setAside } = await readStock(open());
    expect(stock).toEqual({ "MUG@OSL": 4, "TRAY@BGO": -7 });
    expect(setAside.map(({ origin, sku, reason }) => [origin, sku, reason])).toEqual([
      ["stock.csv, line 3", "CUP", "not-a-number"],
      ["stock.csv, line 4", null, "sku-missing"],
      ["stock.csv, line 5", "BOWL", "warehouse-missing"],
      ["stock.csv, line 6", "POT", "fractional"],
      ["stock.csv, line 7", "PAN", "too-large"],
      ["stock.csv, line 8", "LID", "column-count"],
      ["stock.csv, line 9", "JAR", "column-count"],
      ["stock.csv, line 10", null, "malformed"],
    ]);
    expect(setAside[0]?.raw).toBe("CUP;OSL;many");
  });

  test("a quote that never closes costs its own line only", async () => {
    const { put, open } = folder();
    put("stock.csv", 'SKU;Warehouse;Free\nMUG;OSL;4\n"CUP;OSL;5\nBOWL;OSL;6\nPOT;"OSL";7\n');
    const { stock, setAside } = await readStock(open());
    expect(stock).toEqual({ "MUG@OSL": 4, "BOWL@OSL": 6, "POT@OSL": 7 });
    expect(setAside).toMatchObject([{ origin: "stock.csv, line 3", sku: "CUP", reason: "malformed" }]);
  });

  test("quotes broken to the end of the file cost their own lines only", async () => {
    const { put, open } = folder();
    put("stock.csv", 'SKU;Warehouse;Free\nMUG;OSL;4\n"CUP;OSL;5\nBOWL;OSL;6\nPOT;OSL;"7');
    const { stock, setAside } = await readStock(open());
    expect(stock).toEqual({ "MUG@OSL": 4, "BOWL@OSL": 6 });
    expect(setAside.map(({ origin }) => origin)).toEqual(["stock.csv, line 3", "stock.csv, line 5"]);
  });

  test("inch marks inside a field are just characters", async () => {
    const { put, open } = folder();
    put("stock.csv", 'SKU;Warehouse;Free\nPIPE 12";OSL;4\nPIPE 10";OSL;5\n');
    expect((await readStock(open())).stock).toEqual({ 'PIPE 12"@OSL': 4, 'PIPE 10"@OSL': 5 });
  });

  test("a SKU listed twice for one warehouse of a full file is believed neither time, wherever pages end", async () => {
    for (const pageRows of [1, 2, 1000]) {
      const { put, open } = folder();
      put(
        "stock.csv",
        stockFile([
          ["MUG", "OSL", 4],
          ["CUP", "OSL", 5],
          ["MUG", "BGO", 6],
          ["MUG", "OSL", 4],
        ]),
      );
      const { stock, setAside } = await readStock(open({}, pageRows));
      expect(stock).toEqual({ "CUP@OSL": 5, "MUG@BGO": 6 });
      expect(setAside).toMatchObject([
        { origin: "stock.csv, line 2", sku: "MUG", reason: "duplicate", raw: "MUG;OSL;4" },
        { origin: "stock.csv, line 5", sku: "MUG", reason: "duplicate" },
      ]);
    }
  });

  test("in a file of changes the later line of a SKU wins", async () => {
    const { put, open } = folder();
    put(
      "stock.csv",
      stockFile([
        ["MUG", "OSL", 4],
        ["MUG", "OSL", 3],
      ]),
    );
    const { records, setAside } = await readStock(open({ files: deltaStock }));
    expect(records.map(({ quantity }) => quantity)).toEqual([4, 3]);
    expect(setAside).toEqual([]);
  });

  test("an item listed once per warehouse is no contradiction, one with two names is", async () => {
    const { put, open } = folder();
    put("stock.csv", "SKU;Name\nMUG;A mug\nMUG;A mug\nCUP;A cup\nCUP;Another cup\n");
    const files = {
      items: { pattern: "*.csv", mode: "full", columns: { sku: "SKU", title: "Name" } },
    } as const;
    const page = await open({ files }).items?.read(null, signal);
    expect(page?.records.map(({ title }) => title)).toEqual(["A mug", "A mug"]);
    expect(page?.setAside).toMatchObject([{ reason: "duplicate" }, { reason: "duplicate" }]);
  });
});

describe("what spreadsheets do to values", () => {
  test("codes kept as text lose their wrapping, and nothing else", async () => {
    const { put, open } = folder();
    put(
      "stock.csv",
      'SKU;Warehouse;Free\n="00123";OSL;="7"\n"=""00124""";OSL;1\n\'00125;OSL;2\n  aBc  ; OSL ; 3 \n',
    );
    expect((await readStock(open())).stock).toEqual({
      "00123@OSL": 7,
      "00124@OSL": 1,
      "00125@OSL": 2,
      "aBc@OSL": 3,
    });
  });

  test("Excel's separator line, trailing delimiters and empty rows are no faults", async () => {
    const { put, open } = folder();
    put("stock.csv", "sep=,\r\nSKU,Warehouse,Free,,\r\nMUG,OSL,4,,\r\nCUP,OSL,5\r\n,,,,\r\n   \r\n");
    const { stock, setAside } = await readStock(open());
    expect(stock).toEqual({ "MUG@OSL": 4, "CUP@OSL": 5 });
    expect(setAside).toEqual([]);
  });
});

describe("files that are not what they should be", () => {
  test("a missing column is named, beside the columns there are", async () => {
    const { put, open } = folder();
    put("stock.csv", "Article;Location;Free\nMUG;OSL;4\n");
    const reading = readPage(open());
    await expect(reading).rejects.toThrow(ConnectionError);
    await expect(reading).rejects.toThrow('has no column "SKU". Columns found: Article, Location, Free');
  });

  test("a column that is there twice is not guessed", async () => {
    const { put, open } = folder();
    put("stock.csv", "SKU;Warehouse;Free;Free\nMUG;OSL;4;5\n");
    await expect(readPage(open())).rejects.toThrow('has 2 columns "Free"');
  });

  test("a web page or a workbook in place of text is said to be one", async () => {
    const { put, open } = folder();
    put("stock.csv", "\ufeff\n<!DOCTYPE html><html><body>Please log in</body></html>");
    await expect(readPage(open())).rejects.toThrow("is a web page, not CSV text");
    put("stock.csv", Buffer.from([0x50, 0x4b, 3, 4, 20, 0, 6, 0]));
    await expect(readPage(open())).rejects.toThrow("is an Excel workbook");
  });

  test("a full file of a header alone is a listing of nothing", async () => {
    const { put, open } = folder();
    put("stock.csv", "SKU;Warehouse;Free\n");
    expect(await readPage(open())).toMatchObject({
      records: [],
      setAside: [],
      listing: { ends: true },
      done: true,
    });
  });

  test.each([
    ["nothing", ""],
    ["a byte order mark", "\ufeff"],
    ["blank lines", "\r\n\r\n"],
  ])("a file of %s is set aside and lists nothing", async (_, text) => {
    const { put, open } = folder();
    put("stock.csv", text);
    const page = await readPage(open());
    expect(page).toMatchObject({ records: [], listing: null, done: true });
    expect(page.setAside).toMatchObject([{ origin: "stock.csv", sku: null, reason: "malformed" }]);
    expect((await readStock(open(), page.cursor)).setAside).toEqual([]);
  });

  test("a folder that does not exist is for the merchant", async () => {
    const { settings } = folder();
    const nowhere = csv({ ...settings(), place: { kind: "local", folder: "/nowhere/at/all" } }, {});
    await expect(readPage(nowhere)).rejects.toThrow(ConnectionError);
    expect(await nowhere.check(signal)).toMatchObject([{ name: "reachable", ok: false }]);
  });
});

describe("when the source said so", () => {
  const time = async (name: string, text: string, more = {}) => {
    const { put, open } = folder();
    put(name, text);
    const { records } = await readStock(open({ timeZone: "Europe/Oslo", ...more }));
    return records[0]?.asOf.toISOString();
  };
  const files = {
    stock: { pattern: "stock*", mode: "full", columns: { ...stockColumns, asOf: "At" } },
  } as const;

  test.each([
    ["2026-03-02 09:30", "2026-03-02T08:30:00.000Z"],
    ["2026-03-02T09:30:15Z", "2026-03-02T09:30:15.000Z"],
    ["2.3.2026 9:30", "2026-03-02T08:30:00.000Z"],
    ["20260302093000", "2026-03-02T08:30:00.000Z"],
  ])("the time column counts first: %s", async (at, expected) => {
    expect(await time("stock-20260101-0000.csv", `SKU;Warehouse;Free;At\nMUG;OSL;1;${at}\n`, { files })).toBe(
      expected,
    );
  });

  test("a time whose order of day and month is open needs a format", async () => {
    const text = "SKU;Warehouse;Free;At\nMUG;OSL;1;03/02/2026 09:30\n";
    expect(await time("stock.csv", text, { files })).toBeUndefined();
    const formatted = { stock: { ...files.stock, timeFormat: "MM/dd/yyyy HH:mm" } };
    expect(await time("stock.csv", text, { files: formatted })).toBe("2026-03-02T08:30:00.000Z");
  });

  test("then the time in the file's name, in the merchant's zone", async () => {
    expect(await time("stock-20260301-0630.csv", stockFile([["MUG", "OSL", 1]]))).toBe(
      "2026-03-01T05:30:00.000Z",
    );
    expect(await time("stock_2026-07-01T06-30-05.csv", stockFile([["MUG", "OSL", 1]]))).toBe(
      "2026-07-01T04:30:05.000Z",
    );
  });

  test("a name with the day alone takes the file's time on that day, else the day's start", async () => {
    expect(await time("stock-2026-03-02.csv", stockFile([["MUG", "OSL", 1]]))).toBe(noon.toISOString());
    expect(await time("stock-2026-03-01.csv", stockFile([["MUG", "OSL", 1]]))).toBe(
      "2026-02-28T23:00:00.000Z",
    );
  });

  test("then the file's own time", async () => {
    expect(await time("stock-0914.csv", stockFile([["MUG", "OSL", 1]]))).toBe(noon.toISOString());
  });
});

describe("the other kinds", () => {
  test("a stock file without warehouses stands for the one in the settings", async () => {
    const { put, open } = folder();
    put("stock.csv", "SKU;Free\nMUG;4\n");
    const stock = { pattern: "stock*", mode: "full", columns: { sku: "SKU", quantity: "Free" } } as const;
    const adapter = open({ files: { stock: { ...stock, warehouse: "HQ" } } });
    expect((await readStock(adapter)).stock).toEqual({ "MUG@HQ": 4 });
    expect(await adapter.warehouses?.(signal)).toEqual([{ code: "HQ", name: "HQ" }]);
  });

  test("an order without a booking date is not booked yet", async () => {
    const { put, open } = folder();
    put("orders.csv", "Order;Posted\n#1001;2026-03-02 10:00\n#1002;\n#1003;soon\n");
    const orderStates = {
      pattern: "orders*",
      mode: "delta",
      columns: { orderName: "Order", bookedAt: "Posted" },
    } as const;
    const page = await open({ files: { orderStates } }).orderStates?.read(null as Cursor | null, signal);
    expect(page?.records).toMatchObject([
      { orderName: "#1001", order: null, bookedAt: new Date("2026-03-02T10:00:00Z") },
    ]);
    expect(page?.setAside).toMatchObject([{ origin: "orders.csv, line 4", reason: "not-a-date" }]);
  });
});
