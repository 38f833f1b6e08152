import type { SourceCredit, SourceOrder, SourceOrderState, Written } from "#app/core/source/order.ts";

/**
 * How the shop's orders reach the source. A call whose answer was lost is repeated only after `find`, so every order
 * must be found by its key as soon as `create` could have made it. What the source will not take as it is (a customer
 * without a country, an article that is blocked) is `ok: false` with the reason in words for the merchant.
 */
export interface OrderWriter {
  /** What the source holds under this key (SourceOrder.key); null: nothing. */
  find(key: string, signal: AbortSignal): Promise<SourceOrderState | null>;
  /** Makes the order, and its customer where the source does not know them. Never called without `find` before. */
  create(order: SourceOrder, signal: AbortSignal): Promise<Written<SourceOrderState>>;
  /** Makes the order what it is in the shop now. Absent: the source's people have to. */
  amend?(id: string, order: SourceOrder, signal: AbortSignal): Promise<Written<SourceOrderState>>;
  cancel?(id: string, reason: string, signal: AbortSignal): Promise<Written<SourceOrderState>>;
  /** Books what goes back. Called again with the same key it changes nothing. */
  credit?(credit: SourceCredit, signal: AbortSignal): Promise<Written<{ id: string; number: string }>>;
  /**
   * Takes people out of what it has written of these orders and can still reach, and out of everything that it keeps for
   * itself. Called again it changes nothing. Absent: what it sent is the source's alone, and it keeps nothing.
   */
  forget?(keys: readonly string[], signal: AbortSignal): Promise<void>;
}
