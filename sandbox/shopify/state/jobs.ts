import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";

/** Work that the shop begins at once and ends a little later. */
export class Jobs {
  /** How long a job takes. */
  takesMs = 100;
  readonly #running = new Map<string, Promise<void>>();

  start(work: () => void): string {
    const id = randomUUID();
    const running = sleep(this.takesMs, undefined, { ref: false }).then(() => {
      this.#running.delete(id);
      work();
    });
    this.#running.set(id, running);
    return id;
  }

  isDone(id: string): boolean {
    return !this.#running.has(id);
  }

  async idle(): Promise<void> {
    await Promise.all(this.#running.values());
  }
}
