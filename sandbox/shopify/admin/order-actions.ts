import { trackingOf } from "#sandbox/shopify/state/carriers.ts";
import { addFulfillmentEvent } from "#sandbox/shopify/state/fulfillment-events.ts";
import { placeHold, releaseHolds } from "#sandbox/shopify/state/fulfillment-holds.ts";
import { moveFulfillmentOrder } from "#sandbox/shopify/state/fulfillment-moves.ts";
import { markAsOpen, reportProgress } from "#sandbox/shopify/state/fulfillment-progress.ts";
import type { FulfillmentEventStatus } from "#sandbox/shopify/state/fulfillment-parts.ts";
import type { FulfillmentOrder, Order } from "#sandbox/shopify/state/order-rows.ts";
import {
  cancelFulfillment,
  createFulfillment,
  remainder,
  updateTracking,
} from "#sandbox/shopify/state/fulfillments.ts";
import type { ShopState } from "#sandbox/shopify/state/shop-state.ts";

const STAFF = { name: "Staff", app: false };

type Act = (state: ShopState, order: Order, fields: URLSearchParams) => string;

const ACTS: Record<string, Act> = {
  "fulfill-all": (state, order) => {
    state.fulfillOrder(order.name);
    return `${order.name} was fulfilled.`;
  },
  fulfill,
  hold: (state, order, fields) => {
    const hold = { handle: "", reason: "OTHER" as const, reasonNotes: "Held by hand", by: STAFF };
    placeHold(state, waitingAt(order, fields), hold);
    return "The items are on hold.";
  },
  release: (state, order, fields) => {
    releaseHolds(state, waitingAt(order, fields), null);
    return "The hold was released.";
  },
  progress: (state, order, fields) => {
    reportProgress(state, waitingAt(order, fields));
    return "The items are in progress.";
  },
  open: (state, order, fields) => {
    markAsOpen(state, waitingAt(order, fields));
    return "The items are open again.";
  },
  move: (state, order, fields) => {
    const row = waitingAt(order, fields);
    const location = state.locations.need(fields.get("location") ?? "");
    moveFulfillmentOrder(state, row, location, remainder(row));
    return `The items will be shipped from ${location.name}.`;
  },
  tracking: (state, order, fields) => {
    const how = { tracking: trackingOf(tracking(fields)), notifyCustomer: false };
    updateTracking(state, fulfillmentOf(order, fields), how);
    return "Tracking was saved.";
  },
  event: (state, order, fields) => {
    const status = fields.get("status") as FulfillmentEventStatus;
    addFulfillmentEvent(state, fulfillmentOf(order, fields), { status });
    return "The parcel's status was told.";
  },
  unfulfill: (state, order, fields) => {
    cancelFulfillment(state, fulfillmentOf(order, fields));
    return "The fulfillment was cancelled; its items wait again.";
  },
  edit,
  refund,
  cancel: (state, order, fields) => {
    state.cancelOrder(order.name, { restock: !fields.has("keep") });
    return `${order.name} was cancelled.`;
  },
};

/** Does what staff do on an order's page, and describes it in a sentence; null: no action of that name. */
export function actOnOrder(
  state: ShopState,
  order: Order,
  verb: string,
  fields: URLSearchParams,
): string | null {
  return Object.hasOwn(ACTS, verb) ? (ACTS[verb]?.(state, order, fields) ?? null) : null;
}

function fulfill(state: ShopState, order: Order, fields: URLSearchParams): string {
  const portions = remainder(waitingAt(order, fields))
    .map(({ place, quantity }) => ({ place, quantity: pieces(fields, place.id, quantity) }))
    .filter(({ quantity }) => quantity > 0);
  if (portions.length === 0) throw new TypeError("nothing was chosen to fulfill");
  const how = { tracking: trackingOf(tracking(fields)), notifyCustomer: fields.has("notify") };
  const { name } = createFulfillment(state, portions, how);
  return `Fulfillment ${name} was shipped.`;
}

function edit(state: ShopState, order: Order, fields: URLSearchParams): string {
  const quantities = order.lines
    .filter(({ id }) => fields.has(`line-${id}`))
    .map(({ id, quantity, removed }) => ({
      lineId: id,
      now: quantity - removed,
      quantity: pieces(fields, id),
    }))
    .filter(({ now, quantity }) => now !== quantity);
  if (quantities.length === 0) return "Nothing was changed.";
  state.editOrder(order.name, { quantities });
  return `${order.name} was edited.`;
}

function refund(state: ShopState, order: Order, fields: URLSearchParams): string {
  const restock = fields.has("restock");
  const lines = order.lines
    .map(({ id, quantity, removed }) => ({
      lineId: id,
      quantity: pieces(fields, id, quantity - removed),
      restock,
    }))
    .filter(({ quantity }) => quantity > 0);
  const shipping = fields.has("shipping") ? { shipping: "all" as const } : {};
  state.refundOrder(order.name, { lines, ...shipping });
  return "The refund was made.";
}

function waitingAt(order: Order, fields: URLSearchParams): FulfillmentOrder {
  const id = fields.get("fulfillmentOrder");
  const row = order.fulfillmentOrders.find((one) => one.id === id);
  if (!row) throw new Error(`order ${order.name} has no fulfillment order ${id}`);
  return row;
}

function fulfillmentOf(order: Order, fields: URLSearchParams) {
  const id = fields.get("fulfillment");
  const row = order.fulfillments.find((one) => one.id === id);
  if (!row) throw new Error(`order ${order.name} has no fulfillment ${id}`);
  return row;
}

function tracking(fields: URLSearchParams) {
  const given = (name: string) => fields.get(name)?.trim() || null;
  return { company: given("company"), number: given("number"), url: given("url") };
}

/** The pieces that a form gives for one line; none for a line that it does not name. */
function pieces(fields: URLSearchParams, id: string, most = Infinity): number {
  const number = Number(fields.get(`line-${id}`) ?? 0);
  if (!Number.isInteger(number) || number < 0 || number > most)
    throw new TypeError(`quantity must be a whole number${most === Infinity ? "" : ` up to ${most}`}`);
  return number;
}
