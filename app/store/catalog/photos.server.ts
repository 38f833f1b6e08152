import { Prisma, type PhotoSource } from "@prisma/client";
import { db, inTurn } from "../database/database.server.ts";
import { owe } from "../values/life.server.ts";

/** When a picture is looked at again; sooner if it could not be read. */
const AGAIN_AFTER = "7 days";
const RETRY_AFTER = "10 minutes";

/** Addresses of photos of linked articles that nobody has looked at lately. */
export async function photosToFetch(shop: string, limit: number): Promise<string[]> {
  const rows = await db().$queryRaw<{ url: string }[]>`
    SELECT DISTINCT u.url FROM "Reading" r
    JOIN "Link" l ON l."connectionId" = r."connectionId" AND l.sku = r.sku AND l.state = 'confirmed'
    CROSS JOIN LATERAL jsonb_array_elements_text(r.value::jsonb -> 'photos') u(url)
    LEFT JOIN "PhotoSource" f ON f.shop = r.shop AND f.url = u.url
    WHERE r.shop = ${shop} AND r.kind = 'content' AND jsonb_typeof(r.value::jsonb -> 'photos') = 'array'
      AND (f.url IS NULL OR f."fetchedAt" < now() - CASE WHEN f.digest IS NULL THEN ${RETRY_AFTER}::interval
        ELSE ${AGAIN_AFTER}::interval END)
    LIMIT ${limit}`;
  return rows.map(({ url }) => url);
}

/** Saves what a picture holds, or why it could not be read, and owes a decision to the photos that show it. */
export async function savePhotoSource(row: Omit<PhotoSource, "fetchedAt">): Promise<void> {
  const { shop, url, ...found } = row;
  const fields = { ...found, fetchedAt: new Date() };
  await db().photoSource.upsert({
    where: { shop_url: { shop, url } },
    create: { shop, url, ...fields },
    update: fields,
  });
  const marked = owe({
    from: Prisma.sql`"Reading" r
      JOIN "Link" l ON l."connectionId" = r."connectionId" AND l.sku = r.sku AND l.state = 'confirmed'
      JOIN "Variant" v ON v.shop = l.shop AND v.id = l."variantId"`,
    where: Prisma.sql`r.shop = ${shop} AND r.kind = 'content' AND r.value::jsonb -> 'photos' ? ${url}
      AND o.shop = r.shop AND o.kind = 'content' AND o.subject = v."productId" AND o.place = 'photos'`,
  });
  await inTurn(shop, (tx) => tx.$executeRaw(marked));
}

/** Where the pictures of these digests can be had, and of which type they are. */
export async function photoSources(shop: string, digests: readonly string[]): Promise<PhotoSource[]> {
  return db().photoSource.findMany({ where: { shop, digest: { in: [...digests] } } });
}

/** The pictures of a product that Concord put there. */
export async function listPhotos(shop: string, productId: string) {
  return db().photo.findMany({ where: { shop, productId } });
}

/** Remembers which pictures Concord has put on a product, and forgets those it took away. */
export async function savePhotos(
  shop: string,
  productId: string,
  put: readonly { mediaId: string; digest: string; sourceUrl: string }[],
  removed: readonly string[],
): Promise<void> {
  await db().$transaction([
    db().photo.deleteMany({ where: { shop, mediaId: { in: [...removed] } } }),
    db().photo.createMany({
      data: put.map((photo) => ({ shop, productId, ...photo })),
      skipDuplicates: true,
    }),
  ]);
}
