/**
 * Collects what arrives within a few milliseconds and saves it together; each caller waits for its own batch.
 * If one item spoils the batch, each is saved alone.
 */
export function batched<Item>(
  save: (items: readonly Item[]) => Promise<void>,
  { waitMs, most, spoiltByOne }: { waitMs: number; most: number; spoiltByOne(error: unknown): boolean },
): { add(item: Item): Promise<void>; idle(): Promise<void> } {
  interface Waiting {
    item: Item;
    resolve(): void;
    reject(reason: unknown): void;
  }
  let waiting: Waiting[] = [];
  let timer: NodeJS.Timeout | null = null;
  const running = new Set<Promise<void>>();

  const saveAll = async (batch: readonly Waiting[]): Promise<void> => {
    try {
      await save(batch.map(({ item }) => item));
      for (const { resolve } of batch) resolve();
    } catch (error) {
      if (batch.length > 1 && spoiltByOne(error)) await Promise.all(batch.map((one) => saveAll([one])));
      else for (const { reject } of batch) reject(error);
    }
  };

  const flush = (): void => {
    if (timer) clearTimeout(timer);
    timer = null;
    const batch = waiting;
    waiting = [];
    const run = saveAll(batch);
    running.add(run);
    void run.finally(() => running.delete(run));
  };

  return {
    add: (item) =>
      new Promise((resolve, reject) => {
        waiting.push({ item, resolve, reject });
        if (waiting.length >= most) flush();
        else timer ??= setTimeout(flush, waitMs);
      }),
    idle: async () => {
      if (waiting.length > 0) flush();
      await Promise.all(running);
    },
  };
}
