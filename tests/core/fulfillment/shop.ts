import type { FulfillmentStep } from "#app/core/fulfillment/step.ts";
import type { ShopFulfillment, ShopFulfillmentOrder, ShopOrderDocument } from "#app/core/shop/order.ts";

export const NOW = Date.parse("2026-11-20T12:00:00Z");
const CREATED = "2026-11-20T11:00:00Z";

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** One order in a shop that does what Shopify does with fulfillments, and refuses what it refuses. */
export function fulfillmentShop(lines: readonly ModelLine[]) {
  let ids = 100;
  const id = () => String((ids += 1));
  const document = emptyOrder(lines) as Writable<ShopOrderDocument>;
  const orders: Writable<ShopFulfillmentOrder>[] = [];
  const fulfillments: Writable<ShopFulfillment>[] = [];
  const mails: (string | null)[][] = [];
  document.fulfillmentOrders = orders;
  document.fulfillments = fulfillments;

  const orderAt = (locationId: string) => {
    const order = { ...openOrder(id()), locationId };
    orders.push(order);
    return order;
  };
  for (const locationId of new Set(lines.map((line) => line.locationId))) {
    const order = orderAt(locationId);
    order.lines = lines
      .filter((line) => line.locationId === locationId)
      .map((line) => ({ id: id(), lineId: line.id, total: line.quantity, remaining: line.quantity }));
  }
  const find = (orderId: string) => {
    const order = orders.find((one) => one.id === orderId);
    if (!order) throw new Error("Fulfillment order does not exist.");
    return order;
  };
  const reduce = (order: Writable<ShopFulfillmentOrder>, lineId: string, quantity: number) => {
    const line = order.lines.find((one) => one.id === lineId);
    if (!line || quantity <= 0 || line.remaining < quantity)
      throw new Error("Invalid fulfillment order line item quantity requested.");
    order.lines = order.lines.map((one) =>
      one === line ? { ...one, remaining: one.remaining - quantity } : one,
    );
    if (order.lines.every(({ remaining }) => remaining === 0)) setStatus(order, "CLOSED");
    return line.lineId;
  };
  const perform: {
    [Step in FulfillmentStep["step"]]: (step: Extract<FulfillmentStep, { step: Step }>) => void;
  } = {
    "release-hold": ({ fulfillmentOrderId, holdIds }) => {
      const order = find(fulfillmentOrderId);
      order.holds = order.holds.filter((hold) => !holdIds.includes(hold.id));
      if (order.holds.length === 0) setStatus(order, "OPEN");
    },
    open: ({ fulfillmentOrderId }) => setStatus(find(fulfillmentOrderId), "OPEN"),
    move: ({ fulfillmentOrderId, locationId, lines: moved }) => {
      const order = find(fulfillmentOrderId);
      if (!order.supportedActions.includes("MOVE")) throw new Error("Cannot move");
      const to = orderAt(locationId);
      to.lines = moved.map((line) => {
        const lineId = reduce(order, line.id, line.quantity);
        return { id: id(), lineId, total: line.quantity, remaining: line.quantity };
      });
    },
    "report-progress": ({ fulfillmentOrderId }) => setStatus(find(fulfillmentOrderId), "IN_PROGRESS"),
    deadline: ({ fulfillmentOrderIds, at }) => {
      for (const orderId of fulfillmentOrderIds) find(orderId).fulfillBy = at;
    },
    create: ({ fulfillmentOrders, tracking, notifyCustomer, locationId }) => {
      const from = fulfillmentOrders.map((part) => find(part.id));
      if (from.some((order) => order.locationId !== locationId)) throw new Error("Multiple locations");
      const refused = from.find((order) => !order.supportedActions.includes("CREATE_FULFILLMENT"));
      if (refused) throw new Error(`Unfulfillable status= ${refused.status}`);
      const shown = fulfillmentOrders.flatMap((part) =>
        part.lines.map((line) => ({
          lineId: reduce(find(part.id), line.id, line.quantity),
          quantity: line.quantity,
        })),
      );
      const parcels = (tracking?.parcels ?? []).map((parcel) => ({
        carrier: tracking?.carrier ?? null,
        ...parcel,
      }));
      fulfillments.push({ ...newFulfillment(id()), locationId, lines: shown, tracking: parcels });
      if (notifyCustomer) mails.push(parcels.map(({ number }) => number));
    },
    "update-tracking": ({ fulfillmentId, tracking, notifyCustomer }) => {
      const fulfillment = fulfillments.find((one) => one.id === fulfillmentId);
      if (!fulfillment) throw new Error("Fulfillment does not exist.");
      fulfillment.tracking = tracking.parcels.map((parcel) => ({ carrier: tracking.carrier, ...parcel }));
      if (notifyCustomer) mails.push(tracking.parcels.map(({ number }) => number));
    },
    event: ({ fulfillmentId, event }) => {
      const fulfillment = fulfillments.find((one) => one.id === fulfillmentId);
      if (!fulfillment) throw new Error("Fulfillment does not exist.");
      fulfillment.events = [...fulfillment.events, { status: event.status, happenedAt: event.at }];
      if (event.status === "DELIVERED") fulfillment.deliveredAt = event.at;
    },
    cancel: ({ fulfillmentId }) => cancel(fulfillmentId),
  };
  const cancel = (fulfillmentId: string) => {
    const fulfillment = fulfillments.find((one) => one.id === fulfillmentId);
    if (!fulfillment || fulfillment.status === "CANCELLED") return;
    fulfillment.status = "CANCELLED";
    // A closed fulfillment order keeps its remaining pieces, as a trap; a new one holds them too.
    const again = orderAt(fulfillment.locationId ?? "");
    again.lines = fulfillment.lines.map(({ lineId, quantity }) => {
      return { id: id(), lineId, total: quantity, remaining: quantity };
    });
  };
  return {
    document: document as ShopOrderDocument,
    orders,
    fulfillments,
    mails,
    do(step: FulfillmentStep): void {
      (perform[step.step] as (one: FulfillmentStep) => void)(step);
    },
    cancel,
    setStatus,
    /** Fulfills pieces of a line, all or some, as staff do with the button of the order page. */
    fulfillByHand(lineId: string, quantity: number, tracking: ShopFulfillment["tracking"] = []): boolean {
      const order = orders.find(
        (one) =>
          one.supportedActions.includes("CREATE_FULFILLMENT") &&
          one.lines.some((line) => line.lineId === lineId && line.remaining >= quantity),
      );
      const line = order?.lines.find((one) => one.lineId === lineId && one.remaining >= quantity);
      if (!order || !line) return false;
      reduce(order, line.id, quantity);
      const { locationId } = order;
      fulfillments.push({ ...newFulfillment(id()), locationId, lines: [{ lineId, quantity }], tracking });
      return true;
    },
    hold(order: Writable<ShopFulfillmentOrder>, ours: boolean): void {
      order.holds = [{ id: id(), handle: null, reason: "OTHER", note: null, ours }];
      setStatus(order, "ON_HOLD");
    },
  };
}

