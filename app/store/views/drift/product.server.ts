import { CATALOG_KINDS, recordOf, VALUE_KINDS, type CatalogKind } from "#app/core/values/record-kind.ts";
import type { VerdictKind } from "#app/core/values/verdict.ts";
import { db } from "../../database/database.server.ts";
import { readHistory } from "./history.server.ts";
import { readValues } from "./sku.server.ts";
import { type Subjects } from "./history.server.ts";
import { readPlaceNames, type ValueRow } from "./value-rows.server.ts";

/** Shopify allows 2,048 variants of a product; this many are shown. */
const VARIANTS_SHOWN = 250;

/** Worst first: what is shown for a kind whose values are in different states. */
const WORST: readonly VerdictKind[] = [
  "failing",
  "conflict",
  "held",
  "blocked",
  "push",
  "planned",
  "in-sync",
];

/** A product: its variants with their states, its own content, and what happened to that. */
export async function readProduct(shop: string, productId: string) {
  const [product, variants] = await Promise.all([
    db().product.findFirst({ where: { shop, id: productId, deletedAt: null } }),
    db().variant.findMany({
      where: { shop, productId, deletedAt: null },
      orderBy: [{ title: "asc" }, { id: "asc" }],
      take: VARIANTS_SHOWN,
    }),
  ]);
  const first = variants[0];
  if (!product && !first) return null;
  const placeNames = await readPlaceNames(shop);
  const own: Subjects = [{ kind: { in: [...VALUE_KINDS.content] }, subject: { in: [productId] } }];
  const ofVariants: Subjects = [
    { kind: { in: [...VALUE_KINDS.stock] }, subject: { in: variants.map((one) => one.inventoryItemId) } },
    {
      kind: { in: [...VALUE_KINDS.price, ...VALUE_KINDS.content] },
      subject: { in: variants.map(({ id }) => id) },
    },
  ];
  const [content, values, history] = await Promise.all([
    readValues(shop, own, placeNames),
    readValues(shop, ofVariants, placeNames),
    readHistory(shop, own, placeNames),
  ]);
  return {
    product: {
      id: productId,
      title: product?.title ?? first?.productTitle ?? "",
      vendor: product?.vendor ?? first?.vendor ?? null,
      status: product?.status ?? first?.productStatus ?? "ACTIVE",
      imageUrl: product?.imageUrl ?? first?.imageUrl ?? null,
    },
    variants: variants.map(({ id, inventoryItemId, title, sku }) => ({
      id,
      title: title === "Default Title" ? "" : title,
      sku,
      verdicts: verdictsOf(values.filter(({ subject }) => subject === id || subject === inventoryItemId)),
    })),
    content,
    keys: [...content, ...values].map(({ kind, subject, place }) => ({ kind, subject, place })),
    ...history,
  };
}

function verdictsOf(values: readonly ValueRow[]): Partial<Record<CatalogKind, VerdictKind>> {
  return Object.fromEntries(
    CATALOG_KINDS.flatMap((record) => {
      const verdicts = values.filter(({ kind }) => recordOf(kind) === record).map(({ verdict }) => verdict);
      const worst = WORST.find((verdict) => verdicts.includes(verdict));
      return worst ? [[record, worst]] : [];
    }),
  );
}
