import type { Arguments, Context } from "#sandbox/shopify/graphql/context.ts";
import type { UserError } from "#sandbox/shopify/graphql/errors.ts";
import type { Metafield } from "#sandbox/shopify/state/rows.ts";
import { APP_NAMESPACE, digestOf, findMetafield } from "#sandbox/shopify/graphql/types/metafields.ts";
import { findNode } from "#sandbox/shopify/graphql/types/nodes.ts";

interface MetafieldInput {
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
    problems(input, ["metafields", String(index)], context),
  );
  if (userErrors.length > 0) return { metafields: [], userErrors };
  return { metafields: inputs.map((input) => write(input, context)), userErrors: [] };
}

function problems(input: MetafieldInput, at: string[], context: Context): UserError[] {
  const namespace = namespaceOf(input);
  const existing = findMetafield(context.state, input.ownerId, namespace, input.key);
  const type = input.type ?? existing?.type;
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
  const wrong = type ? valueProblem(type, input.value) : null;
  if (wrong) report("INVALID_VALUE", wrong, "value");
  if (input.compareDigest !== undefined && input.compareDigest !== (existing ? digestOf(existing) : null)) {
    const message =
      "The resource has been updated since it was loaded. Try again with an updated `compareDigest` value.";
    report("STALE_OBJECT", message);
  }
  return found;
}

function valueProblem(type: string, value: string): string | null {
  if (value === "") return "Value can't be blank.";
  if (type === "number_integer" && !/^-?\d+$/.test(value)) return "Value must be an integer.";
  if (type === "boolean" && value !== "true" && value !== "false") return "Value must be true or false.";
  if (type === "single_line_text_field" && value.includes("\n"))
    return "Value must be a single line text string.";
  return null;
}

function write(input: MetafieldInput, { state }: Context): Metafield {
  const namespace = namespaceOf(input);
  const existing = findMetafield(state, input.ownerId, namespace, input.key);
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
    type: input.type ?? "",
    value: input.value,
    createdAt: now,
    updatedAt: now,
  });
}

function namespaceOf(input: MetafieldInput): string {
  return (input.namespace ?? APP_NAMESPACE).replace(/^\$app/, APP_NAMESPACE);
}
