import type { Order } from "#sandbox/shopify/state/order-rows.ts";
import type { ShopState } from "#sandbox/shopify/state/shop-state.ts";
import { words } from "./words.ts";

export interface Entry {
  at: number;
  text: string;
}

/** What happened to an order, newest first. */
export function timelineOf(state: ShopState, order: Order): Entry[] {
  const shipped = order.fulfillments.flatMap(({ name, location, createdAt, status, updatedAt, events }) => [
    { at: createdAt, text: `Fulfillment ${name} was shipped from ${location.name}.` },
    ...events.map(({ happenedAt, status: told }) => ({ at: happenedAt, text: `${name}: ${words(told)}` })),
    ...(status === "CANCELLED" ? [{ at: updatedAt, text: `Fulfillment ${name} was cancelled.` }] : []),
  ]);
  const told = state.mails
    .filter((mail) => mail.order === order)
    .map(({ kind, at }) => ({ at, text: `The customer was sent: ${words(kind.replaceAll("-", "_"))}` }));
  const refunds = order.refunds.map(({ createdAt, lines }) => {
    const pieces = lines.reduce((sum, { quantity }) => sum + quantity, 0);
    return { at: createdAt, text: `A refund took off ${pieces} pieces.` };
  });
  const { createdAt, cancelledAt } = order;
  const ended = cancelledAt === null ? [] : [{ at: cancelledAt, text: "The order was cancelled." }];
  const all = [{ at: createdAt, text: "The order was placed." }, ...shipped, ...told, ...refunds, ...ended];
  return all.sort((one, other) => other.at - one.at);
}
