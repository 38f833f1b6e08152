import { Kind, valueFromASTUntyped, type OperationDefinitionNode, type ValueNode } from "graphql";
import type { TopLevelError } from "./errors.ts";

type Variables = Record<string, unknown>;

const DEFAULT_LIMIT = 250;
const LIMITS: Record<string, number> = {
  "productVariantsBulkUpdate.variants": 2048,
  "productSet.variants": 2048,
};

/** metafieldsSet reports its own limit as a userError. */
const UNLIMITED = new Set(["metafieldsSet.metafields"]);

/** Too long a list is refused before anything runs: such an answer has no `data` at all. */
export function inputLimitErrors(operation: OperationDefinitionNode, variables: Variables): TopLevelError[] {
  return operation.selectionSet.selections.flatMap((node) => {
    if (node.kind !== Kind.FIELD) return [];
    const key = node.alias?.value ?? node.name.value;
    return (node.arguments ?? []).flatMap((argument) => {
      const value = read(argument.value, variables);
      return tooLong({ [argument.name.value]: value }, node.name.value, [key]);
    });
  });
}

function read(value: ValueNode, variables: Variables): unknown {
  return value.kind === Kind.VARIABLE ? variables[value.name.value] : valueFromASTUntyped(value, variables);
}

function tooLong(values: object, field: string, path: string[]): TopLevelError[] {
  return Object.entries(values).flatMap(([name, value]): TopLevelError[] => {
    const at = [...path, name];
    if (!Array.isArray(value)) {
      const isObject = typeof value === "object" && value !== null;
      return isObject ? tooLong(value as object, field, at) : [];
    }
    const place = `${field}.${name}`;
    const limit = LIMITS[place] ?? DEFAULT_LIMIT;
    if (value.length <= limit || UNLIMITED.has(place)) return [];
    const message = `The input array size of ${value.length} is greater than the maximum allowed of ${limit}.`;
    return [{ message, path: at, extensions: { code: "MAX_INPUT_SIZE_EXCEEDED" } }];
  });
}
