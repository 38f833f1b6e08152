import Big from "big.js";
import { money } from "#app/core/money.ts";
import type { SourceOrder, SourceOrderLine } from "#app/core/source/order.ts";
import { UserError } from "../wire/answers.ts";
import { callButton } from "../wire/buttons.ts";
import { keyField } from "../wire/key.ts";
import { buyerOf, paymentTermOf } from "./parties.ts";
import { lineValues, readVocabulary, type Vocabulary } from "./sale-lines.ts";
import { searchSales } from "./sales.ts";
import { Done, Ids, type Sale } from "../wire/schema.ts";
import { findTwo, readCompany, readWarehouses, type Source } from "../wire/source.ts";
import { readSale } from "./reversal.ts";
import { toDay, toDecimal } from "../wire/wire.ts";

export async function findSale(source: Source, key: string, signal: AbortSignal): Promise<Sale | null> {
  const field = await keyField(source, signal);
  const [sale] = await searchSales(source, [[field, "=", key]], signal);
  return sale ?? null;
}

/** Makes a draft of the order and of its customer; its total is the shop's. */
export async function draftSale(source: Source, order: SourceOrder, signal: AbortSignal): Promise<Sale> {
  const company = await readCompany(source, signal);
  const words = await readVocabulary(source, order.lines, company.id, signal);
  const lines = order.lines
    .filter(({ quantity }) => quantity !== 0)
    .map((line) => lineValues(line, { ...order, sign: 1 }, words));
  const currency = await currencyOf(source, order.currency, signal);
  const warehouse = await warehouseOf(source, order, signal);
  const [shop = ""] = order.key.split("/");
  const buyer = await buyerOf(source, shop, order.customer, signal);
  const values = {
    company: company.id,
    party: buyer.party,
    invoice_address: buyer.billing,
    shipment_address: buyer.shipping,
    payment_term: await paymentTermOf(source, order.paid ? null : order.paymentTerms, buyer.party, signal),
    currency,
    ...warehouse,
    sale_date: toDay(order.placedAt.toISOString().slice(0, "2026-01-01".length)),
    reference: order.reference,
    comment: commentOf(order),
    lines: [["create", lines]],
    ...(await methods(source, signal)),
  };
  return draft(source, { key: order.key, values, total: order.total, order, words }, signal);
}

interface Draft {
  key: string;
  values: object;
  /** What it has to come to, tax included. */
  total: string;
  order: { currency: string; lines: readonly SourceOrderLine[] };
  words: Vocabulary;
}

/** Creates a draft and makes its total the shop's, as far as rounding may have moved it. */
export async function draft(source: Source, wanted: Draft, signal: AbortSignal): Promise<Sale> {
  const field = await keyField(source, signal);
  const [id] = await source.client.model(
    "sale.sale.create",
    [[{ ...wanted.values, [field]: wanted.key }]],
    Ids,
    signal,
  );
  if (id === undefined) throw new UserError("Tryton did not take the sale.");
  try {
    const sale = await readSale(source, id, signal);
    return await settleTotal(source, sale, wanted, signal);
  } catch (error) {
    if (error instanceof UserError) await discard(source, id, signal);
    throw error;
  }
}

/** Tryton rounds net lines and the tax of all of them, shops each line's gross: they may be a cent a line apart. */
async function settleTotal(
  source: Source,
  sale: Sale,
  { total, order, words }: Draft,
  signal: AbortSignal,
): Promise<Sale> {
  const missing = new Big(total).minus(sale.total_amount ?? 0);
  if (missing.eq(0)) return sale;
  const cent = new Big(10).pow(-decimals(total));
  if (missing.abs().gt(cent.times(order.lines.length + 1))) {
    throw new UserError(
      `Tryton works out ${money(sale.total_amount ?? "0", order.currency)} where the shop charged ${total}. Compare the taxes.`,
    );
  }
  const line: SourceOrderLine = {
    ...{ id: "rounding", kind: "adjustment", sku: null, title: "Rounding", quantity: 1, discount: "0" },
    ...{
      unitPrice: missing.toFixed(),
      total: missing.toFixed(),
      discountTitles: [],
      taxes: [],
      bundle: null,
      warehouse: null,
    },
  };
  const values = {
    ...lineValues(line, { taxesIncluded: false, sign: 1 }, words),
    unit_price: toDecimal(missing.toFixed()),
  };
  await source.client.model("sale.sale.write", [[sale.id], { lines: [["create", [values]]] }], Done, signal);
  const settled = await readSale(source, sale.id, signal);
  if (new Big(total).eq(settled.total_amount ?? 0)) return settled;
  throw new UserError(
    `Tryton works out ${settled.total_amount} ${order.currency} where the shop charged ${total}.`,
  );
}

