import { Prisma } from "@prisma/client";
import { db, inTurn } from "../database/database.server.ts";
import { owe } from "../values/life.server.ts";
import { showVariants } from "../values/shown.server.ts";
import { jsonText } from "../database/json-text.server.ts";

/** A variant with its levels, as the shop shows it: shopify/products/variants.ts SweptVariant. */
export interface CatalogVariant {
  id: string;
  inventoryItemId: string;
  productId: string;
  sku: string | null;
  barcode: string | null;
  productTitle: string;
  title: string;
  imageUrl: string | null;
  vendor: string | null;
  tags: readonly string[];
  price: string | null;
  tracked: boolean;
  hasComponents: boolean;
  productStatus: string;
  /** core/content/fields.ts and prices, as observations spell them. */
  fields: Readonly<Record<string, string>>;
}

export async function saveLocations(
  shop: string,
  locations: readonly { id: string; name: string; active: boolean }[],
): Promise<void> {
  const rows = jsonText(locations.map((location, position) => ({ ...location, position })));
  await db().$executeRaw`
    INSERT INTO "Location" (shop, id, name, active, position)
    SELECT ${shop}, r.* FROM jsonb_to_recordset(${rows}::jsonb) AS r(id text, name text, active boolean, position int)
    ON CONFLICT (shop, id) DO UPDATE
      SET name = excluded.name, active = excluded.active, position = excluded.position`;
  const ids = locations.map(({ id }) => id);
  await db().location.updateMany({ where: { shop, id: { notIn: ids } }, data: { active: false } });
}

export async function listLocations(shop: string) {
  return db().location.findMany({ where: { shop }, orderBy: { position: "asc" } });
}

/** Saves what the shop shows of variants; values that depend on tracking, tags or price are decided again. */
export async function saveVariants(shop: string, variants: readonly CatalogVariant[], seenAt: Date) {
  const rows = jsonText(variants);
  await inTurn(
    shop,
    (tx) => tx.$executeRaw`
    WITH incoming AS (
      SELECT r.* FROM jsonb_to_recordset(${rows}::jsonb) AS r(
        id text, "inventoryItemId" text, "productId" text, sku text, barcode text, "productTitle" text, title text,
        "imageUrl" text, vendor text, tags text[], price text, tracked boolean, "hasComponents" boolean,
        "productStatus" text, fields jsonb)
    ), moved AS (
      SELECT i.id, i."inventoryItemId" FROM incoming i JOIN "Variant" v ON v.shop = ${shop} AND v.id = i.id
      WHERE (v.tracked, v."hasComponents", v.tags, v.price, v.sku, v."productTitle", v.title, v."deletedAt" IS NULL)
        IS DISTINCT FROM
        (i.tracked, i."hasComponents", i.tags, i.price, i.sku, i."productTitle", i.title, true)
    ), saved AS (
      INSERT INTO "Variant" (shop, id, "inventoryItemId", "productId", sku, barcode, "productTitle", title, "imageUrl",
        vendor, tags, price, tracked, "hasComponents", "productStatus", fields, "seenAt")
      SELECT ${shop}, i.id, i."inventoryItemId", i."productId", i.sku, i.barcode, i."productTitle", i.title,
        i."imageUrl", i.vendor, i.tags, i.price, i.tracked, i."hasComponents", i."productStatus", i.fields, ${seenAt}
      FROM incoming i
      ON CONFLICT (shop, id) DO UPDATE SET
        "inventoryItemId" = excluded."inventoryItemId", "productId" = excluded."productId", sku = excluded.sku,
        barcode = excluded.barcode, "productTitle" = excluded."productTitle", title = excluded.title,
        "imageUrl" = excluded."imageUrl", vendor = excluded.vendor, tags = excluded.tags, price = excluded.price,
        tracked = excluded.tracked, "hasComponents" = excluded."hasComponents",
        "productStatus" = excluded."productStatus", fields = excluded.fields, "seenAt" = excluded."seenAt", "deletedAt" = NULL
    )
    ${owe({
      from: Prisma.sql`moved m`,
      where: Prisma.sql`o.shop = ${shop} AND (o.kind = 'stock' AND o.subject = m."inventoryItemId"
        OR o.kind IN ('price', 'compareAt', 'cost', 'content') AND o.subject = m.id)`,
    })}`,
  );
  await showVariants(
    shop,
    variants.map(({ id }) => id),
    seenAt,
  );
}

/** Marks variants gone from the shop as deleted; returns how many. Their observations go with them. */
export async function removeVariants(
  shop: string,
  which: { notSeenSince: Date } | { productId: string; except: readonly string[] },
): Promise<number> {
  const where =
    "notSeenSince" in which
      ? { seenAt: { lt: which.notSeenSince } }
      : { productId: which.productId, id: { notIn: [...which.except] } };
  const { count } = await db().variant.updateMany({
    where: { shop, deletedAt: null, ...where },
    data: { deletedAt: new Date() },
  });
  if (count > 0) {
    await inTurn(
      shop,
      (tx) => tx.$executeRaw`
      DELETE FROM "Observation" o USING "Variant" v
      WHERE o.shop = ${shop} AND v.shop = o.shop AND v.id = o."variantId" AND v."deletedAt" IS NOT NULL`,
    );
    await db().$executeRaw`
      UPDATE "Link" l SET state = 'missing', "variantId" = NULL, "inventoryItemId" = NULL
      FROM "Variant" v
      WHERE l.shop = ${shop} AND v.shop = l.shop AND v.id = l."variantId" AND v."deletedAt" IS NOT NULL`;
  }
  return count;
}

/** The variants that these inventory items belong to. */
export async function variantsOfItems(shop: string, itemIds: readonly string[]): Promise<string[]> {
  const where = { shop, inventoryItemId: { in: [...itemIds] }, deletedAt: null };
  return (await db().variant.findMany({ where, select: { id: true } })).map(({ id }) => id);
}
