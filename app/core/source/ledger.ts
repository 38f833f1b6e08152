export interface LedgerAccount {
  code: string;
  name: string;
}

/** One entry of the books: its lines add up to zero. */
export interface LedgerEntry {
  /** The same for every attempt, so that an entry already made is found again. */
  key: string;
  /** For people: what it is about, such as "Payout 2026-11-28". */
  text: string;
  /** The day it counts for, such as "2026-11-28". */
  day: string;
  currency: string;
  lines: readonly LedgerLine[];
}

export interface LedgerLine {
  account: string;
  /** A decimal string; positive is debit, negative credit. */
  amount: string;
  /** The source's own code; null: none. */
  taxCode: string | null;
  text: string | null;
}
