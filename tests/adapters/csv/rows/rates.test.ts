import { expect, test } from "vitest";
import { readFile } from "../read-kind.ts";

function rates(more: object) {
  const columns = { from: "From", to: "To", rate: "Rate" };
  return { rates: { pattern: "rates*", mode: "full" as const, columns, ...more } };
}

test("a rate says what one unit of a currency is in another", async () => {
  const text = "From;To;Rate\nEUR;NOK;11.4215\nusd;nok;10.05\nNOK;NOK;1\n";
  const { records, setAside } = await readFile("rates", text, { files: rates({}) });
  expect(records.map(({ from, to, rate, origin }) => [from, to, rate, origin])).toEqual([
    ["EUR", "NOK", "11.4215", "rates.csv, line 2"],
    ["USD", "NOK", "10.05", "rates.csv, line 3"],
  ]);
  expect(setAside).toEqual([]);
});

test("a rate for a hundred units is turned into one for one", async () => {
  const columns = { from: "kod", rate: "kurz", units: "mnozstvi" };
  const text = "kod;mnozstvi;kurz\nEUR;1;24,315\nHUF;100;6,02\nIDR;1000;1,333\nJPY;;0,15\n";
  const { records } = await readFile("rates", text, { decimal: ",", files: rates({ to: "CZK", columns }) });
  expect(records.map(({ from, to, rate }) => `${from}/${to} ${rate}`)).toEqual([
    "EUR/CZK 24.315",
    "HUF/CZK 0.0602",
    "IDR/CZK 0.001333",
    "JPY/CZK 0.15",
  ]);
});

test("what is no rate or no currency is set aside, and the rest goes on", async () => {
  const text = "From;To;Rate\nEUR;NOK;much\nEUR;NOK;0\nEUR;NOK;-1\nEURO;NOK;11\n;NOK;11\nSEK;NOK;1.03\n";
  const { records, reasons } = await readFile("rates", text, { files: rates({}) });
  expect(records.map(({ from }) => from)).toEqual(["SEK"]);
  expect(reasons).toEqual(["not-a-rate", "not-a-rate", "not-a-rate", "currency-unknown", "currency-missing"]);
});

test("two rates for one pair are believed neither time", async () => {
  const text = "From;To;Rate\nEUR;NOK;11.4\nSEK;NOK;1.03\nEUR;NOK;11.5\nSEK;NOK;1.03\n";
  const { records, reasons } = await readFile("rates", text, { files: rates({}) });
  expect(records.map(({ from, rate }) => `${from} ${rate}`)).toEqual(["SEK 1.03", "SEK 1.03"]);
  expect(reasons).toEqual(["duplicate", "duplicate"]);
});
