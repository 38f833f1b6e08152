import type { WarehouseRecord } from "#app/core/source/records.ts";
import { db } from "../database/database.server.ts";

export async function saveWarehouses(
  shop: string,
  connectionId: string,
  warehouses: readonly WarehouseRecord[],
): Promise<void> {
  await db().$transaction(
    warehouses.map(({ code, name }) =>
      db().warehouse.upsert({
        where: { connectionId_code: { connectionId, code } },
        create: { shop, connectionId, code, name },
        update: { name },
      }),
    ),
  );
}

export async function listWarehouses(shop: string, connectionId: string) {
  return db().warehouse.findMany({ where: { shop, connectionId }, orderBy: { code: "asc" } });
}

export async function replaceMappings(
  shop: string,
  connectionId: string,
  mappings: readonly { warehouse: string; locationId: string }[],
): Promise<void> {
  await db().$transaction([
    db().mapping.deleteMany({ where: { shop, connectionId } }),
    db().mapping.createMany({ data: mappings.map((mapping) => ({ ...mapping, shop, connectionId })) }),
  ]);
}
