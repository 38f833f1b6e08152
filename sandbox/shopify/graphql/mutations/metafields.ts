import type { Arguments, Context } from "#sandbox/shopify/graphql/context.ts";
import type { UserError } from "#sandbox/shopify/graphql/errors.ts";
import { only } from "#sandbox/shopify/graphql/only.ts";
import { appNamespace } from "#sandbox/shopify/graphql/types/metafields.ts";

interface Identifier {
  ownerId: string;
  namespace: string;
  key: string;
}

interface DefinitionInput {
  ownerType: string;
  namespace?: string | null;
  key: string;
  name: string;
  type: string;
  capabilities?: { uniqueValues?: { enabled: boolean } | null } | null;
}

const KNOWN_TYPES = [
  "boolean",
  "date",
  "date_time",
  "id",
  "json",
  "multi_line_text_field",
  "number_decimal",
  "number_integer",
  "rich_text_field",
  "single_line_text_field",
  "url",
];

/** A missing one is answered with null, and is not an error. */
export function metafieldsDelete(_root: unknown, args: Arguments, { state }: Context) {
  const deletedMetafields = (args["metafields"] as Identifier[]).map(({ ownerId, namespace, key }) => {
    const row = state.metafields.find(ownerId, appNamespace(namespace), key);
    if (row) state.metafields.remove(row);
    return row ? { ownerId, namespace, key } : null;
  });
  return { deletedMetafields, userErrors: [] };
}

export function metafieldDefinitionCreate(_root: unknown, args: Arguments, { state }: Context) {
  const input = args["definition"] as DefinitionInput;
  only(
    { ...input, pin: undefined, useAsCollectionCondition: undefined },
    ["ownerType", "namespace", "key", "name", "type", "capabilities"],
    "MetafieldDefinitionInput",
  );
  const { ownerType, key, name, type, capabilities } = input;
  const namespace = appNamespace(input.namespace);
  const refuse = (field: string[], message: string, code: string) => {
    const error: UserError = { field, message, code };
    return { createdDefinition: null, userErrors: [error] };
  };
  if (!KNOWN_TYPES.includes(type)) {
    const message = `Type name ${type} is not a valid type. Valid types are: ${KNOWN_TYPES.join(", ")}.`;
    return refuse(["definition", "type"], message, "INCLUSION");
  }
  if (key.length < 2)
    return refuse(["definition", "key"], "Key is too short (minimum is 2 characters)", "TOO_SHORT");
  if (state.metafields.definition(ownerType, namespace, key)) {
    const message = `Key is in use for ${capitalized(ownerType)} metafields on the '${namespace}' namespace.`;
    return refuse(["definition", "key"], message, "TAKEN");
  }
  if (type === "id" && capabilities?.uniqueValues?.enabled === false) {
    const message = "Capability unique_values is required for type id but is disabled";
    return refuse(["definition"], message, "CAPABILITY_REQUIRED_BUT_DISABLED");
  }
  const createdDefinition = state.defineMetafield({ ownerType, namespace, key, name, type });
  return { createdDefinition, userErrors: [] };
}

function capitalized(word: string): string {
  return word.charAt(0) + word.slice(1).toLowerCase();
}
