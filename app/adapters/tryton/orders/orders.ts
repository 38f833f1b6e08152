import type { SourceOrder, SourceOrderState, Written } from "#app/core/source/order.ts";
import type { OrderWriter } from "../../contract/orders.ts";
import { amend } from "./amending.ts";
import { UserError } from "../wire/answers.ts";
import { credit } from "./crediting.ts";
import { saleState } from "../wire/mapping.ts";
import { confirmSale, discard, draftSale, findSale } from "./sale.ts";
import { saleUrl } from "./sales.ts";
import type { Sale } from "../wire/schema.ts";
import type { Source } from "../wire/source.ts";
import { readSale, takeBack } from "./reversal.ts";
import { Done } from "../wire/schema.ts";

/** Orders become sales: drafted, their total compared, quoted and confirmed. */
export function orders(source: Source): OrderWriter {
  const state = (sale: Sale): SourceOrderState => saleState(sale, saleUrl(source, sale.id));
  return {
    async find(key, signal) {
      const sale = await findSale(source, key, signal);
      if (sale === null || isUnfinished(sale)) return null;
      // Only an attempt that was cut short leaves a quotation behind.
      return state(sale.state === "quotation" ? await confirmSale(source, sale, signal) : sale);
    },
    create: (order, signal) => written(async () => state(await create(source, order, signal))),
    amend: (id, order, signal) => written(async () => state(await amend(source, Number(id), order, signal))),
    cancel: (id, reason, signal) =>
      written(async () => state(await cancel(source, Number(id), reason, signal))),
    credit: (given, signal) => written(() => credit(source, given, signal)),
  };
}

/** Tryton numbers a sale when it is quoted: one without a number is left by an attempt that was cut short. */
function isUnfinished({ state, number }: Sale): boolean {
  return state === "draft" && number === null;
}

async function create(source: Source, order: SourceOrder, signal: AbortSignal): Promise<Sale> {
  const held = await findSale(source, order.key, signal);
  if (held !== null && !isUnfinished(held)) return held;
  if (held !== null) await discard(source, held.id, signal);
  const sale = await draftSale(source, order, signal);
  return confirmOrDiscard(source, sale, signal);
}

/** A refused sale leaves nothing behind: the order is sent again once its cause is gone. */
async function confirmOrDiscard(source: Source, sale: Sale, signal: AbortSignal): Promise<Sale> {
  try {
    return await confirmSale(source, sale, signal);
  } catch (error) {
    if (error instanceof UserError) await discard(source, sale.id, signal);
    throw error;
  }
}

async function cancel(source: Source, id: number, reason: string, signal: AbortSignal): Promise<Sale> {
  const before = await readSale(source, id, signal);
  const sale = await takeBack(source, id, signal);
  if (before.state !== "cancelled") {
    const comment = [before.comment, `Cancelled in the shop: ${reason}`].filter(Boolean).join("\n");
    await source.client.model("sale.sale.write", [[id], { comment }], Done, signal);
  }
  return sale;
}

/** A refusal by Tryton is an answer. */
async function written<T>(work: () => Promise<T>): Promise<Written<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    if (error instanceof UserError) return { ok: false, message: error.message };
    throw error;
  }
}
