import type { WarehouseRecord } from "#app/core/source/records.ts";
import { readWarehouses, type Source } from "../wire/source.ts";

export async function warehouses(source: Source, signal: AbortSignal): Promise<WarehouseRecord[]> {
  return (await readWarehouses(source, signal)).map(({ code, name }) => ({ code, name }));
}
