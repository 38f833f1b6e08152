import { z } from "zod";
import type { Adapter } from "#app/adapters/adapter.ts";
import type { Cursor, Page } from "#app/adapters/contract/page.ts";
import { checked, type AdapterEntry } from "#app/adapters/entry.ts";
import { ConnectionError } from "#app/adapters/errors.ts";
import type { StockRecord } from "#app/core/source/records.ts";
import { fields, ShelfSecrets, ShelfSettings } from "./settings.ts";
import { texts } from "./texts.ts";

/** A small system of the tests, connected like any other: it reports stock by HTTP, given its key. */
export const shelfEntry: AdapterEntry = {
  name: "Shelf",
  kind: "warehouse",
  can: ["stock"],
  texts,
  fields,
  settings: ShelfSettings,
  secrets: ShelfSecrets,
  open: (settings, secrets) =>
    shelf(checked(ShelfSettings, settings), checked(ShelfSecrets, secrets ?? {}).key ?? ""),
};

const Pieces = z.record(z.string(), z.number());

function shelf({ url, stock }: ShelfSettings, key: string): Adapter {
  const look = async (signal: AbortSignal) => {
    const answer = await fetch(url ?? "", { headers: { "x-key": key }, signal });
    if (answer.status === 401) throw new ConnectionError("The key does not fit.");
    return Pieces.parse(await answer.json());
  };
  return {
    async check(signal) {
      try {
        const count = Object.keys(await look(signal)).length;
        return [{ name: "sample", ok: true, message: `${count} things lie on the shelf.` }];
      } catch (error) {
        if (!(error instanceof ConnectionError)) throw error;
        return [{ name: "login", ok: false, message: error.message }];
      }
    },
    warehouses: () => Promise.resolve([{ code: "SHELF", name: "The shelf" }]),
    stock: {
      async read(_after, signal): Promise<Page<StockRecord>> {
        const asOf = new Date();
        const records = Object.entries(await look(signal)).map(([sku, pieces]) => {
          const quantity = Math.max(0, pieces - (stock.keep ?? 0));
          return { sku, warehouse: "SHELF", quantity, asOf, origin: "the shelf" };
        });
        const listing = { id: asOf.toISOString(), ends: true };
        return {
          records,
          setAside: [],
          cursor: asOf.toISOString() as Cursor,
          done: true,
          listing,
          origin: "shelf",
        };
      },
    },
    close: () => Promise.resolve(),
  };
}
