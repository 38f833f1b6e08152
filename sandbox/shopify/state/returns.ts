import { touchOrder } from "./fulfillment-orders.ts";
import { levelChanged } from "./inventory.ts";
import { addLine, reserveLine, taxLine } from "./order-lines.ts";
import type { ExchangeLine, Order, Refund, Return, ReturnLine } from "./order-rows.ts";
import { refundOrder } from "./refunds.ts";
import type { ShopData } from "./shop-data.ts";

export interface WantedReturn {
  lines: readonly { lineId: string; quantity: number; reason?: string; note?: string }[];
  /** What the customer gets instead. */
  exchange?: readonly { variantId: string; quantity: number }[];
  /** The customer asked for it, and nobody has approved it yet. */
  requested?: boolean;
}

/** How a return's goods and money end. */
export interface Processing {
  restock: boolean;
  /** What is paid back; default: what the goods cost. "0": nothing, as for an even exchange. */
  amount?: string;
}

export function createReturn(state: ShopData, order: Order, wanted: WantedReturn): Return {
  const one: Return = {
    kind: "Return",
    id: state.ids.next("Return"),
    order,
    name: `${order.name}-R${order.returns.length + 1}`,
    status: wanted.requested === true ? "REQUESTED" : "OPEN",
    lines: [],
    exchanges: [],
    createdAt: state.now(),
    closedAt: null,
  };
  one.lines = wanted.lines.map((line) => returnLine(state, one, line));
  one.exchanges = (wanted.exchange ?? []).map((line) => exchangeLine(state, line));
  order.returns.push(state.returns.add(one));
  tell(state, one, one.status === "OPEN" ? "approve" : "request");
  return one;
}

/** The goods have arrived: they come off the order, their exchange goes on it, and money goes back. */
export function processReturn(state: ShopData, one: Return, { restock, amount }: Processing): Refund {
  const { order } = one;
  for (const exchange of one.exchanges) {
    const { variantId, quantity } = exchange;
    const line = addLine(state, order, { variantId, quantity });
    taxLine(line);
    for (const level of new Set(reserveLine(state, line, undefined))) levelChanged(state, level, order.name);
    exchange.line = line;
  }
  const lines = one.lines.map(({ line, quantity }) => ({ lineId: line.id, quantity, restock }));
  for (const line of one.lines) line.processed = line.quantity;
  const money = amount === undefined ? {} : { amount };
  const refund = refundOrder(state, order, { lines, return: one, ...money });
  tell(state, one, "process");
  one.status = "CLOSED";
  one.closedAt = state.now();
  tell(state, one, "close");
  return refund;
}

function returnLine(state: ShopData, one: Return, wanted: WantedReturn["lines"][number]): ReturnLine {
  const line = one.order.lines.find(({ id }) => id === wanted.lineId);
  if (!line) throw new Error(`order ${one.order.name} has no line ${wanted.lineId}`);
  return {
    kind: "ReturnLineItem",
    id: state.ids.next("ReturnLineItem"),
    return: one,
    line,
    quantity: wanted.quantity,
    processed: 0,
    reason: wanted.reason ?? "Unwanted",
    note: wanted.note ?? "",
  };
}

function exchangeLine(state: ShopData, wanted: { variantId: string; quantity: number }): ExchangeLine {
  const { title } = state.variants.need(wanted.variantId).product;
  return {
    kind: "ExchangeLineItem",
    id: state.ids.next("ExchangeLineItem"),
    title,
    line: null,
    ...wanted,
  };
}

function tell(state: ShopData, one: Return, what: "approve" | "close" | "process" | "request"): void {
  touchOrder(state, one.order);
  state.emit({ topic: `returns/${what}`, return: one });
}
