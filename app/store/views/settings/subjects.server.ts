import { db } from "#app/store/database/database.server.ts";

const FOUND_MAX = 20;

const SCOPES = ["sku", "tag", "vendor", "collection"] as const;
export type SubjectScope = (typeof SCOPES)[number];

export function parseScope(text: string | null): SubjectScope | null {
  return SCOPES.find((scope) => scope === text) ?? null;
}

export interface FoundSubject {
  value: string;
  label: string;
}

/** What a rule may name: SKUs, tags, vendors or collections that hold the text. */
export async function searchSubjects(
  shop: string,
  scope: SubjectScope,
  text: string,
): Promise<FoundSubject[]> {
  const like = `%${text
    .trim()
    .slice(0, 100)
    .replace(/[\\%_]/g, "\\$&")}%`;
  switch (scope) {
    case "sku": {
      const rows = await db().$queryRaw<{ sku: string; title: string }[]>`
        SELECT DISTINCT ON (sku) sku, "productTitle" AS title FROM "Variant"
        WHERE shop = ${shop} AND "deletedAt" IS NULL AND sku IS NOT NULL AND (sku ILIKE ${like} OR "productTitle" ILIKE ${like})
        ORDER BY sku LIMIT ${FOUND_MAX}`;
      return rows.map(({ sku, title }) => ({ value: sku, label: `${sku} · ${title}` }));
    }
    case "tag":
      return same(
        await db().$queryRaw<{ text: string }[]>`
        SELECT DISTINCT tag AS text FROM "Variant" v CROSS JOIN LATERAL unnest(v.tags) AS tag
        WHERE v.shop = ${shop} AND v."deletedAt" IS NULL AND tag ILIKE ${like} ORDER BY 1 LIMIT ${FOUND_MAX}`,
      );
    case "vendor":
      return same(
        await db().$queryRaw<{ text: string }[]>`
        SELECT DISTINCT vendor AS text FROM "Variant"
        WHERE shop = ${shop} AND "deletedAt" IS NULL AND vendor ILIKE ${like} ORDER BY 1 LIMIT ${FOUND_MAX}`,
      );
    case "collection": {
      const rows = await db().$queryRaw<{ id: string; title: string }[]>`
        SELECT id, title FROM "Collection" WHERE shop = ${shop} AND title ILIKE ${like} ORDER BY title LIMIT ${FOUND_MAX}`;
      return rows.map(({ id, title }) => ({ value: id, label: title }));
    }
  }
}

/** What collections are called, by id. */
export async function nameCollections(shop: string): Promise<Record<string, string>> {
  const rows = await db().collection.findMany({ where: { shop }, select: { id: true, title: true } });
  return Object.fromEntries(rows.map(({ id, title }) => [id, title]));
}

function same(rows: readonly { text: string }[]): FoundSubject[] {
  return rows.map(({ text }) => ({ value: text, label: text }));
}
