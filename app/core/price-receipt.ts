/** The steps from what the source says to a price; `amount` is the money text as it stands after the step. */
export type PriceLine =
  | {
      kind: "source";
      list: string;
      /** Null: the source used to give it and no longer does. */
      amount: string | null;
      minQuantity: number;
      from: string | null;
      until: string | null;
      asOf: string;
      origin: string | null;
      sku: string;
    }
  /** One unit of `from` is `rate` units of `to`, as the source gave it: it may be the other way round. */
  | { kind: "converted"; rate: string; from: string; to: string; amount: string; asOf: string }
  | { kind: "tax"; rate: string; added: boolean; amount: string }
  /** `percent` is null where the promotion names the price itself. */
  | { kind: "promotion"; name: string; percent: string | null; amount: string; until: string | null }
  | { kind: "rounded"; amount: string }
  /** The price without the promotion, which is what a compare-at price shows while one is on. */
  | { kind: "regular"; amount: string }
  /** `least` is the lowest price that leaves the margin. */
  | { kind: "margin"; cost: string; least: string };

/** The arithmetic behind a price, line by line, as staff read it. */
export interface PriceReceipt {
  of: "price";
  lines: readonly PriceLine[];
  /** Money text; empty: there ought to be none. Null: it cannot be said. */
  result: string | null;
}
