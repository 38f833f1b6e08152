import Big from "big.js";
import { z } from "zod";
import type { SourceOrder } from "#app/core/source/order.ts";
import { UserError } from "../wire/answers.ts";
import { keyField, lineIdOf, ours } from "../wire/key.ts";
import { commentOf, confirmSale, discard, draftSale, findSale } from "./sale.ts";
import { keyOf } from "./sales.ts";
import { Done, Ids, type Sale } from "../wire/schema.ts";
import type { Source } from "../wire/source.ts";
import { cannotTakeBack, readSale, takeBack } from "./reversal.ts";

/**
 * Makes a sale what the order is now. A sale that Tryton processes cannot be changed: it is taken back, and another one
 * takes its place under the same key. Called again after it was cut short, it goes on.
 */
export async function amend(
  source: Source,
  id: number,
  order: SourceOrder,
  signal: AbortSignal,
): Promise<Sale> {
  const old = await readSale(source, id, signal);
  if (keyOf(old)?.part === null && (await saysTheSame(source, old, order, signal))) {
    await source.client.model("sale.sale.write", [[id], { comment: commentOf(order) }], Done, signal);
    return readSale(source, id, signal);
  }
  const reason = cannotTakeBack(old);
  if (reason !== null) throw new UserError(reason);
  const field = await keyField(source, signal);
  const rename = (key: string) =>
    source.client.model("sale.sale.write", [[id], { [field]: key }], Done, signal);
  await rename(`${order.key}/replaced/${id}`);
  try {
    const unfinished = await findSale(source, order.key, signal);
    if (unfinished !== null && unfinished.id !== id) await discard(source, unfinished.id, signal);
    const replacement = await draftSale(source, order, signal);
    await takeBackReplaced(source, order.key, signal);
    return await confirmSale(source, replacement, signal);
  } catch (error) {
    if (error instanceof UserError) await undo(source, order.key, signal, () => rename(order.key));
    throw error;
  }
}

/** The old sale gets the order's key again, whether it was taken back or not: its state shows that. */
async function undo(
  source: Source,
  key: string,
  signal: AbortSignal,
  rename: () => Promise<unknown>,
): Promise<void> {
  const replacement = await findSale(source, key, signal);
  if (replacement !== null) await discard(source, replacement.id, signal);
  await rename();
}

async function takeBackReplaced(source: Source, key: string, signal: AbortSignal): Promise<void> {
  const field = await keyField(source, signal);
  const params = [[ours(field, ""), [field, "like", `${key}/replaced/%`]], 0, null, [["id", "ASC"]]];
  for (const id of await source.client.model("sale.sale.search", params, Ids, signal)) {
    await takeBack(source, id, signal);
  }
}

const Lines = z.array(
  z.object({
    note: z.string().nullable(),
    quantity: z.number().nullable(),
    description: z.string().nullable(),
  }),
);

/** Whether lines and total are the same, so that only remarks can differ. */
async function saysTheSame(
  { client }: Source,
  sale: Sale,
  order: SourceOrder,
  signal: AbortSignal,
): Promise<boolean> {
  if (!/^(processing|done)$/.test(sale.state)) return false;
  if (!new Big(order.total).eq(sale.total_amount ?? 0)) return false;
  const params = [[["sale", "=", sale.id]], 0, null, null, ["note", "quantity", "description"]];
  const held = await client.model("sale.line.search_read", params, Lines, signal);
  const said = (id: string | null, quantity: number | null) => `${id} ${quantity}`;
  const before = held
    .map(({ note, quantity }) => said(lineIdOf(note), quantity))
    .filter((line) => line !== "rounding 1");
  const now = order.lines
    .filter(({ quantity }) => quantity !== 0)
    .map(({ id, quantity }) => said(id, quantity));
  return before.toSorted().join("\n") === now.toSorted().join("\n");
}
