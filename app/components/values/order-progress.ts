import type { TFunction } from "i18next";
import type { OrderProgress } from "#app/core/orders/progress/state.ts";
import type { formats } from "../parts/format.ts";

/** The one thing to say about an order, as a sentence. */
export function progressInWords(
  { key, params }: Pick<OrderProgress, "key" | "params">,
  t: TFunction,
  format: ReturnType<typeof formats>,
): string {
  const { connection, number, message, at } = params;
  const sentence = t(key, {
    connection: connection === "" ? t("orderSays.someSource") : connection,
    number,
    message,
    at: at === null ? t("orderSays.soon") : format.moment(at),
  });
  // "the source" may come first; what a connection is called is left as its owner spells it.
  return connection === "" ? sentence.charAt(0).toUpperCase() + sentence.slice(1) : sentence;
}
