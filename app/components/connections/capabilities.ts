import type { TFunction } from "i18next";

const KNOWN = [
  "stock",
  "items",
  "prices",
  "rates",
  "orders",
  "orderStates",
  "shipments",
  "invoices",
] as const;

/** What a system can do, in words and always in the same order. */
export function capabilities(can: readonly string[], t: TFunction): string[] {
  return KNOWN.filter((known) => can.includes(known)).map((known) => t(`systems.can.${known}`));
}
