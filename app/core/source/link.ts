import type { ItemRecord } from "./records.ts";

/** A variant of the shop, as far as linking needs it. */
export interface Linkable {
  variantId: string;
  sku: string | null;
  barcode: string | null;
}

/** Which variant a source SKU may belong to. Nothing is written to the shop before a person confirms it. */
export type LinkProposal =
  | { sku: string; state: "proposed"; matchedBy: "sku" | "barcode" | "case"; variantId: string }
  | { sku: string; state: "ambiguous"; candidates: readonly string[] }
  | { sku: string; state: "missing" };

/**
 * Proposes a link for each source item: by the exact SKU, else by barcode, else by a SKU that differs only in
 * letter case or surrounding space. An exact SKU keeps its variant; otherwise two candidates are ambiguous, and
 * so are two source SKUs that would claim one variant.
 */
export function proposeLinks(
  items: readonly Pick<ItemRecord, "sku" | "barcode">[],
  variants: readonly Linkable[],
): LinkProposal[] {
  const bySku = indexBy(variants, ({ sku }) => sku);
  const byBarcode = indexBy(variants, ({ barcode }) => barcode);
  const byFolded = indexBy(variants, ({ sku }) => (sku === null ? null : fold(sku)));

  const exact = new Set(items.flatMap(({ sku }) => bySku.get(sku) ?? []));
  const free = (ids: readonly string[] | undefined) => (ids ?? []).filter((id) => !exact.has(id));

  const found = items.map((item): Match => {
    const same = bySku.get(item.sku);
    if (same) return { sku: item.sku, matchedBy: "sku", candidates: same };
    const barcode = item.barcode ? free(byBarcode.get(item.barcode)) : [];
    if (barcode.length > 0) return { sku: item.sku, matchedBy: "barcode", candidates: barcode };
    return { sku: item.sku, matchedBy: "case", candidates: free(byFolded.get(fold(item.sku))) };
  });

  const claims = new Map<string, number>();
  for (const { candidates } of found) {
    for (const id of candidates) claims.set(id, (claims.get(id) ?? 0) + 1);
  }
  return found.map(({ sku, matchedBy, candidates }) => {
    const [variantId, ...others] = candidates;
    if (variantId === undefined) return { sku, state: "missing" };
    if (others.length > 0 || claims.get(variantId) !== 1) return { sku, state: "ambiguous", candidates };
    return { sku, state: "proposed", matchedBy, variantId };
  });
}

interface Match {
  sku: string;
  matchedBy: "sku" | "barcode" | "case";
  candidates: readonly string[];
}

function fold(sku: string): string {
  return sku.trim().toLowerCase();
}

function indexBy(variants: readonly Linkable[], key: (variant: Linkable) => string | null) {
  const index = new Map<string, string[]>();
  for (const variant of variants) {
    const value = key(variant);
    if (!value) continue;
    const ids = index.get(value);
    if (ids) ids.push(variant.variantId);
    else index.set(value, [variant.variantId]);
  }
  return index;
}
