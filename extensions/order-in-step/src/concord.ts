import type { OrderAnswer } from "#app/endpoints/order-answer.ts";
import { ask, wish } from "../../verdict/call.ts";
import { useCure, type Cure } from "../../verdict/use-cure.ts";

const SETTLED = ["done", "moving", "cancelled", "left"];

/** The state of the order, followed for a while when it is tried again. */
export function useOrder(order: string): Cure<OrderAnswer> {
  return useCure(order, {
    ask: () => ask(`/api/order?${new URLSearchParams({ order }).toString()}`),
    wish: () => wish("/api/order/retry", { order }),
    isCured: ({ state }) => SETTLED.includes(state),
  });
}
