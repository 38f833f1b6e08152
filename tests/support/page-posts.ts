import { bareId } from "#app/core/gid.ts";
import { db } from "#app/store/database/database.server.ts";
import { savePromotion } from "#app/sync/settings/promotions.server.ts";
import { samplesOf, type Sample } from "./page-samples.ts";
import type { World } from "./world.ts";

export type { Sample };

const ID = "019a9d60-0000-7000-8000-000000000001";
const at = new Date("2026-11-02T09:00:00Z");

/** Makes in the world what pages are about, and says by the file of each route what may be posted to it. */
export async function pagePosts(world: World): Promise<Record<string, Sample>> {
  const { shop, connectionId } = world;
  const { productId } = await db().variant.findFirstOrThrow({ where: { shop } });
  const hold = { shop, connectionId, kind: "stock", state: "waiting", reason: "first-plan" };
  const { id: holdId } = await db().hold.create({ data: hold });
  const scope = { name: "Winter", scope: "sku", subjects: ["A"], percent: "20", amount: null } as const;
  await savePromotion(shop, { id: ID, ...scope, from: "2030-01-01T00:00:00Z", until: null }, "Ada", at);
  return samplesOf(() => ({
    ...{ connectionId, holdId, productId, orderId: "1", place: "1" },
    ...{ variantId: bareId(world.variant("A").id), itemId: world.itemId("A"), locationId: world.locationId },
    ...{ feedId: ID, setAsideId: ID, promotionId: ID, changeId: ID, eventId: ID },
  }));
}
