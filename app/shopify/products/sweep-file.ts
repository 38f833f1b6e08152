import { bareId } from "#app/core/gid.ts";
import { bulkLines } from "../bulk/lines.ts";
import { namedQuantities } from "../stock/levels.ts";
import { type SweptVariant, type VariantNode, variantFacts } from "./variants.ts";

const CHUNK = 500;

interface LevelLine {
  __parentId: string;
  location: { id: string };
  quantities: { name: string; quantity: number }[];
}

/**
 * Reads a finished sweep's file line by line, 500 variants at a time with their levels; a million variants
 * take a few megabytes of memory. A file cut off between two lines looks whole: compare the count with
 * `BulkProgress.objectCount` (variants and levels together) before anything counts as deleted.
 * Throws ShopifyUnavailable where the file cannot be fetched or breaks off, and the signal's reason.
 * Source: "Perform bulk operations with the GraphQL Admin API", JSONL with __parentId.
 */
export async function* readSweep(
  url: string,
  currency: string,
  signal?: AbortSignal,
  get: typeof fetch = fetch,
): AsyncGenerator<SweptVariant[], void, undefined> {
  let chunk: SweptVariant[] = [];
  for await (const lines of bulkLines(url, signal, get)) {
    for (const parsed of lines as (VariantNode | LevelLine)[]) {
      if ("__parentId" in parsed) {
        addLevel(parsed, chunk.at(-1));
        continue;
      }
      if (chunk.length === CHUNK) {
        yield chunk;
        chunk = [];
      }
      chunk.push({ ...variantFacts(parsed, currency), levels: [] });
    }
  }
  if (chunk.length > 0) yield chunk;
}

function addLevel(line: LevelLine, variant: SweptVariant | undefined): void {
  if (variant === undefined || !belongsTo(line, variant)) {
    throw new Error(`A level of ${line.__parentId} does not follow its variant`);
  }
  const { location, quantities } = line;
  variant.levels.push({ locationId: bareId(location.id), ...namedQuantities(quantities) });
}

function belongsTo(line: LevelLine, variant: SweptVariant): boolean {
  const parent = bareId(line.__parentId);
  return parent === variant.id || parent === variant.inventoryItemId;
}
