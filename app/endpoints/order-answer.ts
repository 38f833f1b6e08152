import type { OrderCure, OrderSentenceKey, ProgressState } from "#app/core/orders/progress/state.ts";
import type { Stage } from "#app/core/orders/progress/stages.ts";

/** The state of an order, as the card on its page in the admin shows it. Times are ISO 8601, money is "12.50 EUR". */
export interface OrderAnswer {
  state: ProgressState;
  /** The one sentence, as a text's key and what fills its gaps. */
  sentence: {
    key: OrderSentenceKey;
    params: { connection: string; number: string; message: string; at: string | null };
  };
  cure: OrderCure | null;
  stages: readonly Stage[];
  /** What the shop says it comes to now. */
  total: string | null;
  /** Each system that is to hold it, and what it calls the order and says of it. */
  sources: readonly {
    connection: string;
    number: string | null;
    total: string | null;
    url: string | null;
  }[];
  parcels: readonly { carrier: string | null; number: string | null; url: string | null }[];
  /** The app's own page of it. */
  page: string;
}
