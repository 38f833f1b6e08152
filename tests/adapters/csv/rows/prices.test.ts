import { describe, expect, test } from "vitest";
import { CsvSettings } from "#app/adapters/csv/rows/schema.ts";
import { noon } from "../folder.ts";
import { readFile } from "../read-kind.ts";

const columns = { sku: "SKU", amount: "Price", currency: "Cur" };
const plain = { prices: { pattern: "prices*", mode: "full", columns } } as const;

function prices(more: object, mode: "full" | "delta" = "full") {
  const fixed = { currency: "NOK", ...more };
  return { prices: { pattern: "prices*", mode, columns: { sku: "SKU", amount: "Price" }, ...fixed } };
}

describe("amounts and currencies", () => {
  test("prices keep their digits and carry a currency that exists", async () => {
    const text =
      "SKU;Price;Cur\nMUG;1.234,50;nok\nCUP;10;\nBOWL;free;NOK\nPOT;-1;NOK\nPAN;0,10;NOK\nJAR;0,00;NOK\nLID;5;kr\nTIN;5;XQX\n";
    const { records, reasons } = await readFile("prices", text, { decimal: ",", files: plain });
    expect(records.map(({ sku, amount, currency }) => [sku, amount, currency])).toEqual([
      ["MUG", "1234.50", "NOK"],
      ["PAN", "0.10", "NOK"],
    ]);
    expect(reasons).toEqual([
      "CUP currency-missing",
      "BOWL not-a-price",
      "POT price-not-positive",
      "JAR price-not-positive",
      "LID currency-unknown",
      "TIN currency-unknown",
    ]);
  });

  test("a file that says nothing more gives prices without limits for one piece of one list", async () => {
    const { records } = await readFile("prices", "SKU;Price\nMUG;12.50\n", { files: prices({}) });
    expect(records).toEqual([
      {
        sku: "MUG",
        list: "",
        amount: "12.50",
        currency: "NOK",
        compareAt: null,
        cost: null,
        minQuantity: 1,
        from: null,
        until: null,
        taxIncluded: null,
        taxRate: null,
        asOf: noon,
        origin: "prices.csv, line 2",
      },
    ]);
  });

  test("a price before a reduction may be none, a cost may be nothing, and neither may be nonsense", async () => {
    const files = prices({ columns: { sku: "SKU", amount: "Price", compareAt: "Was", cost: "Cost" } });
    const text =
      "SKU;Price;Was;Cost\nMUG;10;12.50;4\nCUP;10;;\nPOT;10;0;0.00\nPAN;10;much;1\nLID;10;12;-1\nJAR;10;-2;1\n";
    const { records, reasons } = await readFile("prices", text, { files });
    expect(records.map(({ sku, compareAt, cost }) => [sku, compareAt, cost])).toEqual([
      ["MUG", "12.50", "4"],
      ["CUP", "", null],
      ["POT", "", "0"],
    ]);
    expect(reasons).toEqual(["PAN not-a-price", "LID price-not-positive", "JAR price-not-positive"]);
  });

  test("a currency in the settings must exist", () => {
    const settings = { place: { kind: "local", folder: "/x" }, files: prices({ currency: "KR" }) };
    expect(CsvSettings.safeParse(settings).error?.issues[0]?.message).toContain("not a currency");
  });
});

describe("lists and quantity breaks", () => {
  const files = prices({ columns: { sku: "SKU", amount: "Price", list: "List", minQuantity: "From" } });

  test("each stands for itself, and nothing or nought is the price of one piece", async () => {
    const text = "SKU;Price;List;From\nMUG;10;;\nMUG;9;;10\nMUG;8;B2B;0\nMUG;7;B2B;10.000\n";
    const { records } = await readFile("prices", text, { files });
    expect(records.map(({ list, minQuantity, amount }) => [list, minQuantity, amount])).toEqual([
      ["", 1, "10"],
      ["", 10, "9"],
      ["B2B", 1, "8"],
      ["B2B", 10, "7"],
    ]);
  });

  test("half a piece, fewer than none and words are refused", async () => {
    const text = "SKU;Price;List;From\nMUG;10;;1.5\nCUP;10;;-3\nPOT;10;;dozen\n";
    expect((await readFile("prices", text, { files })).reasons).toEqual([
      "MUG fractional",
      "CUP not-a-number",
      "POT not-a-number",
    ]);
  });

  test("the settings name the list of a file without the column", async () => {
    const named = prices({ list: "Retail" });
    expect((await readFile("prices", "SKU;Price\nMUG;10\n", { files: named })).records).toMatchObject([
      { list: "Retail" },
    ]);
  });
});

