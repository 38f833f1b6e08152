import type { FileStore } from "../files/client.ts";
import { archiveFolder } from "../files/archive.ts";
import { stopIfAborted } from "../files/stop.ts";
import { stemOf } from "../rows/order-names.ts";
import type { CsvSettings } from "../rows/schema.ts";
import { withoutPeople } from "./order-file.ts";
import { receiptFolder, shortenReceipt } from "./receipts.ts";

/** What a file is called while it is out of the source's sight. */
const TAKEN = ".taken";
const BLANK = ".blank";

/** What follows the order's own name in the names of its files. */
const FURTHER = /^(\.|-amend-\d|-cancel\.|-credit-)/;

/**
 * Takes people out of the files of these orders that still lie in the folder, or in its archive, and out of all
 * receipts. What was sold stays. If killed and called again, it is finished.
 */
export async function forgetOrders(
  store: FileStore,
  keys: readonly string[],
  style: CsvSettings,
  signal: AbortSignal,
): Promise<void> {
  const isTheirs = ownerOf(new Set(keys.map(stemOf)));
  for (const { name, size } of await store.list(receiptFolder)) {
    stopIfAborted(signal);
    const path = `${receiptFolder}/${name}`;
    if (name.endsWith(TAKEN)) await giveBack(store, name.slice(0, -TAKEN.length), style);
    else if (/\.json(\.part)?$/.test(name)) await shortenReceipt(store, path, size);
    else if (isTheirs(name)) await blank(store, path, name, style);
  }
  for (const { name } of await store.list(archiveFolder)) {
    stopIfAborted(signal);
    if (isTheirs(name)) await blank(store, `${archiveFolder}/${name}`, name, style);
  }
  for (const { name } of await store.list()) {
    stopIfAborted(signal);
    if (!isTheirs(name)) continue;
    // Changed in its place, it might come back after the source has taken it.
    await store.replace(name, takenPath(name));
    await giveBack(store, name, style);
  }
}

async function giveBack(store: FileStore, name: string, style: CsvSettings): Promise<void> {
  await blank(store, takenPath(name), name, style);
  await store.replace(takenPath(name), name);
}

async function blank(store: FileStore, path: string, name: string, style: CsvSettings): Promise<void> {
  const found = await store.stat(path);
  if (!found) return;
  const bytes = withoutPeople(await store.read(path, 0, found.size), style);
  const ready = `${receiptFolder}/${name}${BLANK}`;
  await store.write(ready, bytes);
  await store.replace(ready, path);
}

function takenPath(name: string): string {
  return `${receiptFolder}/${name}${TAKEN}`;
}

/** Whether a file is one of these orders. One name may begin with another. */
function ownerOf(stems: ReadonlySet<string>): (name: string) => boolean {
  return (name) => {
    for (let end = 1; end < name.length; end++) {
      const ends = name[end] === "." || name[end] === "-";
      if (ends && stems.has(name.slice(0, end)) && FURTHER.test(name.slice(end))) return true;
    }
    return false;
  };
}
