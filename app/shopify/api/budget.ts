import { setTimeout as delay } from "node:timers/promises";
import {
  type Bucket,
  type ThrottleStatus,
  correct,
  giveBack,
  refill,
  take,
  waitMs,
} from "#app/core/shop/budget.ts";
import { Turns } from "#app/core/shop/turns.ts";
import { SMALLEST_BUCKET_POINTS, SMALLEST_RESTORE_RATE } from "#app/core/shopify-limits.ts";
import { ShopifyUnavailable } from "./errors.ts";

/** The share of the bucket kept for urgent requests, which somebody is waiting for, and the end of a plan. */
export const KEPT_SHARE = 0.1;
/**
 * What a request is assumed to cost until Shopify has answered one like it. Too low costs one refusal, which
 * is free and names the cost; too high makes the first request wait for points that it does not need.
 */
const UNKNOWN_COST = 100;
/** How fast an operation's remembered cost drops towards a lower one. */
const FORGETTING = 1 / 8;
const MAX_WAITING = 2_000;
/** Assumed where Shopify throttles without saying how full the bucket is: the smallest plan's. */
const SMALLEST_BUCKET: ThrottleStatus = {
  maximumAvailable: SMALLEST_BUCKET_POINTS,
  currentlyAvailable: 0,
  restoreRate: SMALLEST_RESTORE_RATE,
};

export interface Clock {
  /** Milliseconds that never jump back. */
  now(): number;
  sleep(ms: number): Promise<void>;
}

export interface Need {
  /** Name of the operation; operations that wait take turns. */
  operation: string;
  /** Requests of one operation and size class cost about the same. */
  size?: number | undefined;
  /** Points, for the first request with its label. */
  estimate?: number | undefined;
  /** Goes ahead of the others and may use the kept share. */
  urgent?: boolean | undefined;
  /** The end of a plan: waits its turn, and may use the kept share, as the plan needs nothing after it. */
  closing?: boolean | undefined;
  signal?: AbortSignal | undefined;
}

/** The right to send one request. Exactly one of its functions must be called when the request has ended. */
export interface Ticket {
  answered(cost: { requested: number; actual: number; status: ThrottleStatus | null }): void;
  throttled(cost: { requested: number | null; status: ThrottleStatus | null }): void;
  /** It never reached Shopify. */
  unsent(): void;
  /** It may have reached Shopify; nobody knows what it cost. */
  lost(): void;
}

interface Waiter {
  need: Need;
  label: string;
  go(ticket: Ticket): void;
}

/** What a request took from the bucket, and the totals of ended requests when it was sent. */
interface Spending {
  label: string;
  requested: number;
  /** False for a request sent while the bucket was unknown. */
  taken: boolean;
  /** The first request with its label. */
  probe: boolean;
  sentAtMs: number;
  usedBefore: number;
  refundedBefore: number;
}

const systemClock: Clock = {
  now: () => performance.now(),
  sleep: (ms) => delay(ms),
};

/**
 * Hands out one shop's query points so that Shopify never has to refuse: urgent requests first, then fairly
 * among the operations that wait, each first come first served. So a rush of expensive reads cannot hold up
 * quantities, of which one cheap call writes hundreds. Until the first answer, and for each new kind of
 * request, one is sent at a time.
 */
export class Budget {
  readonly clock: Clock;
  private bucket: Bucket | null = null;
  /** Labels of requests under way whose cost is not known yet: one of a kind at a time. */
  private readonly probing = new Set<string>();
  private alarmAtMs = Infinity;
  private readonly waiting: Waiter[] = [];
  private readonly turns = new Turns();
  /** Requested cost by label. */
  private readonly costs = new Map<string, number>();
  private used = 0;
  private refunded = 0;

  constructor(clock: Clock = systemClock) {
    this.clock = clock;
  }

  /** Points that could be taken now; null until the first answer. */
  get status(): { available: number; maximum: number; restoreRate: number } | null {
    if (this.bucket === null) return null;
    const { available, maximum, restoreRate } = refill(this.bucket, this.clock.now());
    return { available, maximum, restoreRate };
  }

