import { PRODUCT_FIELDS, VARIANT_FIELDS } from "#app/core/content/fields.ts";
import { parseGuards } from "#app/core/values/plan.ts";
import type { PolicyRow } from "#app/core/values/policy.ts";
import { VALUE_KINDS } from "#app/core/values/record-kind.ts";
import type { Basis } from "#app/core/values/receipt.ts";
import { db } from "../../database/database.server.ts";
import { readDataRequests } from "../../shops/privacy.server.ts";
import { readLocations } from "./shop.server.ts";
import { nameCollections } from "./subjects.server.ts";

/** Articles searched for the source's fields; a field that only later ones have shows once it is chosen. */
const ARTICLES_LOOKED_AT = 500;

/** The merchant's rules as the settings page edits them. */
export async function readSettings(shop: string) {
  const [row, policies, locations, extra, collections, requests] = await Promise.all([
    db().shop.findUnique({ where: { shop } }),
    db().policy.findMany({
      where: { shop },
      orderBy: [{ rule: "asc" }, { scope: "asc" }, { subject: "asc" }],
    }),
    readLocations(shop),
    readNamedFields(shop),
    nameCollections(shop),
    readDataRequests(shop),
  ]);
  const currency = row?.currency ?? "";
  return {
    basis: (row?.basis ?? "available") as Basis,
    guards: parseGuards(row?.guards),
    taxesIncluded: row?.taxesIncluded ?? false,
    locations,
    collections,
    dataRequests: requests.map((one) => ({ ...one, at: one.at.toISOString() })),
    fields: editedFields(policies, extra),
    example: await readExample(shop, currency),
    policies: policies.map(({ rule, scope, subject, value }) => ({ rule, scope, subject, value })),
    buffers: policies
      .filter(({ rule }) => rule === "buffer")
      .map(({ scope, subject, value, updatedAt, updatedBy }) => {
        return { scope, subject, value: Number(value), updatedAt: updatedAt.toISOString(), updatedBy };
      }),
    stopped: policies
      .filter(({ rule, value }) => rule === "stop-selling" && value === true)
      .map(({ subject, updatedAt, updatedBy }) => {
        return { sku: subject, updatedAt: updatedAt.toISOString(), updatedBy };
      }),
  };
}

/** Whether a product is for sale is decided by what happens to discontinued articles, not by a field of its own. */
function editedFields(policies: readonly PolicyRow[], extra: readonly string[]): string[] {
  const ruled = policies.flatMap(({ rule }) => (rule.startsWith("authority:") ? rule.slice(10) : []));
  const known = [...VALUE_KINDS.price, ...PRODUCT_FIELDS, ...VARIANT_FIELDS];
  return [...new Set([...known, ...extra, ...ruled])].filter((field) => field !== "status");
}

/** Metafields and translations that the source names. */
async function readNamedFields(shop: string): Promise<string[]> {
  const rows = await db().$queryRaw<{ field: string }[]>`
    SELECT DISTINCT field FROM (
      SELECT value FROM "Reading" WHERE shop = ${shop} AND kind = 'content' AND value IS NOT NULL
      LIMIT ${ARTICLES_LOOKED_AT}) r
    CROSS JOIN LATERAL jsonb_object_keys(r.value::jsonb -> 'fields') AS field
    WHERE field LIKE 'metafields.%' OR field LIKE '%@%' ORDER BY 1`;
  return rows.map(({ field }) => field);
}

const NO_EXAMPLE = { sku: "", amount: "100.00", cost: null, taxIncluded: null, taxRate: null };

/** A price that the source gives in the shop's currency, to show what rules make of it. */
async function readExample(shop: string, currency: string) {
  const [row] = await db().$queryRaw<{ sku: string; value: Record<string, unknown> }[]>`
    SELECT sku, value::jsonb AS value FROM (
      SELECT sku, value FROM "Reading" WHERE shop = ${shop} AND kind = 'price' AND value IS NOT NULL
      LIMIT ${ARTICLES_LOOKED_AT}) r
    WHERE value::jsonb ->> 'currency' = ${currency} LIMIT 1`;
  if (!row) return { ...NO_EXAMPLE, currency };
  const { amount, cost, taxIncluded, taxRate } = row.value;
  const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : null);
  return {
    sku: row.sku,
    amount: text(amount) ?? NO_EXAMPLE.amount,
    cost: text(cost),
    taxIncluded: typeof taxIncluded === "boolean" ? taxIncluded : null,
    taxRate: text(taxRate),
    currency,
  };
}
