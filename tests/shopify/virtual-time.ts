import type { Clock } from "#app/shopify/api/budget.ts";

/** A clock that stands still while anything runs and jumps to the next sleeper once all wait. */
export class VirtualTime implements Clock {
  private nowMs = 0;
  private readonly sleepers: { atMs: number; wake: () => void }[] = [];

  now(): number {
    return this.nowMs;
  }

  sleep(ms: number): Promise<void> {
    return new Promise((wake) => {
      const atMs = this.nowMs + ms;
      const place = this.sleepers.findLastIndex((sleeper) => sleeper.atMs <= atMs) + 1;
      this.sleepers.splice(place, 0, { atMs, wake });
    });
  }

  /** Lets time pass until `untilMs`, or until nobody sleeps. */
  async run(untilMs: number): Promise<void> {
    for (;;) {
      await new Promise((settled) => setImmediate(settled));
      const next = this.sleepers[0];
      if (next === undefined || next.atMs > untilMs) break;
      this.sleepers.shift();
      this.nowMs = next.atMs;
      next.wake();
    }
    this.nowMs = untilMs;
  }
}
