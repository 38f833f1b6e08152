import { createHash } from "node:crypto";
import type { SourceOrder, SourceOrderState, Written } from "#app/core/source/order.ts";
import type { OrderWriter } from "../../contract/orders.ts";
import type { FileStore } from "../files/client.ts";
import { forgetOrders } from "./forget.ts";
import { orderFile, type OrderDocument } from "./order-file.ts";
import { safe, stemOf } from "../rows/order-names.ts";
import { findReceipt, type Receipt, sendOut } from "./receipts.ts";
import type { CsvSettings } from "../rows/schema.ts";
import { stopIfAborted } from "../files/stop.ts";

/** Orders as files that the source imports. The source answers, if at all, by files of order states. */
export function orderWriter(
  store: FileStore,
  takes: NonNullable<CsvSettings["orders"]>,
  style: CsvSettings,
): OrderWriter {
  const send = async (stem: string, document: OrderDocument, receipt: Omit<Receipt, "v" | "digest">) => {
    const bytes = orderFile(document, style);
    await sendOut(store, stem, bytes, { ...receipt, digest: digestOf(bytes) });
  };
  return {
    async find(key, signal) {
      stopIfAborted(signal);
      const id = stemOf(key);
      const first = await findReceipt(store, id);
      if (!first) return null;
      const { last } = await amendments(store, id);
      const cancelled = await findReceipt(store, `${id}-cancel`);
      return stateOf(last ?? first, cancelled ? "cancelled" : "draft");
    },
    async create(order, signal) {
      stopIfAborted(signal);
      await send(stemOf(order.key), { action: "new", order }, order);
      return { ok: true, value: stateOf(order, "draft") };
    },
    forget: (keys, signal) => forgetOrders(store, keys, style, signal),
    ...(takes.amend && {
      async amend(id, order, signal) {
        stopIfAborted(signal);
        if (!(await findReceipt(store, id))) return unknown(id);
        const document: OrderDocument = { action: "amend", order };
        const { last, next } = await amendments(store, id);
        if (last?.digest !== digestOf(orderFile(document, style))) await send(next, document, order);
        return { ok: true, value: stateOf(order, "draft") };
      },
    }),
    ...(takes.cancel && {
      async cancel(id, reason, signal) {
        stopIfAborted(signal);
        const first = await findReceipt(store, id);
        if (!first) return unknown(id);
        const order = (await amendments(store, id)).last ?? first;
        const stem = `${id}-cancel`;
        if (!(await findReceipt(store, stem))) await send(stem, { action: "cancel", order, reason }, order);
        return { ok: true, value: stateOf(order, "cancelled") };
      },
    }),
    ...(takes.credit && {
      async credit(credit, signal) {
        stopIfAborted(signal);
        const order = await findReceipt(store, credit.orderId);
        if (!order) return unknown(credit.orderId);
        const stem = `${credit.orderId}-credit-${safe(credit.key)}`;
        const { key, reference } = order;
        const kept = { key, reference, total: credit.total, currency: credit.currency };
        if (!(await findReceipt(store, stem))) await send(stem, { action: "credit", key, credit }, kept);
        return { ok: true, value: { id: stem, number: stem } };
      },
    }),
  };
}

/** The last amendment of an order that went out, and what the next one is called. */
async function amendments(store: FileStore, id: string): Promise<{ last: Receipt | null; next: string }> {
  let last: Receipt | null = null;
  for (let number = 1; ; number++) {
    const next = `${id}-amend-${number}`;
    const receipt = await findReceipt(store, next);
    if (!receipt) return { last, next };
    last = receipt;
  }
}

function unknown(id: string): Written<never> {
  return { ok: false, message: `No order was written to this folder as ${id}.csv.` };
}

function stateOf(
  { key, reference, total, currency }: Pick<SourceOrder, "key" | "reference" | "total" | "currency">,
  status: SourceOrderState["status"],
): SourceOrderState {
  return { id: stemOf(key), number: reference, status, bookedAt: null, total, currency, url: null };
}

function digestOf(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}
