import { Prisma } from "@prisma/client";
import { db } from "#app/store/database/database.server.ts";

const PAGE_ROWS = 50;

const STATES = ["proposed", "ambiguous", "missing", "confirmed", "ignored"] as const;
export type LinkState = (typeof STATES)[number];

export function parseLinkState(text: string | null): LinkState {
  return STATES.find((state) => state === text) ?? "proposed";
}

/** How many SKUs of the source are linked, and how the proposals were found. */
export async function countLinks(shop: string, connectionId: string) {
  const rows = await db().link.groupBy({
    by: ["state", "matchedBy"],
    where: { shop, connectionId },
    _count: { _all: true },
  });
  const count = (state: LinkState, matchedBy?: string) =>
    rows
      .filter((row) => row.state === state && (matchedBy === undefined || row.matchedBy === matchedBy))
      .reduce((sum, row) => sum + row._count._all, 0);
  return {
    proposed: count("proposed"),
    bySku: count("proposed", "sku"),
    byBarcode: count("proposed", "barcode"),
    byCase: count("proposed", "case"),
    ambiguous: count("ambiguous"),
    missing: count("missing"),
    confirmed: count("confirmed"),
    ignored: count("ignored"),
  };
}

interface Row {
  sku: string;
  title: string | null;
  barcode: string | null;
  state: LinkState;
  matchedBy: string | null;
  variantId: string | null;
  candidates: string[];
  unit: number;
}

/** One page of a connection's links in one state, by SKU. */
export async function readLinks(
  shop: string,
  connectionId: string,
  query: { state: LinkState; text: string; after: string | null },
) {
  const { state, text, after } = query;
  const like = text.replace(/[\\%_]/g, "\\$&");
  const matching =
    text === "" ? Prisma.empty : Prisma.sql`AND (l.sku ILIKE ${`${like}%`} OR i.title ILIKE ${`%${like}%`})`;
  const found = await db().$queryRaw<Row[]>`
    SELECT l.sku, i.title, i.barcode, l.state, l."matchedBy", l."variantId", l.candidates, l.unit
    FROM "Link" l
    LEFT JOIN "Item" i ON i."connectionId" = l."connectionId" AND i.sku = l.sku
    WHERE l.shop = ${shop} AND l."connectionId" = ${connectionId}::uuid AND l.state = ${state}
      AND (${after}::text IS NULL OR l.sku > ${after}) ${matching}
    ORDER BY l.sku LIMIT ${PAGE_ROWS + 1}`;
  const rows = found.slice(0, PAGE_ROWS);
  const ids = rows.flatMap(({ variantId, candidates }) => [...(variantId ? [variantId] : []), ...candidates]);
  const variants = await readVariantNames(shop, ids);
  return {
    rows: rows.map(({ variantId, candidates, ...row }) => ({
      ...row,
      variant: variantId === null ? null : (variants.get(variantId) ?? null),
      candidates: candidates.flatMap((id) => variants.get(id) ?? []),
    })),
    next: found.length > PAGE_ROWS ? (rows.at(-1)?.sku ?? null) : null,
  };
}

/** Variants that a person may choose for a SKU that was not matched. */
export async function searchVariants(shop: string, text: string) {
  if (text.trim() === "") return [];
  const like = text.trim().replace(/[\\%_]/g, "\\$&");
  const rows = await db().$queryRaw<{ id: string }[]>`
    SELECT id FROM "Variant"
    WHERE shop = ${shop} AND "deletedAt" IS NULL
      AND (sku ILIKE ${`${like}%`} OR barcode = ${text.trim()} OR "productTitle" ILIKE ${`%${like}%`})
    ORDER BY "productTitle", id LIMIT 20`;
  return [
    ...(
      await readVariantNames(
        shop,
        rows.map(({ id }) => id),
      )
    ).values(),
  ];
}

async function readVariantNames(shop: string, ids: readonly string[]) {
  const variants = await db().variant.findMany({
    where: { shop, id: { in: [...ids] } },
    select: { id: true, sku: true, barcode: true, productTitle: true, title: true, imageUrl: true },
  });
  const named = variants.map(({ productTitle, title, ...rest }) => {
    return {
      ...rest,
      name: title === "Default Title" || title === "" ? productTitle : `${productTitle} · ${title}`,
    };
  });
  return new Map(named.map((variant) => [variant.id, variant]));
}
