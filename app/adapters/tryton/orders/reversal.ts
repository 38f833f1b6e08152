import { z } from "zod";
import { UserError } from "../wire/answers.ts";
import { callButton } from "../wire/buttons.ts";
import { statusOf } from "../wire/mapping.ts";
import { readSales } from "./sales.ts";
import type { Sale } from "../wire/schema.ts";
import type { Source } from "../wire/source.ts";

/** Why a sale can no longer be taken back, in words for the merchant; null: it can. */
export function cannotTakeBack(sale: Sale): string | null {
  const number = sale.number ?? sale.reference ?? sale.id;
  const shipped = sale["shipments."].find(({ state }) => /^(picked|packed|done)$/.test(state));
  if (shipped) {
    const how = shipped.state === "done" ? "was shipped" : "is being packed";
    return `Sale ${number} ${how} in Tryton already.`;
  }
  const posted = sale["invoices."].some(({ state }) => /^(posted|paid)$/.test(state));
  return posted ? `Sale ${number} has an invoice in Tryton that is posted: it needs a credit note.` : null;
}

/**
 * Takes a sale back, however far it is. Tryton has no button for one that is being processed: its shipments and drafts
 * of invoices are cancelled, and the exceptions that this makes are answered with "leave it so".
 */
export async function takeBack(source: Source, id: number, signal: AbortSignal): Promise<Sale> {
  let sale = await readSale(source, id, signal);
  if (/^(draft|quotation|confirmed)$/.test(sale.state)) {
    if (sale.state === "confirmed") await callButton(source, "sale.sale.draft", [id], signal);
    await callButton(source, "sale.sale.cancel", [id], signal);
  } else if (sale.state !== "cancelled") {
    const reason = cannotTakeBack(sale);
    if (reason !== null) throw new UserError(reason);
    await cancelAll(source, "stock.shipment.out.cancel", sale["shipments."], signal);
    await cancelAll(source, "account.invoice.cancel", sale["invoices."], signal);
    sale = await readSale(source, id, signal);
    if (sale.shipment_state === "exception") await leaveSo(source, "shipment", "recreate_moves", id, signal);
    if (sale.invoice_state === "exception") await leaveSo(source, "invoice", "recreate_invoices", id, signal);
  }
  sale = await readSale(source, id, signal);
  if (statusOf(sale) !== "cancelled") {
    throw new UserError(
      `Tryton did not take sale ${sale.number ?? id} back; somebody has to look at it there.`,
    );
  }
  return sale;
}

export async function readSale(source: Source, id: number, signal: AbortSignal): Promise<Sale> {
  const [sale] = await readSales(source, [id], signal);
  if (!sale) throw new UserError(`Tryton no longer has the sale ${id}.`);
  return sale;
}

async function cancelAll(
  source: Source,
  button: string,
  rows: readonly { id: number; state: string }[],
  signal: AbortSignal,
): Promise<void> {
  const ids = rows.filter(({ state }) => state !== "cancelled").map(({ id }) => id);
  if (ids.length > 0) await callButton(source, button, ids, signal);
}

const Started = z.tuple([z.number(), z.string(), z.string()]);
const Asked = z.object({ view: z.object({ defaults: z.record(z.string(), z.unknown()) }) });

/** Answers the wizard for what was cancelled: none of it is made again. */
async function leaveSo(
  { client }: Source,
  kind: "shipment" | "invoice",
  field: string,
  sale: number,
  signal: AbortSignal,
): Promise<void> {
  const name = `sale.handle.${kind}.exception`;
  const context = { active_model: "sale.sale", active_id: sale, active_ids: [sale] };
  const [id, state] = await client.wizard(`${name}.create`, [], Started, signal);
  const { view } = await client.wizard(`${name}.execute`, [id, {}, state], Asked, signal, context);
  const answer = { [state]: { ...view.defaults, [field]: [] } };
  await client.wizard(`${name}.execute`, [id, answer, "handle"], z.unknown(), signal, context);
  await client.wizard(`${name}.delete`, [id], z.unknown(), signal, context);
}
