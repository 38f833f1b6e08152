import type { Arguments, Context } from "#sandbox/shopify/graphql/context.ts";
import type { UserError } from "#sandbox/shopify/graphql/errors.ts";
import type { Metafield } from "#sandbox/shopify/state/rows.ts";
import { given } from "#sandbox/shopify/graphql/given.ts";
import { appNamespace, digestOf, ownerTypeOf } from "#sandbox/shopify/graphql/types/metafields.ts";
import { findNode } from "#sandbox/shopify/graphql/types/nodes.ts";

export interface MetafieldInput {
  ownerId: string;
  namespace?: string | null;
  key: string;
  type?: string | null;
  value: string;
  compareDigest?: string | null;
}

const LIMIT = 25;

export function metafieldsSet(_root: unknown, args: Arguments, context: Context) {
  const inputs = args["metafields"] as MetafieldInput[];
  if (inputs.length > LIMIT) {
    const message = `Exceeded the maximum metafields input limit of ${LIMIT}.`;
    const error: UserError = { field: ["metafields"], message, code: "LESS_THAN_OR_EQUAL_TO" };
    return { metafields: null, userErrors: [error] };
  }
  const userErrors = inputs.flatMap((input, index) =>
    metafieldProblems(input, ["metafields", String(index)], context),
  );
  if (userErrors.length > 0) return { metafields: [], userErrors };
  return { metafields: inputs.map((input) => writeMetafield(input, context)), userErrors: [] };
}

export function metafieldProblems(input: MetafieldInput, at: string[], context: Context): UserError[] {
  const { metafields } = context.state;
  const namespace = appNamespace(input.namespace);
  const existing = metafields.find(input.ownerId, namespace, input.key);
  const defined = metafields.definition(ownerTypeOf(input.ownerId), namespace, input.key)?.type;
  const type = input.type ?? defined ?? existing?.type;
  const found: UserError[] = [];
  const report = (code: string, message: string, member?: string) =>
    found.push({ field: member ? [...at, member] : at, message, code });
  if (findNode(context, input.ownerId) === null) report("INVALID_VALUE", "Owner does not exist.", "ownerId");
  if (input.key.length < 2) report("TOO_SHORT", "Key is too short (minimum is 2 characters)", "key");
  if (input.key.length > 64) report("TOO_LONG", "Key is too long (maximum is 64 characters)", "key");
  if (namespace.length < 3)
    report("TOO_SHORT", "Namespace is too short (minimum is 3 characters)", "namespace");
  if (namespace.length > 255)
    report("TOO_LONG", "Namespace is too long (maximum is 255 characters)", "namespace");
  if (!type) report("BLANK", "Type can't be blank", "type");
  if (given(input.type) && defined !== undefined && input.type !== defined) {
    const message = `Type '${input.type}' must be consistent with the definition's type: '${defined}'.`;
    report("INVALID_TYPE", message, "type");
  }
  const wrong = type ? valueProblem(type, input.value) : null;
  if (wrong) report("INVALID_VALUE", wrong, "value");
  const holder = type === "id" ? metafields.holder(namespace, input.key, input.value) : undefined;
  if (holder && holder.ownerGid !== input.ownerId) report("TAKEN", "Value is already taken.", "value");
  if (input.compareDigest !== undefined && input.compareDigest !== (existing ? digestOf(existing) : null)) {
    const message =
      "The resource has been updated since it was loaded. Try again with an updated `compareDigest` value.";
    report("STALE_OBJECT", message);
  }
  return found;
}

function valueProblem(type: string, value: string): string | null {
  if (value === "") return "Value can't be blank.";
  if (type === "number_decimal" && !/^-?\d+(\.\d+)?$/.test(value)) return "Value must be a number.";
  if (type === "number_integer" && !/^-?\d+$/.test(value)) return "Value must be an integer.";
  if (type === "boolean" && value !== "true" && value !== "false") return "Value must be true or false.";
  if (type === "single_line_text_field" && value.includes("\n"))
    return "Value must be a single line text string.";
  return null;
}

export function writeMetafield(input: MetafieldInput, { state }: Context): Metafield {
  const namespace = appNamespace(input.namespace);
  const existing = state.metafields.find(input.ownerId, namespace, input.key);
  const defined = state.metafields.definition(ownerTypeOf(input.ownerId), namespace, input.key)?.type;
  const now = state.now();
  if (existing) {
    existing.value = input.value;
    existing.type = input.type ?? existing.type;
    existing.updatedAt = now;
    return existing;
  }
  return state.metafields.add({
    kind: "Metafield",
    id: state.ids.next("Metafield"),
    ownerGid: input.ownerId,
    namespace,
    key: input.key,
    type: input.type ?? defined ?? "",
    value: input.value,
    createdAt: now,
    updatedAt: now,
  });
}
