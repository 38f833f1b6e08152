import { VALUE_KINDS } from "#app/core/values/record-kind.ts";
import { explain, type Explanation } from "#app/core/values/why.ts";
import { db } from "../../database/database.server.ts";
import { readVariantLinks } from "./sku.server.ts";
import { type Subjects } from "./history.server.ts";
import { iso, readPlaceNames, toValueRow, type PlaceNames, type ValueRow } from "./value-rows.server.ts";

const VALUES_MAX = 200;
const CHANGES_SHOWN = 10;
const VARIANTS_MAX = 250;

export type WhyOf = { productId: string } | { variantId: string };

/** Why a SKU or product is or is not in step, with all that support needs; no secrets, nobody's name. */
export interface Why {
  of: "product" | "variant";
  productId: string;
  variantId: string | null;
  title: string;
  variantTitle: string;
  sku: string | null;
  explanation: Explanation<ValueRow>;
  /** Worst first. */
  values: ValueRow[];
  /** There are more values than listed; the explanation covers them all. */
  more: boolean;
  links: { sku: string; connectionId: string; connection: string }[];
  /** The connection behind what is broken, and its name. */
  connectionId: string | null;
  source: string | null;
  /** Last writes, newest first. */
  changes: {
    at: string;
    kind: string;
    place: string;
    before: string | null;
    after: string;
    outcome: string;
    message: string | null;
  }[];
}

/** Null where the shop has no such product or variant. */
export async function readWhy(shop: string, of: WhyOf): Promise<Why | null> {
  const placeNames = await readPlaceNames(shop);
  return "variantId" in of
    ? readWhyOfVariant(shop, of.variantId, placeNames)
    : readWhyOfProduct(shop, of.productId, placeNames);
}

async function readWhyOfVariant(shop: string, id: string, placeNames: PlaceNames): Promise<Why | null> {
  const variant = await db().variant.findFirst({ where: { shop, id } });
  if (!variant) return null;
  const { inventoryItemId, productId, productTitle, title, sku } = variant;
  const reasons = await tell(shop, subjectsOf([inventoryItemId], [id], [id, productId]), placeNames);
  const links = await readVariantLinks(shop, id);
  const connectionId = connectionOf(reasons) ?? links[0]?.connectionId ?? null;
  return {
    of: "variant",
    productId,
    variantId: id,
    title: productTitle,
    variantTitle: title === "Default Title" ? "" : title,
    sku,
    ...reasons,
    links,
    connectionId,
    source: await nameConnection(shop, connectionId),
  };
}

async function readWhyOfProduct(shop: string, id: string, placeNames: PlaceNames): Promise<Why | null> {
  const [product, variants] = await Promise.all([
    db().product.findFirst({ where: { shop, id, deletedAt: null }, select: { title: true } }),
    db().variant.findMany({
      where: { shop, productId: id, deletedAt: null },
      select: { id: true, inventoryItemId: true, productTitle: true },
      take: VARIANTS_MAX,
    }),
  ]);
  const title = product?.title ?? variants[0]?.productTitle;
  if (title === undefined) return null;
  const ids = variants.map((variant) => variant.id);
  const items = variants.map(({ inventoryItemId }) => inventoryItemId);
  const reasons = await tell(shop, subjectsOf(items, ids, [...ids, id]), placeNames);
  const connectionId = connectionOf(reasons);
  const source = await nameConnection(shop, connectionId);
  const of = { of: "product", productId: id, variantId: null, variantTitle: "", sku: null } as const;
  return { ...of, title, ...reasons, links: [], connectionId, source };
}

function connectionOf({ explanation, values }: Pick<Why, "explanation" | "values">): string | null {
  return [explanation.cause, ...values].find((value) => value?.connectionId)?.connectionId ?? null;
}

async function nameConnection(shop: string, id: string | null): Promise<string | null> {
  if (id === null) return null;
  return (await db().connection.findFirst({ where: { shop, id }, select: { name: true } }))?.name ?? null;
}

function subjectsOf(items: string[], variants: string[], ofContent: string[]): Subjects {
  return [
    { kind: { in: [...VALUE_KINDS.stock] }, subject: { in: items } },
    { kind: { in: [...VALUE_KINDS.price] }, subject: { in: variants } },
    { kind: { in: [...VALUE_KINDS.content] }, subject: { in: ofContent } },
  ];
}

async function tell(shop: string, subjects: Subjects, placeNames: PlaceNames) {
  const [rows, changes] = await Promise.all([
    db().observation.findMany({ where: { shop, OR: subjects }, orderBy: { urgency: "desc" } }),
    db().change.findMany({
      where: { shop, OR: subjects, outcome: { not: "intended" } },
      orderBy: { at: "desc" },
      take: CHANGES_SHOWN,
    }),
  ]);
  const values = rows.map((row) => toValueRow(row, placeNames));
  const explanation = explain(values);
  const { cause } = explanation;
  // The cause comes first, then what hurts most; who decided something stays private here.
  const reasons = [...(cause ? [cause] : []), ...values.filter((value) => value !== cause)];
  return {
    explanation: { ...explanation, cause: cause && nameless(cause) },
    values: reasons.slice(0, VALUES_MAX).map(nameless),
    more: reasons.length > VALUES_MAX,
    changes: changes.map(({ at, kind, place, before, after, outcome, message }) => {
      return { at: iso(at) ?? "", kind, place, before, after, outcome, message };
    }),
  };
}

function nameless(value: ValueRow): ValueRow {
  return { ...value, pinnedBy: null };
}
