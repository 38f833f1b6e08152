import { log } from "#app/log.ts";

/** At most one nudge per shop is under way; one more follows if something arrived meanwhile. */
export function nudges(send: (shop: string) => Promise<void>): {
  to(shop: string): void;
  idle(): Promise<void>;
} {
  const underWay = new Map<string, { again: boolean; done: Promise<void> }>();

  const run = async (shop: string): Promise<void> => {
    try {
      await send(shop);
    } catch (error) {
      // Nothing is lost: the event is stored, and the sweeper finds it.
      log.warn({ shop, err: error }, "inbox nudge failed");
    }
  };

  const to = (shop: string): void => {
    const current = underWay.get(shop);
    if (current) {
      current.again = true;
      return;
    }
    const entry = { again: false, done: Promise.resolve() };
    underWay.set(shop, entry);
    entry.done = run(shop).then(() => {
      underWay.delete(shop);
      if (entry.again) to(shop);
    });
  };

  return {
    to,
    idle: async () => {
      while (underWay.size > 0) await Promise.all([...underWay.values()].map(({ done }) => done));
    },
  };
}
