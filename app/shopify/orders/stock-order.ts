import type { ShopFulfillmentOrder, ShopOrderDocument } from "#app/core/shop/order.ts";
import { type Assignment, assignLines } from "./lines.ts";
import type { ShopOrder } from "./whole-order.ts";

/** What the stock formula needs, from a document read anyway: the same as `readOrders` returns. */
export function stockOrder(document: ShopOrderDocument): ShopOrder {
  const { id, name, cancelledAt } = document;
  return {
    id,
    name,
    createdAt: new Date(document.createdAt),
    updatedAt: new Date(document.updatedAt),
    cancelledAt: cancelledAt === null ? null : new Date(cancelledAt),
    lines: cancelledAt === null ? stockLines(document) : [],
  };
}

function stockLines({ lines, fulfillmentOrders }: ShopOrderDocument): ShopOrder["lines"] {
  const ordered = lines.map(({ id, inventoryItemId, currentQuantity }) => ({
    lineId: id,
    inventoryItemId,
    currentQuantity,
  }));
  return assignLines(ordered, fulfillmentOrders.flatMap(assignments));
}

function assignments({ status, locationId, lines }: ShopFulfillmentOrder): Assignment[] {
  const ended = status === "CLOSED" || status === "CANCELLED";
  return lines.map(({ lineId, total, remaining }) => ({
    lineId,
    locationId,
    open: ended ? 0 : remaining,
    shipped: status === "CANCELLED" ? 0 : total - remaining,
  }));
}
