import type { OrderCure, OrderSentenceKey, ProgressState } from "#app/core/orders/progress/state.ts";
import type { Stage } from "#app/core/orders/progress/stages.ts";

/** The state of an order, as the card on its page in the admin shows it. Times are ISO 8601, money is "12.50 EUR". */
export interface OrderAnswer {
  state: ProgressState;
  /** The one sentence, as the key of a text and its parameters. */
  sentence: {
    key: OrderSentenceKey;
    params: { connection: string; number: string; message: string; at: string | null };
  };
  cure: OrderCure | null;
  stages: readonly Stage[];
  /** The order's present total in the shop. */
  total: string | null;
  /** Each system that should hold the order, and its number, total and address there. */
  sources: readonly {
    connection: string;
    number: string | null;
    total: string | null;
    url: string | null;
  }[];
  parcels: readonly { carrier: string | null; number: string | null; url: string | null }[];
  /** The app's own page about the order. */
  page: string;
}
