import { holdReason } from "#app/core/plan.ts";
import { closeEmptyHolds, holdPlan, openPlans, parkPlan, releasePlan } from "#app/store/plans.server.ts";
import { getShop } from "#app/store/shops.server.ts";

/** Looks at each connection's whole plan before its first write: lets it go, or holds it for a person. */
export async function guardPlans(shop: string): Promise<void> {
  const { guards } = await getShop(shop);
  for (const plan of await openPlans(shop)) {
    const reason = holdReason(plan, guards);
    if (plan.state === "paused" || plan.state === "broken") await parkPlan(shop, plan.connectionId);
    else if (reason !== null) await holdPlan(shop, plan, reason);
    else await releasePlan(shop, plan.connectionId);
  }
  await closeEmptyHolds(shop);
}
