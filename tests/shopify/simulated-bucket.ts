import type { ThrottleStatus } from "#app/core/shop/budget.ts";
import type { VirtualTime } from "./virtual-time.ts";

/** Shopify's side of the throttle: takes the requested cost on arrival, gives back what was not used at the end. */
export class SimulatedBucket {
  available: number;
  used = 0;
  throttled = 0;
  private readonly time: VirtualTime;
  private readonly restoreRate: number;
  private readonly maximum: number;
  private atMs = 0;

  constructor(time: VirtualTime, restoreRate: number) {
    this.time = time;
    this.restoreRate = restoreRate;
    this.maximum = 20 * restoreRate;
    this.available = this.maximum;
  }

  status(): ThrottleStatus {
    this.refill();
    return {
      maximumAvailable: this.maximum,
      currentlyAvailable: this.available,
      restoreRate: this.restoreRate,
    };
  }

  /** False: THROTTLED. */
  arrive(requested: number): boolean {
    this.refill();
    if (requested > this.available) {
      this.throttled += 1;
      return false;
    }
    this.available -= requested;
    return true;
  }

  finish(requested: number, actual: number): void {
    this.refill();
    this.available = Math.min(this.maximum, this.available + requested - actual);
    this.used += actual;
  }

  private refill(): void {
    const seconds = (this.time.now() - this.atMs) / 1000;
    this.available = Math.min(this.maximum, this.available + seconds * this.restoreRate);
    this.atMs = this.time.now();
  }
}
