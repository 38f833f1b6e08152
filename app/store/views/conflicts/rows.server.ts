import type { ValueKind } from "#app/core/values/record-kind.ts";
import { db } from "#app/store/database/database.server.ts";
import type { StoredIn } from "#app/store/database/json.server.ts";
import { jsonText } from "../../database/json-text.server.ts";

/** A conflict as stored. */
export interface StoredConflict {
  kind: ValueKind;
  subject: string;
  place: string;
  variantId: string | null;
  productId: string | null;
  connectionId: string | null;
  sku: string | null;
  title: string | null;
  desired: string | null;
  observed: string | null;
  baseline: string | null;
  desiredAt: Date | null;
  observedAt: Date | null;
  baselineAt: Date | null;
  driftSince: Date | null;
  urgency: number;
  receipt: StoredIn<"Observation.receipt">;
  assignee: string | null;
  note: string | null;
}

/** Adds what a person decides by: the product, who said what and when, and the photos behind digests. */
export async function dressConflicts(shop: string, rows: readonly StoredConflict[]) {
  const [names, connections, editors, photos, lists] = await Promise.all([
    readNames(shop, rows),
    db().connection.findMany({ where: { shop }, select: { id: true, name: true } }),
    readEditors(shop, rows),
    readPhotos(shop, rows),
    db().priceList.findMany({ where: { shop }, select: { id: true, name: true } }),
  ]);
  return rows.map((row) => {
    const { kind, subject, place } = row;
    const key = `${kind} ${subject} ${place}`;
    const reading = readingOf(row.receipt);
    const editor = editors.get(key);
    const digests = photos.get(row.productId ?? "");
    return {
      key,
      kind,
      subject,
      place,
      field: kind === "content" ? place : kind,
      placeName: kind === "price" || kind === "compareAt" ? listName(place, lists) : null,
      variantId: row.variantId,
      productId: row.productId,
      sku: row.sku,
      ...names(row),
      desired: row.desired,
      observed: row.observed,
      baseline: row.baseline,
      agreedAt: iso(row.baselineAt),
      source: {
        name: connections.find(({ id }) => id === row.connectionId)?.name ?? null,
        at: reading.asOf ?? iso(row.desiredAt),
        origin: reading.origin,
      },
      seen: { at: editor?.at.toISOString() ?? iso(row.observedAt), editor: editor?.editor ?? null },
      since: iso(row.driftSince),
      assignee: row.assignee,
      note: row.note,
      pictures: place === "photos" && digests ? Object.fromEntries(digests) : {},
    };
  });
}

function listName(place: string, lists: readonly { id: string; name: string }[]): string | null {
  return lists.find(({ id }) => id === place.split("/")[0])?.name ?? null;
}

async function readNames(shop: string, rows: readonly StoredConflict[]) {
  const variantIds = rows.flatMap(({ variantId }) => variantId ?? []);
  const productIds = rows.flatMap(({ productId }) => productId ?? []);
  const [variants, products, inProducts] = await Promise.all([
    db().variant.findMany({ where: { shop, id: { in: variantIds } } }),
    db().product.findMany({ where: { shop, id: { in: productIds } } }),
    db().variant.findMany({
      where: { shop, productId: { in: productIds }, deletedAt: null },
      distinct: ["productId"],
    }),
  ]);
  const ids = products.flatMap(({ collections }) => collections);
  const collections = await db().collection.findMany({ where: { shop, id: { in: ids } } });
  const variantOf = new Map(variants.map((variant) => [variant.id, variant]));
  const productOf = new Map(products.map((product) => [product.id, product]));
  const anyOf = new Map(inProducts.map((variant) => [variant.productId, variant]));
  return (row: StoredConflict) => {
    const own = variantOf.get(row.variantId ?? "");
    const product = productOf.get(row.productId ?? own?.productId ?? "");
    const variant = own ?? anyOf.get(row.productId ?? "");
    const inCollections = collections.filter(({ id }) => product?.collections.includes(id));
    return {
      title: variant?.productTitle ?? product?.title ?? row.title ?? "",
      variantTitle: own && own.title !== "Default Title" ? own.title : "",
      imageUrl: own?.imageUrl ?? product?.imageUrl ?? variant?.imageUrl ?? null,
      vendor: product?.vendor ?? variant?.vendor ?? null,
      tags: product?.tags ?? variant?.tags ?? [],
      collections: inCollections.map(({ id, title }) => ({ id, title })),
    };
  };
}

/** Who changed the shop's side last, if Shopify said so. */
async function readEditors(shop: string, rows: readonly StoredConflict[]) {
  const keys = jsonText(rows.map(({ kind, subject, place }) => ({ kind, subject, place })));
  const found = await db().$queryRaw<
    { kind: string; subject: string; place: string; at: Date; editor: string | null }[]
  >`
    SELECT k.kind, k.subject, k.place, e.at, e.detail->>'editor' AS editor
    FROM jsonb_to_recordset(${keys}::jsonb) AS k(kind text, subject text, place text)
    CROSS JOIN LATERAL (SELECT at, detail FROM "TimelineEvent" e WHERE e.shop = ${shop} AND e.kind = k.kind
      AND e.subject = k.subject AND e.place = k.place AND e.event = 'seen' ORDER BY e.at DESC LIMIT 1) e`;
  return new Map(found.map((row) => [`${row.kind} ${row.subject} ${row.place}`, row]));
}

/** Product id -> digest -> address, of photos that Concord put there. */
async function readPhotos(shop: string, rows: readonly StoredConflict[]) {
  const ids = rows.flatMap(({ place, productId }) => (place === "photos" && productId ? [productId] : []));
  const found =
    ids.length === 0 ? [] : await db().photo.findMany({ where: { shop, productId: { in: ids } } });
  const byProduct = new Map<string, [string, string][]>();
  for (const { productId, digest, sourceUrl } of found) {
    const known = byProduct.get(productId) ?? [];
    byProduct.set(productId, [...known, [`sha256:${digest}`, sourceUrl]]);
  }
  return byProduct;
}

/** What a receipt of any kind of value says about the reading it rests on. */
function readingOf(receipt: StoredConflict["receipt"]): { asOf: string | null; origin: string | null } {
  if (receipt?.of === "content") return receipt;
  const lines = receipt?.of === "price" ? receipt.lines : [];
  return lines.find((line) => line.kind === "source") ?? { asOf: null, origin: null };
}

function iso(time: Date | null): string | null {
  return time?.toISOString() ?? null;
}
