import type { Variant } from "@prisma/client";
import { VALUE_KINDS } from "#app/core/values/record-kind.ts";
import { db } from "../../database/database.server.ts";
import { readHistory, type Subjects } from "./history.server.ts";
import { readPlaceNames, toValueRow, type PlaceNames } from "./value-rows.server.ts";

/** Everything about one variant: the product, its values of every kind, and what happened to them. */
export async function readSku(shop: string, variantId: string) {
  const variant = await db().variant.findFirst({ where: { shop, id: variantId } });
  if (!variant) return null;
  const placeNames = await readPlaceNames(shop);
  const subjects = subjectsOf(variant);
  const [links, stopped, values, history] = await Promise.all([
    readVariantLinks(shop, variantId),
    isStopped(shop, variant.sku),
    readValues(shop, subjects, placeNames),
    readHistory(shop, subjects, placeNames),
  ]);
  return { product: describe(variant), links, stopped, values, ...history };
}

/** Stock belongs to the inventory item, prices and own fields to the variant, the rest to the product. */
function subjectsOf({ id, inventoryItemId, productId }: Variant): Subjects {
  return [
    { kind: { in: [...VALUE_KINDS.stock] }, subject: { in: [inventoryItemId] } },
    { kind: { in: [...VALUE_KINDS.price] }, subject: { in: [id] } },
    { kind: { in: [...VALUE_KINDS.content] }, subject: { in: [id, productId] } },
  ];
}

function describe(variant: Variant) {
  return {
    id: variant.productId,
    variantId: variant.id,
    title: variant.productTitle,
    variantTitle: variant.title === "Default Title" ? "" : variant.title,
    sku: variant.sku,
    barcode: variant.barcode,
    imageUrl: variant.imageUrl,
  };
}

export async function readVariantLinks(shop: string, variantId: string) {
  const [links, connections] = await Promise.all([
    db().link.findMany({ where: { shop, variantId, state: "confirmed" } }),
    db().connection.findMany({ where: { shop }, select: { id: true, name: true } }),
  ]);
  return links.map(({ sku, connectionId }) => {
    return { sku, connectionId, connection: connections.find(({ id }) => id === connectionId)?.name ?? "" };
  });
}

async function isStopped(shop: string, sku: string | null): Promise<boolean> {
  if (sku === null) return false;
  const rule = { shop, rule: "stop-selling", scope: "sku", subject: sku };
  return (await db().policy.findFirst({ where: rule }))?.value === true;
}

const KIND_ORDER = ["stock", "price", "compareAt", "cost", "content"];

/** Values that somebody keeps in step: stock by location, prices list by list, then fields. */
export async function readValues(shop: string, subjects: Subjects, placeNames: PlaceNames) {
  const rows = await db().observation.findMany({
    where: { shop, OR: subjects, verdict: { not: "unknown" } },
  });
  const rank = (kind: string) => KIND_ORDER.indexOf(kind);
  return rows
    .map((row) => toValueRow(row, placeNames))
    .sort(
      (a, b) =>
        rank(a.kind) - rank(b.kind) ||
        (a.placeName ?? a.place).localeCompare(b.placeName ?? b.place) ||
        a.place.localeCompare(b.place, "en", { numeric: true }),
    );
}
