import { setTimeout as sleep } from "node:timers/promises";
import { owedRecords } from "#app/store/values/changes.server.ts";
import { converge } from "#app/sync/converge/converge.server.ts";

const REST_MS = 50;
const { signal } = new AbortController();

/** Converges a shop as a worker would, until nothing is owed any more. */
export async function convergeAll(shop: string, { roundsMax = 5_000 } = {}): Promise<void> {
  for (let round = 0; round < roundsMax; round++) {
    const owed = await owedRecords(shop);
    const again = await Promise.all(owed.map((record) => converge(shop, record, signal)));
    if (again.every((inMs) => inMs === null)) return;
    await sleep(REST_MS);
  }
  throw new Error("The shop did not converge");
}
