import type { ShopIdentity } from "#sandbox/shopify/state/shop-data.ts";

export interface ThrottleStatus {
  maximumAvailable: number;
  currentlyAvailable: number;
  restoreRate: number;
}

const RESTORE_PER_SECOND: Record<ShopIdentity["plan"], number> = {
  standard: 100,
  advanced: 200,
  plus: 1000,
  enterprise: 2000,
};

const BUCKET_SECONDS = 20;

/** The leaky bucket of one app in one shop. */
export class Bucket {
  readonly #rate: number;
  readonly #capacity: number;
  readonly #now: () => number;
  #available: number;
  #at: number;

  constructor(plan: ShopIdentity["plan"], now: () => number = () => performance.now()) {
    this.#rate = RESTORE_PER_SECOND[plan];
    this.#capacity = this.#rate * BUCKET_SECONDS;
    this.#now = now;
    this.#available = this.#capacity;
    this.#at = now();
  }

  /** Takes the whole cost or nothing. */
  take(points: number): boolean {
    this.#restore();
    if (this.#available < points) return false;
    this.#available -= points;
    return true;
  }

  giveBack(points: number): void {
    this.#available = Math.min(this.#capacity, this.#available + points);
  }

  status(): ThrottleStatus {
    this.#restore();
    return {
      maximumAvailable: this.#capacity,
      currentlyAvailable: Math.floor(this.#available),
      restoreRate: this.#rate,
    };
  }

  #restore(): void {
    const now = this.#now();
    this.#available = Math.min(this.#capacity, this.#available + ((now - this.#at) / 1000) * this.#rate);
    this.#at = now;
  }
}
