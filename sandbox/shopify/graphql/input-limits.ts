import {
  getArgumentValues,
  Kind,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from "graphql";
import type { TopLevelError } from "./errors.ts";

const DEFAULT_LIMIT = 250;
const LIMITS: Record<string, number> = { "productVariantsBulkUpdate.variants": 2048 };

/** Too long a list is refused before anything runs: such an answer has no `data` at all. */
export function inputLimitErrors(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
): TopLevelError[] {
  const root = schema.getRootType(operation.operation);
  if (!root) return [];
  return operation.selectionSet.selections.flatMap((node) => {
    const field = node.kind === Kind.FIELD ? root.getFields()[node.name.value] : undefined;
    if (node.kind !== Kind.FIELD || !field) return [];
    const key = node.alias?.value ?? node.name.value;
    return tooLong(getArgumentValues(field, node, variables), field.name, [key]);
  });
}

function tooLong(values: Record<string, unknown>, field: string, path: string[]): TopLevelError[] {
  return Object.entries(values).flatMap(([name, value]): TopLevelError[] => {
    const at = [...path, name];
    if (!Array.isArray(value)) {
      const isObject = typeof value === "object" && value !== null;
      return isObject ? tooLong(value as Record<string, unknown>, field, at) : [];
    }
    const limit = LIMITS[`${field}.${name}`] ?? DEFAULT_LIMIT;
    if (value.length <= limit || name === "metafields") return [];
    const message = `The input array size of ${value.length} is greater than the maximum allowed of ${limit}.`;
    return [{ message, path: at, extensions: { code: "MAX_INPUT_SIZE_EXCEEDED" } }];
  });
}
