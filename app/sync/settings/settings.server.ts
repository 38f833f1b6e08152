import { parseGuards, type Guards } from "#app/core/values/plan.ts";
import type { Basis } from "#app/core/values/receipt.ts";
import { writeJson } from "#app/store/database/json.server.ts";
import { forgetObserved, markDirty } from "#app/store/values/observations.server.ts";
import { recallPlans } from "#app/store/values/plans.server.ts";
import { deletePolicy, savePolicy } from "#app/store/shops/policies.server.ts";
import { askForSweep, getShop, updateShop } from "#app/store/shops/shops.server.ts";

/** Chooses the quantity that is read and written. What the shop shows of it has to be looked at first. */
export async function saveBasis(shop: string, basis: Basis): Promise<void> {
  if ((await getShop(shop)).basis === basis) return;
  await updateShop(shop, { basis });
  await forgetObserved(shop);
  await askForSweep(shop);
}

export async function saveGuards(shop: string, guards: Guards): Promise<void> {
  await updateShop(shop, writeJson("Shop.guards", parseGuards(guards)));
  await recallPlans(shop);
  await markDirty(shop, "all");
}

/** Shows a SKU as sold out regardless of the source, or sells it again. */
export async function stopSelling(shop: string, sku: string, on: boolean, who: string): Promise<void> {
  if (on) await savePolicy(shop, { rule: "stop-selling", scope: "sku", subject: sku, value: true }, who);
  else await deletePolicy(shop, "stop-selling", "sku", sku);
  await markDirty(shop, { sku });
}
