import { z } from "zod";
import { keyField, ours, parseKey } from "../wire/key.ts";
import { Ids, type Sale, Sale as SaleRow, saleFields } from "../wire/schema.ts";
import type { Source } from "../wire/source.ts";

/** How long a missed change may stay missed: a transaction longer than the overlap is rare. */
export const LOOK_AGAIN_MS = 24 * 60 * 60_000;

export async function readSales(
  source: Source,
  ids: readonly number[],
  signal: AbortSignal,
): Promise<Sale[]> {
  if (ids.length === 0) return [];
  const params = [ids, await fieldsOf(source, signal)];
  return source.client.model("sale.sale.read", params, z.array(SaleRow), signal);
}

export async function searchSales(
  source: Source,
  domain: readonly unknown[],
  signal: AbortSignal,
): Promise<Sale[]> {
  const params = [domain, 0, null, [["id", "ASC"]], await fieldsOf(source, signal)];
  return source.client.model("sale.sale.search_read", params, z.array(SaleRow), signal);
}

async function fieldsOf(source: Source, signal: AbortSignal): Promise<readonly string[]> {
  const field = await keyField(source, signal);
  return field === "web_id" ? [...saleFields, field] : saleFields;
}

/** Which order of a shop a sale belongs to. */
export function keyOf({ web_id, description }: Pick<Sale, "web_id" | "description">) {
  return parseKey(web_id === undefined ? description : web_id);
}

/** Where a person opens the sale: Tryton's own pages lie under the same address as the server. */
export function saleUrl({ settings }: Source, id: number): string {
  return new URL(`#${encodeURIComponent(settings.database)}/model/sale.sale/${id}`, settings.url).href;
}

/** Ids of a model's rows that belong to sales of ours, ascending. `path` leads from a row to its sale. */
export function listOurs(source: Source, model: string, path: string) {
  return async (after: number, limit: number, signal: AbortSignal): Promise<number[]> => {
    const domain = [ours(await keyField(source, signal), path), ["id", ">", after]];
    return source.client.model(`${model}.search`, [domain, 0, limit, [["id", "ASC"]]], Ids, signal);
  };
}