  /** Waits until the request may be sent; rejects with the signal's reason when aborted. */
  reserve(need: Need): Promise<Ticket> {
    const { signal } = need;
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason as Error);
      if (this.waiting.length >= MAX_WAITING) {
        return reject(new ShopifyUnavailable(`${MAX_WAITING} requests wait for query points`));
      }
      const abort = () => {
        this.waiting.splice(this.waiting.indexOf(waiter), 1);
        reject(signal?.reason as Error);
        this.pump();
      };
      const waiter: Waiter = {
        need,
        label: `${need.operation}/${need.size ?? 0}`,
        go(ticket) {
          signal?.removeEventListener("abort", abort);
          resolve(ticket);
        },
      };
      signal?.addEventListener("abort", abort, { once: true });
      if (!this.waiting.some((other) => other.need.operation === need.operation)) {
        this.turns.join(need.operation);
      }
      this.waiting.push(waiter);
      this.pump();
    });
  }

  private pump(): void {
    for (;;) {
      const next = this.next();
      if (next === undefined) return;
      const { label } = next;
      const { operation, estimate = UNKNOWN_COST, urgent, closing } = next.need;
      const requested = this.costs.get(label) ?? estimate;
      const taken = this.bucket !== null;
      if (this.bucket !== null) {
        this.bucket = refill(this.bucket, this.clock.now());
        const floor = urgent || closing ? 0 : this.bucket.maximum * KEPT_SHARE;
        const ms = waitMs(this.bucket, requested, floor);
        if (ms > 0) return this.wakeIn(ms);
        this.bucket = take(this.bucket, requested);
      }
      this.waiting.splice(this.waiting.indexOf(next), 1);
      if (!urgent) this.turns.served(operation, requested);
      next.go(this.ticket(label, requested, taken));
    }
  }

  /** The request to send next, once the points are there. */
  private next(): Waiter | undefined {
    if (this.bucket === null && this.probing.size > 0) return undefined;
    const may = this.waiting.filter(({ label }) => !this.probing.has(label));
    return may.find(({ need }) => need.urgent) ?? this.turns.next(may, ({ need }) => need.operation);
  }

  private wakeIn(ms: number): void {
    const atMs = this.clock.now() + ms;
    if (atMs >= this.alarmAtMs) return;
    this.alarmAtMs = atMs;
    void this.clock.sleep(ms).then(() => {
      if (this.alarmAtMs !== atMs) return;
      this.alarmAtMs = Infinity;
      this.pump();
    });
  }

  private ticket(label: string, requested: number, taken: boolean): Ticket {
    const probe = !this.costs.has(label);
    if (probe) this.probing.add(label);
    const spending: Spending = {
      label,
      requested,
      taken,
      probe,
      sentAtMs: this.clock.now(),
      usedBefore: this.used,
      refundedBefore: this.refunded,
    };
    return {
      answered: (cost) => {
        this.learn(label, cost.requested);
        this.end(spending, cost.actual, cost.status);
      },
      throttled: (cost) => {
        if (cost.requested !== null) this.learn(label, cost.requested);
        this.refused(spending, cost.status);
      },
      unsent: () => this.end(spending, 0, null),
      lost: () => this.end(spending, requested, null),
    };
  }

  private learn(label: string, requested: number): void {
    const known = this.costs.get(label) ?? requested;
    this.costs.set(label, Math.max(requested, known - (known - requested) * FORGETTING));
  }

  private end(spending: Spending, actual: number, status: ThrottleStatus | null): void {
    this.close(spending, actual, status);
    this.pump();
  }

  /** Shopify had fewer points than we thought: assume the fewest possible. */
  private refused(spending: Spending, status: ThrottleStatus | null): void {
    const { maximum, restoreRate } = this.bucket ?? {};
    const assumed = status ?? {
      maximumAvailable: maximum ?? SMALLEST_BUCKET.maximumAvailable,
      currentlyAvailable: SMALLEST_BUCKET.currentlyAvailable,
      restoreRate: restoreRate ?? SMALLEST_BUCKET.restoreRate,
    };
    const bucket = this.close(spending, 0, assumed);
    if (bucket !== null) {
      const least = assumed.currentlyAvailable - bucket.inFlight;
      this.bucket = { ...bucket, available: Math.min(bucket.available, least) };
    }
    this.pump();
  }

  private close(spending: Spending, actual: number, status: ThrottleStatus | null): Bucket | null {
    const { requested, taken, sentAtMs, usedBefore, refundedBefore } = spending;
    const nowMs = this.clock.now();
    if (spending.probe) this.probing.delete(spending.label);
    let bucket = this.bucket === null ? null : refill(this.bucket, nowMs);
    if (bucket !== null && taken) bucket = giveBack(bucket, requested, actual);
    if (status !== null) {
      bucket = correct(bucket ?? unknownBucket(status, nowMs), status, {
        elapsedMs: nowMs - sentAtMs,
        spentMeanwhile: this.used - usedBefore,
        refundedMeanwhile: this.refunded - refundedBefore,
      });
    }
    this.used += actual;
    this.refunded += Math.max(0, requested - actual);
    this.bucket = bucket;
    return bucket;
  }
}

function unknownBucket(status: ThrottleStatus, nowMs: number): Bucket {
  const { maximumAvailable: maximum, restoreRate } = status;
  return { maximum, restoreRate, available: -Infinity, inFlight: 0, atMs: nowMs };
}

const shared = globalThis as { concordBudgets?: Map<string, Budget> };

/** The one budget of a shop in this process, shared with the server bundle's own copy of this module. */
export function shopBudget(shop: string): Budget {
  const budgets = (shared.concordBudgets ??= new Map<string, Budget>());
  const budget = budgets.get(shop) ?? new Budget();
  budgets.set(shop, budget);
  return budget;
}