export interface ModelLine {
  id: string;
  quantity: number;
  locationId: string;
  sku?: string;
  variantId?: string;
}

const ACTIONS: Record<string, readonly string[]> = {
  OPEN: ["CREATE_FULFILLMENT", "REPORT_PROGRESS", "MOVE", "HOLD"],
  IN_PROGRESS: ["CREATE_FULFILLMENT", "REPORT_PROGRESS", "HOLD", "MARK_AS_OPEN"],
  ON_HOLD: ["RELEASE_HOLD", "HOLD", "MOVE"],
  SCHEDULED: ["MARK_AS_OPEN"],
};

function setStatus(order: Writable<ShopFulfillmentOrder>, status: string): void {
  order.status = status;
  order.supportedActions = ACTIONS[status] ?? [];
}

function openOrder(id: string): Writable<ShopFulfillmentOrder> {
  return {
    id,
    status: "OPEN",
    requestStatus: "UNSUBMITTED",
    locationId: null,
    delivery: "SHIPPING",
    supportedActions: ACTIONS.OPEN ?? [],
    holds: [],
    fulfillBy: null,
    updatedAt: CREATED,
    lines: [],
  };
}

function newFulfillment(id: string): Writable<ShopFulfillment> {
  return {
    id,
    name: `#1001-F${id}`,
    status: "SUCCESS",
    displayStatus: "FULFILLED",
    createdAt: CREATED,
    deliveredAt: null,
    estimatedDeliveryAt: null,
    locationId: null,
    tracking: [],
    lines: [],
    events: [],
  };
}

const NONE = { shop: "0.00", presentment: "0.00" };

function emptyOrder(lines: readonly ModelLine[]): ShopOrderDocument {
  return {
    id: "1",
    name: "#1001",
    createdAt: CREATED,
    updatedAt: CREATED,
    cancelledAt: null,
    cancelReason: null,
    closedAt: null,
    test: false,
    edited: false,
    channel: "web",
    retailLocationId: null,
    tags: [],
    note: null,
    attributes: [],
    poNumber: null,
    currency: "EUR",
    presentmentCurrency: "EUR",
    taxesIncluded: true,
    financialStatus: "PAID",
    fulfillmentStatus: "UNFULFILLED",
    risk: null,
    paymentTerms: null,
    email: null,
    phone: null,
    customer: null,
    company: null,
    billingAddress: null,
    shippingAddress: null,
    lines: lines.map(({ id, quantity, sku, variantId }) => ({
      id,
      title: id,
      variantTitle: null,
      sku: sku ?? null,
      variantId: variantId ?? null,
      inventoryItemId: null,
      quantity,
      currentQuantity: quantity,
      requiresShipping: true,
      giftCard: false,
      bundle: null,
      attributes: [],
      unitPrice: NONE,
      discounts: [],
      taxes: [],
      duties: [],
    })),
    shippingLines: [],
    tip: NONE,
    totals: {
      total: NONE,
      currentTotal: NONE,
      currentTax: NONE,
      currentDiscounts: NONE,
      currentDuties: NONE,
      shipping: NONE,
      received: NONE,
      refunded: NONE,
      outstanding: NONE,
    },
    transactions: [],
    refunds: [],
    returns: [],
    fulfillmentOrders: [],
    fulfillments: [],
  };
}
