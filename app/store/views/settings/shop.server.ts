import { db } from "#app/store/database/database.server.ts";

/** What every page needs to know of the shop, and the open holds for the navigation. */
export async function readShop(shop: string) {
  const row = await db().shop.findUnique({ where: { shop } });
  return {
    name: row?.name ?? "",
    currency: row?.currency ?? "",
    timeZone: row?.timeZone ?? "UTC",
    state: row?.state ?? "active",
    basis: row?.basis ?? "available",
    setupDismissed: row?.setupDismissed ?? false,
  };
}

export async function readLocations(shop: string) {
  return db().location.findMany({
    where: { shop, active: true },
    select: { id: true, name: true },
    orderBy: [{ position: "asc" }, { name: "asc" }],
  });
}
