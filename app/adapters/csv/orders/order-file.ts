import Big from "big.js";
import iconv from "iconv-lite";
import { DateTime } from "luxon";
import type { SourceAddress, SourceCredit, SourceOrder, SourceOrderLine } from "#app/core/source/order.ts";
import { encode } from "../rows/encode.ts";
import { splitLine } from "../rows/split.ts";
import type { Receipt } from "./receipts.ts";
import type { CsvSettings } from "../rows/schema.ts";

export type OrderDocument =
  | { action: "new" | "amend"; order: SourceOrder }
  | { action: "cancel"; order: Pick<Receipt, "key" | "reference" | "total" | "currency">; reason: string }
  | { action: "credit"; key: string; credit: SourceCredit };

const addressFields = [
  "name",
  "company",
  "street",
  "city",
  "postal code",
  "region",
  "country",
  "phone",
] as const;

/** The header of every order file. Columns that do not apply to a row stay empty. */
const orderColumns = [
  ...["Action", "Order key", "Order", "Credit key", "Placed at", "Currency", "Prices include tax"],
  ...["Order total", "Order tax", "Paid", "Payments", "Payment terms", "PO number", "Goods come back"],
  ...["Note", "Attributes", "Tags", "Risk"],
  ...["Customer key", "Customer", "Email", "Phone", "Language", "Tax exempt"],
  ...["Company key", "Company", "Company number", "Company location", "Company location number", "Tax id"],
  ...addressFields.flatMap((field) => `Ship to ${field}`),
  ...addressFields.flatMap((field) => `Bill to ${field}`),
  ...["Line", "Line kind", "SKU", "Description", "Quantity", "Unit price", "Discount", "Discount names"],
  ...["Line total", "Line tax", "Tax rate", "Taxes", "Bundle", "Warehouse"],
] as const;

/** What a file still says once its buyer is forgotten: nothing that a person typed, or that leads to one. */
const impersonal: ReadonlySet<string> = new Set([
  ...["Action", "Order key", "Order", "Credit key", "Placed at", "Currency", "Prices include tax"],
  ...["Order total", "Order tax", "Paid", "Payment terms", "Goods come back"],
  ...["Line", "Line kind", "SKU", "Quantity", "Unit price", "Discount"],
  ...["Line total", "Line tax", "Tax rate", "Taxes", "Warehouse"],
]);

type Style = Pick<CsvSettings, "decimal" | "delimiter" | "encoding" | "timeZone">;
type Cells = Readonly<Record<string, string>>;

/** One row per line of the order, with what holds for the whole order on every row. */
export function orderFile(document: OrderDocument, style: Style): Buffer {
  const head = headOf(document, style);
  const lines =
    document.action === "cancel"
      ? []
      : (document.action === "credit" ? document.credit : document.order).lines;
  const rows = lines.length === 0 ? [head] : lines.map((line) => ({ ...head, ...lineOf(line, style) }));
  const table = [[...orderColumns], ...rows.map((row) => orderColumns.map((column) => row[column] ?? ""))];
  return encode(table, style);
}

/** The same file without people. One that is not as it was written says nothing any more. */
export function withoutPeople(bytes: Buffer, style: Style): Buffer {
  for (const encoding of new Set([style.encoding, ...encodings])) {
    const [header = "", ...rows] = decode(bytes, encoding).split("\r\n");
    const delimiter = delimiters.find((sign) => header.startsWith(orderColumns.slice(0, 2).join(sign)));
    if (delimiter === undefined) continue;
    const columns = header.split(delimiter);
    const table = rows.flatMap((row) => {
      const cells = row === "" ? null : splitLine(row, delimiter);
      return cells ? [cells.map((cell, at) => (impersonal.has(columns[at] ?? "") ? cell : ""))] : [];
    });
    return encode([columns, ...table], { decimal: style.decimal, delimiter, encoding });
  }
  return Buffer.alloc(0);
}

/** The settings may have changed since the file was written. */
const encodings = ["utf-8", "utf-16le", "utf-16be", "windows-1250", "windows-1252"] as const;
const delimiters = [",", ";", "\t", "|"] as const;

function decode(bytes: Buffer, encoding: Style["encoding"]): string {
  return iconv.decode(bytes, encoding === "auto" ? "utf-8" : encoding);
}

function headOf(document: OrderDocument, style: Style): Cells {
  if (document.action === "cancel") {
    const { key, reference, currency } = document.order;
    return { Action: "cancel", ...names(key, reference), Currency: currency, Note: text(document.reason) };
  }
  if (document.action === "credit") return creditHead(document.key, document.credit, style);
  const { order, action } = document;
  return {
    Action: action,
    ...names(order.key, order.reference),
    ...orderHead(order, style),
    ...customer(order),
  };
}

