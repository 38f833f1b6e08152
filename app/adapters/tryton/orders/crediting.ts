import { z } from "zod";
import type { SourceCredit, SourceOrderLine } from "#app/core/source/order.ts";
import { UserError } from "../wire/answers.ts";
import { confirmSale, currencyOf, discard, draft, findSale, methods } from "./sale.ts";
import { lineValues, readVocabulary } from "./sale-lines.ts";
import { keyOf } from "./sales.ts";
import type { Source } from "../wire/source.ts";
import { readSale } from "./reversal.ts";
import { toDay } from "../wire/wire.ts";

const Parties = z.array(
  z.object({
    company: z.number(),
    party: z.number(),
    invoice_address: z.number().nullable(),
    shipment_address: z.number().nullable(),
    payment_term: z.number().nullable(),
    warehouse: z.number().nullable(),
  }),
);

/** Books what goes back as a sale of negative quantities: Tryton makes a credit note of it, and a return of goods. */
export async function credit(
  source: Source,
  given: SourceCredit,
  signal: AbortSignal,
): Promise<{ id: string; number: string }> {
  const sold = await readSale(source, Number(given.orderId), signal);
  const order = keyOf(sold)?.order;
  if (order === undefined) throw new UserError(`Sale ${sold.number ?? sold.id} is none of the shop's.`);
  const key = `${order}/${given.key}`;
  const held = await findSale(source, key, signal);
  if (held && held.number !== null && held.state !== "quotation")
    return { id: String(held.id), number: held.number };
  if (held) await discard(source, held.id, signal);
  const sale = await draftReturn(source, key, given, signal);
  const booked = await confirmSale(source, sale, signal);
  return { id: String(booked.id), number: booked.number ?? String(booked.id) };
}

async function draftReturn(source: Source, key: string, given: SourceCredit, signal: AbortSignal) {
  const fields = ["company", "party", "invoice_address", "shipment_address", "payment_term", "warehouse"];
  const [of] = await source.client.model(
    "sale.sale.read",
    [[Number(given.orderId)], fields],
    Parties,
    signal,
  );
  if (!of) throw new UserError("Tryton no longer has the sale.");
  const lines = given.lines
    .filter(({ quantity }) => quantity !== 0)
    .map((line) => (given.returned ? line : paidBack(line)));
  const words = await readVocabulary(source, lines, of.company, signal);
  const values = {
    ...of,
    currency: await currencyOf(source, given.currency, signal),
    sale_date: toDay(given.at.toISOString().slice(0, "2026-01-01".length)),
    reference: given.reference,
    comment: given.note,
    lines: [
      [
        "create",
        lines.map((line) => lineValues(line, { taxesIncluded: given.taxesIncluded, sign: -1 }, words)),
      ],
    ],
    ...(await methods(source, signal)),
  };
  const total = given.total.startsWith("-") ? given.total : `-${given.total}`;
  return draft(source, { key, values, total, order: { currency: given.currency, lines }, words }, signal);
}

/** Money alone goes back: a product would be expected at the warehouse. */
function paidBack(line: SourceOrderLine): SourceOrderLine {
  return line.kind === "product" ? { ...line, kind: "placeholder", sku: null } : line;
}
