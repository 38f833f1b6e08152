import { db } from "#app/store/database/database.server.ts";

/** The warehouses of a connection with what lies in each, and the location each one feeds. */
export async function readWarehouses(shop: string, connectionId: string) {
  const [warehouses, mappings, totals] = await Promise.all([
    db().warehouse.findMany({ where: { shop, connectionId }, orderBy: { code: "asc" } }),
    db().mapping.findMany({ where: { shop, connectionId } }),
    db().$queryRaw<{ place: string; skus: number; pieces: number }[]>`
      SELECT place, count(*)::int AS skus, coalesce(sum(value::numeric) FILTER (WHERE value::numeric > 0), 0)::float8 AS pieces
      FROM "Reading"
      WHERE shop = ${shop} AND "connectionId" = ${connectionId}::uuid AND kind = 'stock' AND value IS NOT NULL
      GROUP BY place`,
  ]);
  return warehouses.map(({ code, name }) => {
    const total = totals.find(({ place }) => place === code);
    return {
      code,
      name,
      skus: total?.skus ?? 0,
      pieces: total?.pieces ?? 0,
      locationId: mappings.find(({ warehouse }) => warehouse === code)?.locationId ?? null,
    };
  });
}

/** What the shop itself shows at each location, to compare with the warehouses. */
export async function readLocationTotals(shop: string) {
  return db().$queryRaw<{ id: string; name: string; pieces: number }[]>`
    SELECT l.id, l.name, coalesce(o.pieces, 0)::float8 AS pieces
    FROM "Location" l
    LEFT JOIN LATERAL (
      SELECT sum(observed::numeric) FILTER (WHERE observed::numeric > 0) AS pieces
      FROM "Observation" WHERE shop = l.shop AND place = l.id AND kind = 'stock'
    ) o ON true
    WHERE l.shop = ${shop} AND l.active
    ORDER BY l.position, l.name`;
}
