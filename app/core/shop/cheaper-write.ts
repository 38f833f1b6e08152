import { MUTATION_POINTS, VARIANT_POINTS } from "../shopify-limits.ts";

/** Time to upload a bulk mutation's file, start it and notice its end. */
const BULK_OVERHEAD_S = 30;
/** Shopify promises no pace for bulk mutations; this is a guess on the slow side. */
const BULK_ROWS_PER_S = 50;

/** What there is to write, and the budget for it. */
export interface WriteLoad {
  products: number;
  /** Variants in these products. */
  rows: number;
  /** Points that come back per second. */
  restoreRate: number;
  /** Points that may be spent at once. */
  available: number;
}

/**
 * The faster way to write: one call per product, which is as fast as points come back, or one bulk mutation
 * for all, which costs next to nothing. Single calls win a tie: their answers come back at once.
 */
export function cheaperWrite({ products, rows, restoreRate, available }: WriteLoad): "each" | "bulk" {
  const points = products * MUTATION_POINTS + rows * VARIANT_POINTS;
  const eachS = (points - available) / restoreRate;
  const bulkS = BULK_OVERHEAD_S + rows / BULK_ROWS_PER_S;
  return bulkS < eachS ? "bulk" : "each";
}
