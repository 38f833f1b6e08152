import {
  getDirectiveValues,
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLTypeResolver,
} from "graphql";
import type { Arguments, Context, FieldTable } from "./context.ts";
import { notImplemented, refuse } from "./errors.ts";
import { IDEMPOTENT_MUTATIONS, KEY_REQUIRED } from "./idempotency.ts";
import { mutations } from "#sandbox/shopify/graphql/mutations/index.ts";
import { ScopeCheck } from "./scopes.ts";
import { types } from "#sandbox/shopify/graphql/types/index.ts";

const tables: Record<string, FieldTable | undefined> = { ...types, Mutation: mutations };

interface Plan {
  scopes: ScopeCheck | null;
  resolve: FieldTable[string] | undefined;
}

const plans = new WeakMap<GraphQLObjectType, Map<string, Plan>>();

/** Scopes, then the table of the type, then the member of that name; a field without any of them is an error. */
export const resolveField: GraphQLFieldResolver<unknown, Context, Arguments> = (
  source,
  args,
  context,
  info,
) => {
  const { scopes, resolve } = planOf(info);
  scopes?.check(context.app.scopes);
  const value = resolve
    ? resolve(source, args, context, info)
    : (source as Record<string, unknown> | undefined)?.[info.fieldName];
  if (value === undefined) throw notImplemented(`${info.parentType.name}.${info.fieldName}`);
  return value;
};

function planOf(info: GraphQLResolveInfo): Plan {
  const { parentType, fieldName } = info;
  const ofType = plans.get(parentType) ?? new Map<string, Plan>();
  plans.set(parentType, ofType);
  let plan = ofType.get(fieldName);
  if (!plan) {
    const resolve = tables[parentType.name]?.[fieldName];
    plan = {
      scopes: ScopeCheck.of(parentType.name, fieldName, info.returnType),
      resolve: resolve && IDEMPOTENT_MUTATIONS.has(fieldName) ? underKey(resolve) : resolve,
    };
    ofType.set(fieldName, plan);
  }
  return plan;
}

export const resolveKind: GraphQLTypeResolver<unknown, Context> = (value) => {
  const { kind } = value as { kind?: string };
  if (kind === undefined) throw notImplemented("the concrete type of this value");
  return kind;
};

function underKey(resolve: FieldTable[string]): FieldTable[string] {
  return (source, args, context, info) => {
    const key = idempotencyKey(info);
    if (key === null) throw refuse("BAD_REQUEST", KEY_REQUIRED);
    if (key.trim() === "") throw refuse("INVALID_FIELD_ARGUMENTS", "key can't be blank");
    return context.keys.once(key, info.fieldName, args, () => resolve(source, args, context, info));
  };
}

function idempotencyKey(info: GraphQLResolveInfo): string | null {
  const directive = info.schema.getDirective("idempotent");
  const [node] = info.fieldNodes;
  if (!directive || !node) throw new GraphQLError("the schema has no @idempotent directive");
  const values = getDirectiveValues(directive, node, info.variableValues);
  return values ? (values["key"] as string) : null;
}
