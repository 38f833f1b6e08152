import type { ShopEvent, Topic } from "#sandbox/shopify/state/events.ts";
import type { ShopState } from "#sandbox/shopify/state/shop-state.ts";
import type { Courier } from "./courier.ts";

/** Sent whatever the app subscribed to: they come with being installed. */
const COMPLIANCE = ["customers/data_request", "customers/redact", "shop/redact"] as const;

export const ALL_TOPICS: readonly Topic[] = [
  "app/uninstalled",
  "bulk_operations/finish",
  "inventory_levels/connect",
  "inventory_levels/disconnect",
  "inventory_levels/update",
  "locations/activate",
  "locations/create",
  "locations/deactivate",
  "locations/update",
  "orders/cancelled",
  "orders/create",
  "orders/fulfilled",
  "orders/updated",
  "products/create",
  "products/delete",
  "products/update",
  ...COMPLIANCE,
];

/** Joins what happens in the shop to the app's subscriptions. Nothing is sent to an app that is not installed. */
export class Subscriptions {
  readonly #courier: Courier | null;
  readonly #state: ShopState;
  readonly #topics: ReadonlySet<Topic>;
  #installed = false;

  constructor(state: ShopState, courier: Courier | null, topics: readonly Topic[]) {
    this.#state = state;
    this.#courier = courier;
    this.#topics = new Set([...topics, ...COMPLIANCE]);
    state.on((event) => {
      if (this.#installed) this.#send(event);
    });
  }

  install(): void {
    this.#installed = true;
  }

  uninstall(): void {
    if (this.#installed) this.#send({ topic: "app/uninstalled" });
    this.#installed = false;
  }

  /** shop/redact comes 48 hours after the app is gone, so these do not ask whether it is installed. */
  sendCompliance(topic: (typeof COMPLIANCE)[number]): void {
    if (topic === "shop/redact") this.#send({ topic });
    else {
      const orderIds = this.#state.orders.rows.slice(0, 3).map((order) => order.id);
      this.#send({ topic, customerId: "207119551", orderIds });
    }
  }

  #send(event: ShopEvent): void {
    if (this.#topics.has(event.topic)) this.#courier?.send(event);
  }
}
