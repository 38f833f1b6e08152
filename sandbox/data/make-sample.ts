/**
 * Makes the committed sample from the whole data set: `node sandbox/data/make-sample.ts <online_retail.csv.gz>`.
 * README.md beside this file says what is real and what is derived.
 */
import { createReadStream } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createGunzip, gzipSync } from "node:zlib";
import { parse } from "csv-parse";

interface Line {
  invoice: string;
  code: string;
  description: string;
  quantity: number;
  date: string;
  price: string;
  customer: string;
  country: string;
  /** Sold to a trade customer. The data set's till and web sales carry a second, higher price level. */
  trade: boolean;
}

const replayFrom = "2011-08-15";
const replayTo = "2011-10-29";
/** One invoice of 74,215 pieces, cancelled twelve minutes later, would dwarf everything else. */
const largestQuantity = 2_000;
const weeksInData = 53;

const source = process.argv[2];
if (source === undefined)
  throw new Error("Name the data set: node sandbox/data/make-sample.ts online_retail.csv.gz");
const lines = await readLines(source);
const articles = catalogue(lines);
const known = new Set(articles.map((article) => article.code));
await write("catalogue.csv.gz", "code,description,price,weekly", articles.map(catalogueRow));
const replayed = lines.filter((line) => isReplayed(line) && known.has(line.code));
await write("sales.csv.gz", "minute,invoice,code,quantity,price", saleRows(replayed));
await write("invoices.csv.gz", "invoice,customer,country", invoiceRows(replayed));
await write("prices.csv.gz", "date,code,price", priceRows(lines, known));

async function readLines(path: string): Promise<Line[]> {
  const rows: Line[] = [];
  const parser = createReadStream(path)
    .pipe(createGunzip())
    .pipe(parse({ columns: true }));
  for await (const row of parser as AsyncIterable<Record<string, string>>) {
    const line = {
      invoice: row["InvoiceNo"] ?? "",
      code: row["StockCode"] ?? "",
      description: tidy(row["Description"] ?? ""),
      quantity: Number(row["Quantity"]),
      date: row["InvoiceDate"] ?? "",
      price: row["UnitPrice"] ?? "",
      customer: row["CustomerID"] ?? "",
      country: row["Country"] ?? "",
      trade: row["CustomerID"] !== "",
    };
    if (isArticle(line.code)) rows.push(line);
  }
  return rows;
}

/** Postage, bank charges, vouchers, samples and corrections have words where an article has five digits. */
function isArticle(code: string): boolean {
  return /^\d{5}[A-Za-z]{0,2}$/.test(code) || /^DCGS/.test(code);
}

function tidy(description: string): string {
  return description
    .replace(/\s+/g, " ")
    .replace(/[ ,.*]+$/, "")
    .trim();
}

interface Article {
  code: string;
  description: string;
  price: string;
  weekly: number;
}

function catalogue(all: Line[]): Article[] {
  const byCode = Map.groupBy(all, (line) => line.code);
  const found: Article[] = [];
  for (const [code, own] of byCode) {
    const sold = own.filter((line) => Number(line.price) > 0);
    // Staff typed remarks such as "damaged" or "?" into the same column, always in lower case.
    const named = own.filter(
      (line) => /[A-Z]{3}/.test(line.description) && !/[a-z]{4}/.test(line.description),
    );
    const description = mostFrequent(named.map((line) => line.description));
    const trade = sold.filter((line) => line.trade);
    const price = mostFrequent((trade.length > 0 ? trade : sold).slice(-60).map((line) => line.price));
    if (description === null || price === null) continue;
    const pieces = sum(sold.filter((line) => line.quantity < largestQuantity).map((line) => line.quantity));
    found.push({ code, description, price, weekly: Math.max(0, pieces) / weeksInData });
  }
  return found.sort((a, b) => (a.code < b.code ? -1 : 1));
}

function catalogueRow(article: Article): string {
  return [article.code, quoted(article.description), article.price, article.weekly.toFixed(1)].join(",");
}

function isReplayed(line: Line): boolean {
  return inReplay(line) && Number(line.price) > 0 && Math.abs(line.quantity) < largestQuantity;
}

function saleRows(sold: Line[]): string[] {
  const start = Date.parse(`${replayFrom}T00:00Z`);
  return sold.map((line) => {
    const minute = (Date.parse(`${line.date.replace(" ", "T")}Z`) - start) / 60_000;
    return [Math.round(minute), line.invoice, line.code, line.quantity, line.price].join(",");
  });
}

/** Till sales have no customer. */
function invoiceRows(sold: Line[]): string[] {
  const first = new Map(sold.toReversed().map((line) => [line.invoice, line]));
  return [...Map.groupBy(sold, ({ invoice }) => invoice).keys()].map((invoice) => {
    const { customer = "", country = "" } = first.get(invoice) ?? {};
    return [invoice, customer, quoted(country)].join(",");
  });
}

/** A code's price on a day is what most of that day's lines were invoiced at; one row per change. */
function priceRows(all: Line[], codes: Set<string>): string[] {
  const sold = all.filter(
    (line) => inReplay(line) && line.trade && Number(line.price) > 0 && codes.has(line.code),
  );
  const rows: { date: string; code: string; price: string }[] = [];
  for (const [code, own] of Map.groupBy(sold, (line) => line.code)) {
    let before: string | null = null;
    for (const [date, ofDay] of Map.groupBy(own, (line) => line.date.slice(0, 10))) {
      const price = mostFrequent(ofDay.map((line) => line.price));
      if (price !== null && price !== before) rows.push({ date, code, price });
      before = price;
    }
  }
  rows.sort((a, b) => (a.date + a.code < b.date + b.code ? -1 : 1));
  return rows.map((row) => [row.date, row.code, row.price].join(","));
}

function inReplay(line: Line): boolean {
  return line.date >= replayFrom && line.date < replayTo;
}

function mostFrequent(values: string[]): string | null {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const ranked = [...counts].sort((a, b) => b[1] - a[1]);
  return ranked[0]?.[0] ?? null;
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function quoted(text: string): string {
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

async function write(name: string, header: string, rows: string[]): Promise<void> {
  const packed = gzipSync(`${header}\n${rows.join("\n")}\n`, { level: 9 });
  await writeFile(join(import.meta.dirname, name), packed);
  process.stdout.write(`${name}: ${rows.length} rows, ${Math.round(packed.length / 1024)} KiB\n`);
}
