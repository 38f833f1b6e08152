import type { LedgerAccount, LedgerEntry } from "#app/core/source/ledger.ts";
import type { Written } from "#app/core/source/order.ts";

/**
 * How money reaches the books. A call whose answer was lost is repeated only after `find`, so every entry must be found
 * by its key as soon as `post` could have made it.
 */
export interface Ledger {
  /** The accounts that can be posted to, to be mapped to what the shop takes in and pays. */
  accounts(signal: AbortSignal): Promise<LedgerAccount[]>;
  /** What was posted under this key (LedgerEntry.key); null: nothing. */
  find(key: string, signal: AbortSignal): Promise<{ id: string; number: string } | null>;
  /** Posts lines that balance. Never called without `find` before; what was posted is corrected by another entry. */
  post(entry: LedgerEntry, signal: AbortSignal): Promise<Written<{ id: string; number: string }>>;
}