function decimals(amount: string): number {
  return Math.min(2, amount.split(".")[1]?.length ?? 0);
}

/** Quotes and confirms. Where Tryton processes sales in its own queue, nobody waits for that: the feed reports it. */
export async function confirmSale(source: Source, sale: Sale, signal: AbortSignal): Promise<Sale> {
  const { id } = sale;
  if (sale.state === "draft") {
    await callButton(source, "sale.sale.quote", [id], signal);
    const quoted = await readSale(source, id, signal);
    if (quoted.total_amount !== sale.total_amount) throw new UserError(repriced(sale, quoted));
  }
  await callButton(source, "sale.sale.confirm", [id], signal);
  const confirmed = await readSale(source, id, signal);
  if (/^(draft|quotation)$/.test(confirmed.state)) {
    throw new UserError(
      "Tryton did not confirm the sale and says no reason. Does the user have the right to?",
    );
  }
  if (confirmed.state !== "confirmed") return confirmed;
  await callButton(source, "sale.sale.process", [id], signal);
  return readSale(source, id, signal);
}

function repriced({ total_amount: before }: Sale, { total_amount: after }: Sale): string {
  return `Tryton changes the total from ${before} to ${after} when it quotes the sale, by a promotion perhaps.`;
}

/** Removes a sale that nobody but us has seen. */
export async function discard(source: Source, id: number, signal: AbortSignal): Promise<void> {
  await callButton(source, "sale.sale.draft", [id], signal);
  await source.client.model("sale.sale.delete", [[id]], Done, signal);
}

/** Invoiced and shipped as it is ordered: with "on shipment" Tryton would bill shipping and discounts by themselves. */
export async function methods(source: Source, signal: AbortSignal) {
  const costed = (await source.modules(signal)).has("sale_shipment_cost");
  return {
    invoice_method: "order",
    shipment_method: "order",
    // The shop has charged it: Tryton would add its own.
    ...(costed && { shipment_cost_method: null }),
  };
}

export async function currencyOf(source: Source, code: string, signal: AbortSignal): Promise<number> {
  const domain = [["code", "=", code]];
  const [id] = await source.once(`currency ${code}`, () =>
    findTwo(source, "currency.currency", domain, signal),
  );
  if (id === undefined) throw new UserError(`Tryton does not know the currency ${code}.`);
  return id;
}

/** A sale leaves one warehouse: where lines name several, the one that most of them name. */
async function warehouseOf(
  source: Source,
  order: SourceOrder,
  signal: AbortSignal,
): Promise<{ warehouse?: number }> {
  const known = await readWarehouses(source, signal);
  const named =
    order.warehouse === null ? order.lines.flatMap(({ warehouse }) => warehouse ?? []) : [order.warehouse];
  const counts = known.map(({ id, code }) => ({ id, count: named.filter((name) => name === code).length }));
  const [best] = counts.toSorted((a, b) => b.count - a.count);
  if (best && best.count > 0) return { warehouse: best.id };
  if (order.warehouse !== null) throw new UserError(`Tryton has no warehouse "${order.warehouse}".`);
  // Where there is one only, Tryton takes it by itself.
  return known.length > 1 && known[0] ? { warehouse: known[0].id } : {};
}

export function commentOf(order: SourceOrder): string {
  const { note, poNumber, attributes, tags, risk, payments } = order;
  return [
    note,
    poNumber && `Purchase order: ${poNumber}`,
    ...attributes.map(({ key, value }) => `${key}: ${value}`),
    tags.length > 0 && `Tags: ${tags.join(", ")}`,
    risk && `Risk: ${risk}`,
    ...payments.map(
      ({ kind, gateway, amount, currency }) =>
        `${kind === "refund" ? "Refunded" : "Paid"}: ${amount} ${currency}, ${gateway}`,
    ),
  ]
    .filter(Boolean)
    .join("\n");
}
