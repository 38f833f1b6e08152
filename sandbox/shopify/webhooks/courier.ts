import { createHmac, randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { Agent, request } from "undici";
import { between, type Faults } from "#sandbox/shopify/faults.ts";
import type { ShopEvent } from "#sandbox/shopify/state/events.ts";
import type { ShopState } from "#sandbox/shopify/state/shop-state.ts";
import type { Stats } from "#sandbox/shopify/stats.ts";
import { payloadOf } from "./payloads.ts";

interface Delivery {
  headers: Record<string, string>;
  body: string;
  attempt: number;
}

export interface CourierOptions {
  url: string;
  apiSecret: string;
  state: ShopState;
  faults: Faults;
  stats: Stats;
}

const RETRIES = 8;
const AT_ONCE = 24;
const TIMEOUT_MS = 5_000;

/** Delivers webhooks as Shopify does: signed, at least once, in no particular order, retried with the same body. */
export class Courier {
  readonly #options: CourierOptions;
  #waiting: Delivery[] = [];
  #head = 0;
  readonly #agent = new Agent({ connect: { timeout: 1_000 }, connections: AT_ONCE });
  readonly #stop = new AbortController();
  #inFlight = 0;
  #delayed = 0;
  #idle: (() => void)[] = [];

  constructor(options: CourierOptions) {
    this.#options = options;
  }

  send(event: ShopEvent, includeFields: readonly string[] | null): void {
    const { faults, stats } = this.#options;
    if (faults.webhooks.lost > 0 && faults.random() < faults.webhooks.lost) {
      stats.webhooks.lost += 1;
      return;
    }
    const delivery = this.#pack(event, includeFields);
    this.#enqueue(delivery);
    if (faults.webhooks.duplicated > 0 && faults.random() < faults.webhooks.duplicated)
      this.#enqueue({ ...delivery });
  }

  async idle(): Promise<void> {
    if (this.#isIdle()) return;
    await new Promise<void>((resolve) => this.#idle.push(resolve));
  }

  async close(): Promise<void> {
    this.#stop.abort();
    this.#waiting = [];
    this.#head = 0;
    await this.#agent.destroy();
  }

  #pack(event: ShopEvent, includeFields: readonly string[] | null): Delivery {
    const { state, apiSecret } = this.#options;
    const payload = payloadOf(event, state);
    const body = JSON.stringify(includeFields ? pick(payload, includeFields) : payload);
    const headers = {
      "content-type": "application/json",
      "user-agent": "Shopify-Captain-Hook",
      "x-shopify-topic": event.topic,
      "x-shopify-shop-domain": state.shop.domain,
      "x-shopify-api-version": "2026-10",
      "x-shopify-webhook-id": randomUUID(),
      "x-shopify-event-id": randomUUID(),
      "x-shopify-triggered-at": new Date(state.now()).toISOString(),
      "x-shopify-name": nameOf(event.topic),
      "x-shopify-hmac-sha256": createHmac("sha256", apiSecret).update(body).digest("base64"),
    };
    return { headers, body, attempt: 0 };
  }

  #enqueue(delivery: Delivery): void {
    const { faults } = this.#options;
    const delayMs = between(faults.webhooks.delayMs, faults.random);
    if (delayMs > 0) {
      this.#later(delivery, delayMs);
      return;
    }
    const disordered = faults.webhooks.disordered > 0 && faults.random() < faults.webhooks.disordered;
    if (disordered) this.#later(delivery, 20 + faults.random() * 80);
    else this.#push(delivery);
  }

  #later(delivery: Delivery, delayMs: number): void {
    this.#delayed += 1;
    sleep(delayMs, undefined, { signal: this.#stop.signal })
      .then(() => this.#push(delivery))
      .catch((error: unknown) => {
        if (!this.#stop.signal.aborted) throw error;
      })
      .finally(() => {
        this.#delayed -= 1;
        this.#settle();
      });
  }

  #push(delivery: Delivery): void {
    this.#waiting.push(delivery);
    this.#pump();
  }

  #pump(): void {
    for (let delivery = this.#next(); delivery; delivery = this.#next()) {
      this.#inFlight += 1;
      void this.#deliver(delivery).finally(() => {
        this.#inFlight -= 1;
        this.#pump();
        this.#settle();
      });
    }
  }

  /** A long queue is consumed by moving its head: shifting an array of 100,000 would copy it each time. */
  #next(): Delivery | undefined {
    if (this.#inFlight >= AT_ONCE) return undefined;
    const delivery = this.#waiting[this.#head];
    if (delivery) this.#head += 1;
    if (this.#head > 0 && this.#head === this.#waiting.length) {
      this.#waiting = [];
      this.#head = 0;
    }
    return delivery;
  }

  #isIdle(): boolean {
    return this.#waiting.length - this.#head + this.#inFlight + this.#delayed === 0;
  }

  async #deliver(delivery: Delivery): Promise<void> {
    const { faults, stats } = this.#options;
    if (await this.#post(delivery)) {
      stats.webhooks.sent += 1;
      return;
    }
    stats.webhooks.failed += 1;
    if (delivery.attempt >= RETRIES || this.#stop.signal.aborted) return;
    const waitMs = faults.webhooks.retryBaseMs * 2 ** delivery.attempt;
    this.#later({ ...delivery, attempt: delivery.attempt + 1 }, waitMs);
  }

  /** Only 2xx counts; a redirect is a failure. */
  async #post({ headers, body }: Delivery): Promise<boolean> {
    try {
      const signal = AbortSignal.any([this.#stop.signal, AbortSignal.timeout(TIMEOUT_MS)]);
      const response = await request(this.#options.url, {
        method: "POST",
        headers,
        body,
        signal,
        dispatcher: this.#agent,
      });
      await response.body.dump();
      return response.statusCode >= 200 && response.statusCode < 300;
    } catch (error) {
      if (error instanceof Error) return false;
      throw error;
    }
  }

  #settle(): void {
    if (!this.#isIdle()) return;
    for (const resolve of this.#idle.splice(0)) resolve();
  }
}

/** A field may name what is inside another: "order.id". */
function pick(payload: Record<string, unknown>, fields: readonly string[]): Record<string, unknown> {
  const picked: Record<string, unknown> = {};
  for (const path of fields) {
    const [name = "", inner] = path.split(".");
    const value = payload[name];
    if (value === undefined) continue;
    if (inner === undefined) picked[name] = value;
    else if (typeof value === "object" && value !== null && inner in value)
      picked[name] = {
        ...(picked[name] as object | undefined),
        [inner]: (value as Record<string, unknown>)[inner],
      };
  }
  return picked;
}

function nameOf(topic: string): string {
  return topic.replace(/[^a-z]+/g, "-");
}
