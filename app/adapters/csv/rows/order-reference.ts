import type { OrderReference } from "#app/core/source/order-records.ts";
import { type Cells, code, plain } from "./cells.ts";
import { type Refusal } from "./refusal.ts";
import type { Style } from "./mapping.ts";
import { parseAmount } from "./numbers.ts";
import { parseTime } from "./times.ts";

/** Which order a row is about: the key that Concord wrote into the order's file, or the name that people use. */
export function orderReference(cells: Cells): OrderReference | Refusal {
  const [key, orderName] = [named(cells("orderKey")), named(cells("orderName"))];
  if (typeof key === "object" && key !== null) return key;
  if (typeof orderName === "object" && orderName !== null) return orderName;
  return key === null && orderName === null ? { reason: "order-missing" } : { key, orderName };
}

function named(text: string | null): string | null | Refusal {
  return plain(text) === "" ? null : code(text);
}

/** A cell that may be empty, read where it is not. */
export function ifGiven<T>(text: string | null, read: (bare: string) => T): T | null {
  const bare = plain(text);
  return bare === "" ? null : read(bare);
}

export function timeIfGiven(
  text: string | null,
  { timeZone }: Pick<Style, "timeZone">,
  format: string | undefined,
): Date | null | Refusal {
  return ifGiven(text, (bare) => parseTime(bare, timeZone, format) ?? { reason: "not-a-date" });
}

/** May be negative: a credit note is. */
export function amountOf(bare: string, { decimal }: Pick<Style, "decimal">): string | Refusal {
  return parseAmount(bare, decimal) ?? { reason: "not-a-price" };
}
