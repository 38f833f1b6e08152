import type { ContentReceipt } from "./content.ts";
import type { PriceReceipt } from "./price-receipt.ts";
import type { Receipt } from "./stock.ts";
import type { BlockedReason } from "./verdict.ts";

/** The arithmetic behind a desired value, of whatever kind; `of` tells which. */
export type AnyReceipt = Receipt | PriceReceipt | ContentReceipt;

/**
 * What the shop ought to show, as an observation spells it. No value and no reason: the source says nothing of it,
 * so there is nothing to keep in step.
 */
export interface Desired<R extends AnyReceipt> {
  value: string | null;
  reason: BlockedReason | null;
  receipt: R | null;
  /** When it may become another one by the clock alone, in epoch milliseconds. */
  dueAt: number | null;
}
