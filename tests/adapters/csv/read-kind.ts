import type { FeedKind } from "#app/core/source/feeds.ts";
import { pagesOf } from "../contract.ts";
import type { ItemRecord, PriceRecord, RateRecord, SetAsideRecord } from "#app/core/source/records.ts";
import type { CsvSettings } from "#app/adapters/csv/rows/schema.ts";
import { folder } from "./folder.ts";

interface Kinds {
  items: ItemRecord;
  prices: PriceRecord;
  rates: RateRecord;
}

type Settings = Omit<Partial<typeof CsvSettings._input>, "place">;

/** Everything that one file says, and what was set aside. */
export async function readFile<Kind extends keyof Kinds & FeedKind>(
  kind: Kind,
  text: string,
  settings: Settings,
): Promise<{ records: Kinds[Kind][]; setAside: SetAsideRecord[]; reasons: string[] }> {
  const { put, open } = folder();
  put(`${kind}.csv`, text);
  const adapter = open(settings);
  const pages = await pagesOf(kind, () => adapter);
  const setAside = pages.flatMap((page) => page.setAside);
  return {
    records: pages.flatMap((page) => page.records as Kinds[Kind][]),
    setAside,
    reasons: setAside.map(({ sku, reason }) => `${sku ?? ""} ${reason}`.trim()),
  };
}
