import { bareId } from "#app/core/gid.ts";
import type { UpdateVariantsMutation } from "../api/generated.ts";
import { fieldAt, type VariantChange, type VariantField } from "./variant-input.ts";
import { itemFields, ownFields, type VariantFields } from "./variants.ts";
import type { Rejected } from "../api/refusal.ts";

export type VariantsPayload = NonNullable<UpdateVariantsMutation["productVariantsBulkUpdate"]>;

export type VariantsError = VariantsPayload["userErrors"][number];

/** What became of each variant's fields, by Shopify's answer. */
export function variantOutcomes(
  { variants, currency }: VariantWrite,
  payload: VariantsPayload | null,
): VariantsWritten {
  const errors = (payload?.userErrors ?? []).map((error) => ({ error, at: placeOf(error) }));
  const shown = new Map((payload?.productVariants ?? []).map((node) => [bareId(node.id), node]));
  const whole = errors.find(({ at }) => at === "product")?.error;
  const unnamed = errors.find(
    ({ at }) => at === null || (typeof at === "object" && at.row >= variants.length),
  );
  let silent = false;
  const found = variants.map((change, index): VariantOutcome => {
    const own = errors.flatMap(({ error, at }) =>
      at !== null && at !== "product" && at.row === index ? [{ error, field: at.field }] : [],
    );
    if (whole) own.push({ error: whole, field: null });
    const node = shown.get(change.id);
    if (own.length > 0) return { id: change.id, fields: refusedFields(change, own), shows: null };
    silent ||= node === undefined && errors.length === 0;
    const outcome: FieldOutcome = { outcome: node === undefined ? "skipped" : "applied" };
    const shows = node === undefined ? null : showsOf(node, currency);
    return { id: change.id, fields: eachField(change, () => outcome), shows };
  });
  const undetermined =
    unnamed?.error.message ?? (silent ? "Shopify's answer leaves out what was written" : null);
  return { variants: found, undetermined };
}

/** When Shopify refuses one field of a variant, it does not write the others. */
function refusedFields(
  change: VariantChange,
  errors: readonly { error: VariantsError; field: VariantField | null }[],
): VariantOutcome["fields"] {
  return eachField(change, (field) => {
    const about = (one: { field: VariantField | null }) =>
      one.field === field || one.field === null || change[one.field] === undefined;
    const error = errors.find(about)?.error;
    return error ? { outcome: "rejected", code: error.code, message: error.message } : { outcome: "skipped" };
  });
}

function eachField(
  { id: _id, ...fields }: VariantChange,
  outcomeOf: (field: VariantField) => FieldOutcome,
): VariantOutcome["fields"] {
  const sent = (Object.keys(fields) as VariantField[]).filter((field) => fields[field] !== undefined);
  return Object.fromEntries(sent.map((field) => [field, outcomeOf(field)]));
}

function showsOf(
  { inventoryItem, ...own }: NonNullable<VariantsPayload["productVariants"]>[number],
  currency: string,
): Partial<VariantFields> {
  return { ...ownFields(own, currency), ...(inventoryItem ? itemFields(inventoryItem) : {}) };
}

/** ["variants", "3", "inventoryItem", "cost"]: the fourth variant's cost. */
function placeOf({ field }: VariantsError): "product" | { row: number; field: VariantField | null } | null {
  const [list, index, ...rest] = field ?? [];
  if (list === "productId") return "product";
  if (list !== "variants" || index === undefined || !/^\d+$/.test(index)) return null;
  return { row: Number(index), field: fieldAt(rest) };
}

const VARIABLE_AT = /(?:for|,) (\d+)\.([\w.]+) \(/g;

/** A value outside its type, such as a country, fails the whole request; only the message names it. */
export function refusedVariables(
  { code, message }: { code: string | null; message: string },
  { variants }: VariantWrite,
): VariantsError[] {
  if (code !== "INVALID_VARIABLE" || !message.includes("$variants")) return [];
  return [...message.matchAll(VARIABLE_AT)]
    .map(([, row = "", path = ""]) => ({ row, path: path.split(".") }))
    .filter(({ row }) => Number(row) < variants.length)
    .map(({ row, path }) => ({
      field: ["variants", row, ...path],
      code: "INVALID_VALUE" as const,
      message: message.replace(/^\w+: /, ""),
    }));
}

export interface VariantWrite {
  productId: string;
  /** The shop's, which the answer's prices are in. */
  currency: string;
  variants: readonly VariantChange[];
  /** Somebody is waiting for it, or it ends a plan: see `RunOptions`. */
  urgent?: boolean;
  closing?: boolean;
}

/** What became of one field. Skipped: nothing was wrong with it, but its variant was not written; send it again. */
export type FieldOutcome = { outcome: "applied" } | Rejected | { outcome: "skipped" };

export interface VariantOutcome {
  id: string;
  /** Of the fields that were sent. */
  fields: Partial<Record<VariantField, FieldOutcome>>;
  /** What the variant shows after it was written; null where it was not. */
  shows: Partial<VariantFields> | null;
}

export interface VariantsWritten {
  /** In the order given. */
  variants: VariantOutcome[];
  /** Shopify's words where it refused without naming what was sent: read what the shop holds. */
  undetermined: string | null;
}