function names(key: string, reference: string): Cells {
  return { "Order key": text(key), Order: text(reference) };
}

function creditHead(key: string, credit: SourceCredit, style: Style): Cells {
  return {
    Action: "credit",
    ...names(key, credit.reference),
    "Credit key": text(credit.key),
    "Placed at": time(credit.at, style),
    Currency: credit.currency,
    "Prices include tax": yesNo(credit.taxesIncluded),
    "Order total": amount(credit.total, style),
    "Goods come back": yesNo(credit.returned),
    Note: text(credit.note),
  };
}

function orderHead(order: SourceOrder, style: Style): Cells {
  const payments = order.payments.map(
    ({ kind, gateway, currency, amount: paid }) => `${kind} ${gateway} ${amount(paid, style)} ${currency}`,
  );
  return {
    "Placed at": time(order.placedAt, style),
    Currency: order.currency,
    "Prices include tax": yesNo(order.taxesIncluded),
    "Order total": amount(order.total, style),
    "Order tax": amount(order.tax, style),
    Paid: yesNo(order.paid),
    Payments: text(payments.join(" | ")),
    "Payment terms": text(order.paymentTerms),
    "PO number": text(order.poNumber),
    Note: text(order.note),
    Attributes: text(order.attributes.map(({ key, value }) => `${key}: ${value}`).join(" | ")),
    Tags: text(order.tags.join(", ")),
    Risk: text(order.risk),
  };
}

function customer({ customer: who }: SourceOrder): Cells {
  const { company } = who;
  return {
    "Customer key": text(who.key),
    Customer: text(who.name),
    Email: text(who.email),
    Phone: text(who.phone),
    Language: text(who.locale),
    "Tax exempt": yesNo(who.taxExempt),
    "Company key": text(company?.key ?? null),
    Company: text(company?.name ?? null),
    "Company number": text(company?.externalId ?? null),
    "Company location": text(company?.location ?? null),
    "Company location number": text(company?.locationExternalId ?? null),
    "Tax id": text(company?.taxId ?? null),
    ...address("Ship to", who.shipping),
    ...address("Bill to", who.billing),
  };
}

function address(whose: string, place: SourceAddress | null): Cells {
  if (place === null) return {};
  const { name, company, street, city, postalCode, province, country, phone } = place;
  const values = [name, company, street, city, postalCode, province, country, phone];
  return Object.fromEntries(
    addressFields.map((field, at) => [`${whose} ${field}`, text(values[at] ?? null)]),
  );
}

function lineOf(line: SourceOrderLine, style: Style): Cells {
  const rates = new Set(line.taxes.map(({ rate }) => rate ?? ""));
  const [rate = ""] = rates.size === 1 ? rates : [];
  const taxes = line.taxes.map(({ title, amount: part }) => `${title} ${amount(part, style)}`);
  return {
    Line: text(line.id),
    "Line kind": line.kind,
    SKU: text(line.sku),
    Description: text(line.title),
    Quantity: String(line.quantity),
    "Unit price": amount(line.unitPrice, style),
    Discount: amount(line.discount, style),
    "Discount names": text(line.discountTitles.join(", ")),
    "Line total": amount(line.total, style),
    "Line tax": amount(taxOf(line), style),
    "Tax rate": amount(rate, style),
    Taxes: text(taxes.join(" | ")),
    Bundle: text(line.bundle),
    Warehouse: text(line.warehouse),
  };
}

function taxOf({ taxes }: SourceOrderLine): string {
  const digits = Math.max(2, ...taxes.map(({ amount: part }) => part.split(".")[1]?.length ?? 0));
  return taxes.reduce((sum, { amount: part }) => sum.plus(part), new Big(0)).toFixed(digits);
}

/** A spreadsheet runs a cell that begins with one of these signs; a telephone number is only a number. */
const formula = /^\s*[=+\-@\t\r]/;
const telephone = /^\+[\d\s().-]+$/;

/** One line, even if people typed several: a row of these files is never more than one line of text. */
function text(value: string | null): string {
  const line = (value ?? "").replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ").trim();
  return formula.test(line) && !telephone.test(line) ? `'${line}` : line;
}

function amount(value: string, { decimal }: Style): string {
  return value.replace(".", decimal);
}

function time(at: Date, { timeZone }: Style): string {
  return DateTime.fromJSDate(at, { zone: timeZone }).toFormat("yyyy-MM-dd HH:mm:ss");
}

function yesNo(value: boolean): string {
  return value ? "yes" : "no";
}
