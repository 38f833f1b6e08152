import type { Sale } from "./sample.ts";

/** Pieces that one invoice takes back from an earlier one. */
export interface TakenBack {
  code: string;
  quantity: number;
  /** The invoice that sold them; null: it is older than the sample, or its customer is unknown. */
  from: string | null;
}

/** What each negative invoice takes back: from the same customer's newest invoices of the same code. */
export function origins(sales: readonly Sale[]): Map<string, TakenBack[]> {
  const bought = new Map<string, { invoice: string; left: number }[]>();
  const found = new Map<string, TakenBack[]>();
  for (const { invoice, customer, lines } of sales) {
    for (const { code, quantity } of lines) {
      const key = `${customer ?? "till"} ${code}`;
      if (quantity > 0 && customer !== null)
        bought.set(key, [...(bought.get(key) ?? []), { invoice, left: quantity }]);
      if (quantity < 0)
        found.set(invoice, [
          ...(found.get(invoice) ?? []),
          ...takeFrom(bought.get(key) ?? [], code, -quantity),
        ]);
    }
  }
  return found;
}

function takeFrom(bought: { invoice: string; left: number }[], code: string, pieces: number): TakenBack[] {
  const taken: TakenBack[] = [];
  let open = pieces;
  for (const purchase of bought.toReversed()) {
    const quantity = Math.min(open, purchase.left);
    if (quantity === 0) continue;
    purchase.left -= quantity;
    open -= quantity;
    taken.push({ code, quantity, from: purchase.invoice });
  }
  return open === 0 ? taken : [...taken, { code, quantity: open, from: null }];
}
