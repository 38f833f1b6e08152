import { z } from "zod";
import { parseJson } from "#app/core/json.ts";
import { ConnectionError, ProtocolError } from "../../errors.ts";
import type { FileStore } from "../files/client.ts";

export const receiptFolder = "receipts";

/** Kept for every file that was written, because the source takes the file itself away. It names nobody. */
const Receipt = z.object({
  v: z.literal(1),
  key: z.string(),
  reference: z.string(),
  total: z.string(),
  currency: z.string(),
  /** Of the file's bytes. */
  digest: z.string(),
});
export type Receipt = z.infer<typeof Receipt>;

/**
 * The receipt of a file that has gone out; null: none of that name has. The file is written whole beside its receipt
 * and then moved away in one step, so it is there exactly until it has gone out.
 */
export async function findReceipt(store: FileStore, stem: string): Promise<Receipt | null> {
  const path = receiptPath(stem);
  const found = await store.stat(path);
  if (!found || (await store.stat(readyPath(stem)))) return null;
  const text = (await store.read(path, 0, found.size)).toString("utf8");
  const receipt = Receipt.safeParse(parseJson(text));
  if (receipt.success) return receipt.data;
  throw new ProtocolError(`"${path}" is not as Concord left it; put it back, or export the order by hand`);
}

/** Sends a file out under its name, with a receipt. If killed and called again, the file goes out once. */
export async function sendOut(
  store: FileStore,
  stem: string,
  bytes: Buffer,
  receipt: Omit<Receipt, "v">,
): Promise<void> {
  if ((await store.stat(".")) === null) throw new ConnectionError("The folder for the orders does not exist");
  await store.write(readyPath(stem), bytes);
  const unsigned = `${receiptPath(stem)}.part`;
  await store.write(unsigned, bytesOf({ v: 1, ...receipt }));
  await store.replace(unsigned, receiptPath(stem));
  await store.replace(readyPath(stem), `${stem}.csv`);
}

/** More than a receipt needs: it is as earlier versions wrote them, with the whole order. */
const TOO_LONG = 512;

/** Leaves of a receipt only what it needs, and of one that was never finished nothing. */
export async function shortenReceipt(store: FileStore, path: string, size: number): Promise<void> {
  if (path.endsWith(".part")) return size === 0 ? undefined : store.write(path, Buffer.alloc(0));
  if (size <= TOO_LONG) return;
  const receipt = Receipt.safeParse(parseJson((await store.read(path, 0, size)).toString("utf8")));
  if (!receipt.success) return;
  await store.write(`${path}.part`, bytesOf(receipt.data));
  await store.replace(`${path}.part`, path);
}

/** Callers hand in whole orders: what a receipt does not name is left out. */
function bytesOf(receipt: Receipt): Buffer {
  return Buffer.from(JSON.stringify(Receipt.parse(receipt)));
}

function receiptPath(stem: string): string {
  return `${receiptFolder}/${stem}.json`;
}

function readyPath(stem: string): string {
  return `${receiptFolder}/${stem}.csv`;
}
