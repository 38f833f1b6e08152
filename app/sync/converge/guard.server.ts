import { holdReason } from "#app/core/values/plan.ts";
import type { CatalogKind } from "#app/core/values/record-kind.ts";
import {
  closeEmptyHolds,
  holdPlan,
  openPlans,
  parkPlan,
  releasePlan,
  releaseScheduled,
} from "#app/store/values/plans.server.ts";
import { getShop } from "#app/store/shops/shops.server.ts";

/** Looks at each connection's whole plan before its first write: releases it, or holds it for a person. */
export async function guardPlans(shop: string, record: CatalogKind): Promise<void> {
  const { guards } = await getShop(shop);
  for (const plan of await openPlans(shop, record)) {
    const runs = plan.state !== "paused" && plan.state !== "broken";
    if (runs && !plan.firstPlan) await releaseScheduled(shop, plan);
    const reason = holdReason(plan, guards);
    if (!runs) await parkPlan(shop, plan);
    else if (reason !== null) await holdPlan(shop, plan, reason);
    else {
      await releasePlan(shop, plan);
      if (plan.jumps > 0) await holdPlan(shop, plan, "price-jump");
    }
  }
  await closeEmptyHolds(shop);
}
