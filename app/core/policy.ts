import type { Buffer } from "./stock.ts";

/** One stored rule of the merchant. */
export interface PolicyRow {
  rule: string;
  scope: string;
  subject: string;
  value: unknown;
}

/** What rules are chosen by. */
export interface PolicySubject {
  sku: string | null;
  tags: readonly string[];
  locationId: string;
}

export interface StockPolicy {
  bufferFor(subject: PolicySubject): Buffer | null;
  stopsSelling(subject: PolicySubject): boolean;
}

/**
 * Reads the stock rules once for many decisions. The narrowest scope wins: SKU, then tag, then location, then
 * the whole shop; of several tags the largest buffer, because a buffer is a promise of caution.
 */
export function stockPolicy(rows: readonly PolicyRow[]): StockPolicy {
  const buffers = new Map<string, number>();
  const stopped = new Set<string>();
  for (const { rule, scope, subject, value } of rows) {
    if (rule === "buffer" && isQuantity(value)) buffers.set(key(scope, subject), value);
    if (rule === "stop-selling" && scope === "sku" && value === true) stopped.add(subject);
  }
  const find = (scope: Buffer["scope"], subject: string): Buffer | null => {
    const quantity = buffers.get(key(scope, subject));
    return quantity === undefined ? null : { quantity, scope, subject };
  };
  return {
    bufferFor({ sku, tags, locationId }) {
      const tagged = tags
        .map((tag) => find("tag", tag))
        .filter((buffer) => buffer !== null)
        .sort((a, b) => b.quantity - a.quantity);
      return (
        (sku === null ? null : find("sku", sku)) ??
        tagged[0] ??
        find("location", locationId) ??
        find("shop", "")
      );
    },
    stopsSelling: ({ sku }) => sku !== null && stopped.has(sku),
  };
}

function isQuantity(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0;
}

function key(scope: string, subject: string): string {
  return `${scope}\n${subject}`;
}
