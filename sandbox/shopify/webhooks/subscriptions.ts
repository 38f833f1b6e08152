import type { Subscription } from "#sandbox/shopify/deployment.ts";
import type { ShopEvent } from "#sandbox/shopify/state/events.ts";
import type { ShopState } from "#sandbox/shopify/state/shop-state.ts";
import type { Courier } from "./courier.ts";

type Compliance = "customers/data_request" | "customers/redact" | "shop/redact";

/** Sends the shop's events to the app's subscriptions. Nothing is sent to an app that is not installed. */
export class Subscriptions {
  readonly #courier: Courier | null;
  readonly #state: ShopState;
  readonly #subscriptions: readonly Subscription[];
  #installed = false;

  constructor(state: ShopState, courier: Courier | null, subscriptions: readonly Subscription[]) {
    this.#state = state;
    this.#courier = courier;
    this.#subscriptions = subscriptions;
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

  /**
   * Customers' requests come from the first customer. All are sent even if the app is not installed, because
   * shop/redact comes 48 hours after it is gone.
   */
  sendCompliance(topic: Compliance): void {
    if (topic === "shop/redact") this.#send({ topic });
    else {
      const [customer] = this.#state.customers.rows;
      const orders = this.#state.orders.rows.filter((order) => !customer || order.customer === customer);
      const orderIds = orders.slice(0, 3).map((order) => order.id);
      this.#send({ topic, customerId: customer?.id ?? "207119551", orderIds });
    }
  }

  #send(event: ShopEvent): void {
    for (const { topics, includeFields } of this.#subscriptions) {
      if (topics.includes(event.topic)) this.#courier?.send(event, includeFields);
    }
  }
}
