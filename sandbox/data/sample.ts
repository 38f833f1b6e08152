import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { parse } from "csv-parse/sync";

export interface Article {
  code: string;
  description: string;
  /** Trade price in GBP, as a decimal string. */
  price: string;
  soldPerWeek: number;
}

/** One real invoice; a negative quantity came back. */
export interface Sale {
  /** Minutes since the sample starts, without the hours in which nobody sold anything. */
  minute: number;
  invoice: string;
  /** Null: sold over the counter. */
  customer: string | null;
  /** In English, as the wholesaler wrote it. */
  country: string;
  /** It takes back what earlier invoices sold: all its quantities are negative. */
  takesBack: boolean;
  lines: SaleLine[];
}

export interface SaleLine {
  code: string;
  quantity: number;
  /** Per piece, in GBP, as a decimal string. */
  price: string;
}

export interface PriceMove {
  minute: number;
  code: string;
  price: string;
}

export interface Sample {
  articles: Article[];
  sales: Sale[];
  priceMoves: PriceMove[];
}

const firstDay = "2011-08-15";
const longestPauseMinutes = 10;

/** The committed sample, oldest sale first. */
export async function readSample(): Promise<Sample> {
  const articles = await readRows(
    "catalogue.csv.gz",
    ([code = "", description = "", price = "", weekly = ""]) => ({
      code,
      description,
      price,
      soldPerWeek: Number(weekly),
    }),
  );
  const lines = await readRows(
    "sales.csv.gz",
    ([minute = "", invoice = "", code = "", quantity = "", price = ""]) => ({
      minute: Number(minute),
      invoice,
      line: { code, quantity: Number(quantity), price },
    }),
  );
  const buyers = await readRows("invoices.csv.gz", ([invoice = "", customer = "", country = ""]) => {
    return [invoice, { customer: customer === "" ? null : customer, country }] as const;
  });
  const moves = await readRows("prices.csv.gz", ([date = "", code = "", price = ""]) => ({
    minute: (Date.parse(date) - Date.parse(firstDay)) / 60_000,
    code,
    price,
  }));
  const clock = workingClock(lines.map((line) => line.minute));
  return {
    articles,
    sales: groupInvoices(lines, new Map(buyers)).map((sale) => ({ ...sale, minute: clock(sale.minute) })),
    priceMoves: moves.map((move) => ({ ...move, minute: clock(move.minute) })),
  };
}

function groupInvoices(
  lines: { minute: number; invoice: string; line: SaleLine }[],
  buyers: ReadonlyMap<string, Pick<Sale, "customer" | "country">>,
): Sale[] {
  const sales = new Map<string, Sale>();
  for (const { minute, invoice, line } of lines) {
    const buyer = buyers.get(invoice) ?? { customer: null, country: "Unspecified" };
    const sale = sales.get(invoice) ?? {
      ...{ minute, invoice, ...buyer, takesBack: invoice.startsWith("C") },
      lines: [],
    };
    sale.lines.push(line);
    sales.set(invoice, sale);
  }
  return [...sales.values()];
}

/** Real minutes to working minutes: a night or a Saturday is cut to a short break. */
function workingClock(minutes: number[]): (minute: number) => number {
  const marks = [...new Set(minutes)].sort((a, b) => a - b);
  const worked: number[] = [];
  for (const [index, mark] of marks.entries()) {
    const before = marks[index - 1] ?? mark;
    worked.push((worked[index - 1] ?? 0) + Math.min(mark - before, longestPauseMinutes));
  }
  return (minute) => {
    const index = marks.findIndex((mark) => mark >= minute);
    return worked[index === -1 ? worked.length - 1 : index] ?? 0;
  };
}

async function readRows<Row>(name: string, shape: (fields: string[]) => Row): Promise<Row[]> {
  const text = gunzipSync(await readFile(join(import.meta.dirname, name))).toString("utf8");
  const rows: string[][] = parse(text, { from: 2 });
  return rows.map(shape);
}
