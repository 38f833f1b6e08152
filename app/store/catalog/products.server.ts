import { Prisma } from "@prisma/client";
import { db, inTurn } from "../database/database.server.ts";
import { owe } from "../values/life.server.ts";
import { showProducts } from "../values/shown.server.ts";
import { jsonText } from "../database/json-text.server.ts";

/** A product as the shop shows it: shopify/products/products.ts SweptProduct. */
export interface CatalogProduct {
  id: string;
  title: string;
  status: string;
  vendor: string | null;
  tags: readonly string[];
  collections: readonly string[];
  imageUrl: string | null;
  /** core/content/fields.ts; photos are "media:<id>" per line. */
  fields: Readonly<Record<string, string>>;
}

/** Saves what the shop shows of products; a photo that Concord put there is known by its digest from then on. */
export async function saveProducts(
  shop: string,
  products: readonly CatalogProduct[],
  seenAt: Date,
): Promise<number> {
  const known = await knownDigests(
    shop,
    products.map(({ id }) => id),
  );
  const rows = products.map((product) => {
    const photos = product.fields["photos"];
    return photos === undefined
      ? product
      : { ...product, fields: { ...product.fields, photos: withDigests(photos, known) } };
  });
  await inTurn(
    shop,
    (tx) => tx.$executeRaw`
    WITH incoming AS (
      SELECT r.* FROM jsonb_to_recordset(${jsonText(rows)}::jsonb) AS r(
        id text, title text, status text, vendor text, tags text[], collections text[], "imageUrl" text, fields jsonb)
    ), moved AS (
      SELECT i.id FROM incoming i JOIN "Product" p ON p.shop = ${shop} AND p.id = i.id
      WHERE (p.vendor, p.tags, p.collections) IS DISTINCT FROM (i.vendor, i.tags, i.collections)
    ), saved AS (
      INSERT INTO "Product" (shop, id, title, status, vendor, tags, collections, "imageUrl", fields, "seenAt")
      SELECT ${shop}, i.id, i.title, i.status, i.vendor, i.tags, i.collections, i."imageUrl", i.fields, ${seenAt}
      FROM incoming i
      ON CONFLICT (shop, id) DO UPDATE SET
        title = excluded.title, status = excluded.status, vendor = excluded.vendor, tags = excluded.tags,
        collections = excluded.collections, "imageUrl" = excluded."imageUrl", fields = excluded.fields,
        "seenAt" = excluded."seenAt", "deletedAt" = NULL
    )
    ${owe({
      from: Prisma.sql`moved m`,
      where: Prisma.sql`o.shop = ${shop} AND o."productId" = m.id AND o.kind <> 'stock'`,
    })}`,
  );
  return showProducts(
    shop,
    rows.map(({ id }) => id),
    seenAt,
  );
}

/** Marks products gone from the shop as deleted. Their values go with them. */
export async function removeProducts(
  shop: string,
  which: { notSeenSince: Date } | { id: string },
): Promise<void> {
  const where = "id" in which ? { id: which.id } : { seenAt: { lt: which.notSeenSince } };
  const deletedAt = new Date();
  const { count } = await db().product.updateMany({
    where: { shop, deletedAt: null, ...where },
    data: { deletedAt },
  });
  if (count === 0) return;
  await inTurn(
    shop,
    (tx) => tx.$executeRaw`
    DELETE FROM "Observation" o USING "Product" p
    WHERE o.shop = ${shop} AND p.shop = o.shop AND p.id = o."productId" AND p."deletedAt" IS NOT NULL
      AND o.kind = 'content' AND o."variantId" IS NULL`,
  );
}

export async function saveCollections(shop: string, collections: readonly { id: string; title: string }[]) {
  const rows = jsonText(collections);
  await db().$transaction([
    db().$executeRaw`
      INSERT INTO "Collection" (shop, id, title, "seenAt")
      SELECT ${shop}, r.id, r.title, now() FROM jsonb_to_recordset(${rows}::jsonb) AS r(id text, title text)
      ON CONFLICT (shop, id) DO UPDATE SET title = excluded.title, "seenAt" = excluded."seenAt"`,
    db().collection.deleteMany({ where: { shop, id: { notIn: collections.map(({ id }) => id) } } }),
  ]);
}

/** The metafields and languages that the source has content for: only these are read from products. */
export async function contentFields(shop: string): Promise<string[]> {
  const rows = await db().$queryRaw<{ field: string }[]>`
    SELECT DISTINCT jsonb_object_keys(r.value::jsonb -> 'fields') AS field FROM "Reading" r
    WHERE r.shop = ${shop} AND r.kind = 'content' AND r.value IS NOT NULL
    UNION SELECT DISTINCT place FROM "Observation" o WHERE o.shop = ${shop} AND o.kind = 'content'`;
  return rows.map(({ field }) => field);
}

async function knownDigests(shop: string, productIds: readonly string[]): Promise<Map<string, string>> {
  const photos = await db().photo.findMany({ where: { shop, productId: { in: [...productIds] } } });
  return new Map(photos.map(({ mediaId, digest }) => [mediaId, digest]));
}

function withDigests(photos: string, known: ReadonlyMap<string, string>): string {
  const digestOf = (line: string) => known.get(line.replace(/^media:/, ""));
  return photos
    .split("\n")
    .map((line) => (digestOf(line) === undefined ? line : `sha256:${digestOf(line)}`))
    .join("\n");
}
