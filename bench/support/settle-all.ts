import { settle } from "#app/sync/settle.server.ts";

const ROUNDS_MAX = 5_000;

/** Settles a shop until nothing is owed any more. */
export async function settleAll(shop: string): Promise<void> {
  const { signal } = new AbortController();
  for (let round = 0; round < ROUNDS_MAX; round++) {
    const { againInMs } = await settle(shop, signal);
    if (againInMs === null) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("the shop did not settle");
}