describe("validity", () => {
  const validity = { sku: "SKU", amount: "Price", validFrom: "From", validUntil: "Until" };
  const read = async (from: string, until: string, more: object = {}) => {
    const files = prices({ columns: validity, ...more });
    const text = `SKU;Price;From;Until\nMUG;10;${from};${until}\n`;
    const { records, reasons } = await readFile("prices", text, { timeZone: "Europe/Oslo", files });
    return records[0]
      ? [records[0].from?.toISOString() ?? null, records[0].until?.toISOString() ?? null]
      : reasons;
  };

  test.each([
    ["2026-11-27", "2026-11-30", "2026-11-26T23:00:00.000Z", "2026-11-30T23:00:00.000Z"],
    ["27.11.2026", "30.11.2026", "2026-11-26T23:00:00.000Z", "2026-11-30T23:00:00.000Z"],
    ["20261127", "20261130", "2026-11-26T23:00:00.000Z", "2026-11-30T23:00:00.000Z"],
    ["2026-11-27 08:00", "2026-11-30 20:00", "2026-11-27T07:00:00.000Z", "2026-11-30T19:00:00.000Z"],
    ["2026-11-27T08:00Z", "2026-11-30T20:00+02:00", "2026-11-27T08:00:00.000Z", "2026-11-30T18:00:00.000Z"],
  ])("from %s until %s is in the merchant's zone, the last day included", async (from, until, start, end) => {
    expect(await read(from, until)).toEqual([start, end]);
  });

  test("the last day of summer time is an hour longer", async () => {
    expect(await read("2026-10-25", "2026-10-25")).toEqual([
      "2026-10-24T22:00:00.000Z",
      "2026-10-25T23:00:00.000Z",
    ]);
  });

  test.each([
    ["", ""],
    ["0000-00-00", "00000000"],
    ["0001-01-01", "9999-12-31"],
    ["01.01.1753", "31.12.9999"],
  ])("from %s until %s is without limit", async (from, until) => {
    expect(await read(from, until)).toEqual([null, null]);
  });

  test.each([
    ["soon", ""],
    ["", "2026-02-30"],
    ["01/02/2026", ""],
    ["2026-11-30", "2026-11-27"],
  ])("from %s until %s is refused", async (from, until) => {
    expect(await read(from, until)).toEqual(["MUG not-a-date"]);
  });

  test("days with slashes need a format, and still include the last day", async () => {
    expect(await read("11/27/2026", "11/30/2026", { dateFormat: "MM/dd/yyyy" })).toEqual([
      "2026-11-26T23:00:00.000Z",
      "2026-11-30T23:00:00.000Z",
    ]);
    expect(await read("11/27/2026 08h", "11/30/2026 20h", { dateFormat: "MM/dd/yyyy HH'h'" })).toEqual([
      "2026-11-27T07:00:00.000Z",
      "2026-11-30T19:00:00.000Z",
    ]);
  });
});

describe("tax", () => {
  const taxed = { sku: "SKU", amount: "Price", taxIncluded: "Gross", taxRate: "Rate" };

  test("is understood in words and as a share, a percentage or a percentage with its sign", async () => {
    const files = prices({ columns: taxed });
    const text =
      "SKU;Price;Gross;Rate\nA;10;yes;25\nB;10;Nei;25 %\nC;10;s DPH;21\nD;10;ano;0.21\nE;10;;\nF;10;NETTO;0\nG;10;1;-5\nH;10;0;250\n";
    const { records, reasons } = await readFile("prices", text, { files });
    expect(records.map(({ sku, taxIncluded, taxRate }) => [sku, taxIncluded, taxRate])).toEqual([
      ["A", true, "0.25"],
      ["B", false, "0.25"],
      ["D", true, "0.21"],
      ["E", null, null],
      ["F", false, "0"],
    ]);
    expect(reasons).toEqual(["C not-yes-or-no", "G not-a-rate", "H not-a-rate"]);
  });

  test("may be the same for the whole file", async () => {
    const files = prices({ taxIncluded: false, taxRate: "25" });
    expect((await readFile("prices", "SKU;Price\nMUG;10\n", { files })).records).toMatchObject([
      { taxIncluded: false, taxRate: "0.25" },
    ]);
  });
});

describe("prices that stand twice", () => {
  const columnsOfAll = {
    sku: "SKU",
    amount: "Price",
    list: "List",
    minQuantity: "From",
    validUntil: "Until",
  };
  const text = [
    "SKU;Price;List;From;Until",
    "MUG;10;;;", // twice the same price is no contradiction
    "MUG;10.00;;1;",
    "CUP;10;;;",
    "CUP;11;;1;",
    "POT;10;B2B;10;2026-12-24",
    "POT;11;B2B;10;24.12.2026",
    "POT;12;B2B;20;2026-12-24",
    "POT;13;;10;2026-12-24",
    "MUG;10;;;",
    "LID;10;;;soon",
    "LID;12;;;",
  ].join("\n");

  test("with other amounts are believed neither time, however their terms are spelled", async () => {
    const files = prices({ columns: columnsOfAll });
    const { records, reasons } = await readFile("prices", text, { files });
    expect(records.map(({ sku, amount }) => `${sku} ${amount}`)).toEqual([
      "MUG 10",
      "MUG 10.00",
      "POT 12",
      "POT 13",
      "MUG 10",
      "LID 12",
    ]);
    expect(reasons).toEqual([
      "CUP duplicate",
      "CUP duplicate",
      "POT duplicate",
      "POT duplicate",
      "LID not-a-date",
    ]);
  });

  test("in a file of changes the later one wins", async () => {
    const files = prices({ columns: columnsOfAll }, "delta");
    const { records } = await readFile("prices", text, { files });
    expect(records.filter(({ sku }) => sku === "CUP").map(({ amount }) => amount)).toEqual(["10", "11"]);
  });
});
