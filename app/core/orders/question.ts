import { digest } from "../digest.ts";
import { money } from "../money.ts";
import type { OrderProblem } from "./problems.ts";
import { orderValue } from "./value.ts";
import type { ShopOrderDocument } from "../shop/order.ts";
import type { SourceCredit, SourceLineKind, SourceOrder } from "../source/order.ts";

/**
 * What a person is asked about the shop's side of an order; once it changes, they are asked again. `version`
 * is the order's own (core/orders/version.ts).
 */
export function orderSideVersion(
  document: ShopOrderDocument,
  version: string,
  blocking: readonly OrderProblem[],
  credits: readonly SourceCredit[],
): string {
  const parts = [
    version,
    String(document.cancelledAt !== null),
    ...blocking.map(({ code, place, found }) => `${code} ${place} ${found}`).sort(),
    ...credits.map(({ key, total }) => `${key} ${total}`).sort(),
  ];
  return digest(parts.join("\n"));
}

/** An order with its version, as the text of its observation. */
export function valueOf(order: SourceOrder, version: string, isCancelled: boolean): string {
  const pieces = order.lines.filter(({ kind }) => GOODS.includes(kind));
  return orderValue({
    status: isCancelled ? "cancelled" : "open",
    total: money(order.total, order.currency),
    pieces: pieces.reduce((sum, { quantity }) => sum + quantity, 0),
    version,
  });
}

const GOODS: readonly SourceLineKind[] = ["product", "placeholder", "gift-card"];
