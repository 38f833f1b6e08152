import { activateLevel, setQuantities } from "#app/shopify/stock/inventory.ts";
import type { DueChange } from "#app/store/values/changes.server.ts";
import { valueKey } from "../look/look.server.ts";
import { makeCall, type Answer, type Applying } from "./write.server.ts";

/** One call's worth of quantities. */
export interface Batch {
  rows: readonly DueChange[];
  basis: "available" | "on_hand";
  /** One of the plan's last, see shopify/api/client.ts RunOptions. */
  closing: boolean;
}

/** Writes quantities, many at a time; an item not yet stocked at the location is first stocked there. */
export async function writeStock(applying: Applying, batch: Batch): Promise<void> {
  const [first] = batch.rows;
  if (first?.observed === null) await activate(applying, first);
  else await writeBatch(applying, batch);
}

async function writeBatch(applying: Applying, { rows, basis, closing }: Batch): Promise<void> {
  const { client, signal } = applying;
  await makeCall(applying, {
    rows,
    closing,
    async send({ rows: sent, key, runId }) {
      const request = {
        name: basis,
        reason: "correction",
        referenceDocumentUri: `gid://concord/Run/${runId}`,
        key,
        rows: sent.map(({ subject, place, observed, target }) => {
          return { itemId: subject, locationId: place, from: Number(observed), to: Number(target) };
        }),
        closing,
      };
      const answer = await setQuantities(client, request, signal);
      const outcomes = new Map(sent.map((row, at) => [valueKey(row), answer.rows[at]]));
      return {
        outcomeOf: (row) => outcomes.get(valueKey(row)),
        undetermined: answer.undetermined ? "Shopify did not say what is wrong." : null,
      };
    },
  });
}

/** Stocks an item at a location; its quantity follows as an ordinary write. */
async function activate(applying: Applying, push: DueChange): Promise<void> {
  const { client, signal } = applying;
  await makeCall(applying, {
    rows: [push],
    async send({ key }): Promise<Answer> {
      const level = { itemId: push.subject, locationId: push.place, key };
      const answer = await activateLevel(client, level, signal);
      return {
        // It is stocked now, with a quantity that Shopify chose: look at the quantity, and decide again.
        outcomeOf: () => (answer.outcome === "rejected" ? answer : { outcome: "stale" }),
        undetermined: null,
      };
    },
  });
}
