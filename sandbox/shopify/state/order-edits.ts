import type { EditedOrder } from "./events.ts";
import { touchOrder } from "./fulfillment-orders.ts";
import { levelChanged } from "./inventory.ts";
import type { WantedLine } from "./order-input.ts";
import { addLine, reserveLine, taxLine } from "./order-lines.ts";
import { takeOff } from "./orders.ts";
import type { Order } from "./order-rows.ts";
import type { ShopData } from "./shop-data.ts";

export interface OrderEdit {
  add?: readonly WantedLine[];
  /** Fewer or more pieces of existing lines. */
  quantities?: readonly { lineId: string; quantity: number; restock?: boolean }[];
  locationId?: string;
}

/** Staff changes what was ordered. What the customer owes, or is owed, is paid separately. */
export function editOrder(state: ShopData, name: string, edit: OrderEdit): Order {
  const order = state.orderByName(name);
  if (order.cancelledAt !== null) throw new Error(`order ${name} is cancelled`);
  const edited: EditedOrder = { order, additions: [], removals: [] };
  for (const { lineId, quantity, restock } of edit.quantities ?? [])
    changeQuantity(state, edited, lineId, quantity, restock ?? true, edit.locationId);
  for (const wanted of edit.add ?? []) add(state, edited, wanted, edit.locationId);
  order.edited = true;
  order.closedAt = null;
  touchOrder(state, order);
  state.emit({ topic: "orders/edited", edited });
  return order;
}

function changeQuantity(
  state: ShopData,
  edited: EditedOrder,
  lineId: string,
  quantity: number,
  restock: boolean,
  locationId: string | undefined,
): void {
  const line = edited.order.lines.find(({ id }) => id === lineId);
  if (!line) throw new Error(`order ${edited.order.name} has no line ${lineId}`);
  const more = quantity - (line.quantity - line.removed);
  if (more > 0) {
    const { price, title, sku, requiresShipping, variant, taxRates: taxes } = line;
    const same = variant ? { variantId: variant.id } : { title, requiresShipping, ...(sku ? { sku } : {}) };
    add(state, edited, { ...same, price, taxes, quantity: more }, locationId);
  } else if (more < 0) {
    takeOff(state, line, -more, { restock });
    edited.removals.push({ line, pieces: -more });
  }
}

/** Pieces added later are a line of their own: the earlier ones keep their discounts. */
function add(state: ShopData, edited: EditedOrder, wanted: WantedLine, locationId: string | undefined): void {
  const line = addLine(state, edited.order, wanted);
  taxLine(line);
  for (const level of new Set(reserveLine(state, line, locationId)))
    levelChanged(state, level, edited.order.name);
  edited.additions.push({ line, pieces: line.quantity });
}
