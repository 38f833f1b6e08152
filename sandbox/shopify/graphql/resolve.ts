import {
  getDirectiveValues,
  GraphQLError,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLOutputType,
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

export const resolveField: GraphQLFieldResolver<unknown, Context, Arguments> = (
  source,
  args,
  context,
  info,
) => {
  const { parentType, fieldName } = info;
  const plan = planOf(parentType, fieldName, info.returnType);
  if (parentType.name !== "Mutation" || !IDEMPOTENT_MUTATIONS.has(fieldName))
    return valueOf(plan, parentType, fieldName, source, args, context);
  const key = idempotencyKey(info);
  if (key === null) throw refuse("BAD_REQUEST", KEY_REQUIRED);
  if (key.trim() === "") throw refuse("INVALID_FIELD_ARGUMENTS", "key can't be blank");
  const run = () => valueOf(plan, parentType, fieldName, source, args, context);
  return context.keys.once(key, fieldName, args, run);
};

export const resolveKind: GraphQLTypeResolver<unknown, Context> = kindOf;

/** The concrete type of a row, which every row of an abstract type names. */
export function kindOf(value: unknown): string {
  const { kind } = value as { kind?: string };
  if (kind === undefined) throw notImplemented("the concrete type of this value");
  return kind;
}

/** Reads one field with the same arguments from row after row. */
export function valueReader(
  type: GraphQLObjectType,
  field: GraphQLField<unknown, unknown>,
  args: Arguments,
): (source: unknown, context: Context) => unknown {
  const plan = planOf(type, field.name, field.type);
  return (source, context) => valueOf(plan, type, field.name, source, args, context);
}

/** Scopes, then the table of the type, then the member of that name; a field with neither is an error. */
function valueOf(
  { scopes, resolve }: Plan,
  type: GraphQLObjectType,
  name: string,
  source: unknown,
  args: Arguments,
  context: Context,
): unknown {
  scopes?.check(context.app.scopes);
  const value = resolve
    ? resolve(source, args, context)
    : (source as Record<string, unknown> | undefined)?.[name];
  if (value === undefined) throw notImplemented(`${type.name}.${name}`);
  return value;
}

function planOf(type: GraphQLObjectType, name: string, returns: GraphQLOutputType): Plan {
  const ofType = plans.get(type) ?? new Map<string, Plan>();
  plans.set(type, ofType);
  let plan = ofType.get(name);
  if (!plan) {
    plan = { scopes: ScopeCheck.of(type.name, name, returns), resolve: tables[type.name]?.[name] };
    ofType.set(name, plan);
  }
  return plan;
}

function idempotencyKey(info: GraphQLResolveInfo): string | null {
  const directive = info.schema.getDirective("idempotent");
  const [node] = info.fieldNodes;
  if (!directive || !node) throw new GraphQLError("the schema has no @idempotent directive");
  const values = getDirectiveValues(directive, node, info.variableValues);
  return values ? (values["key"] as string) : null;
}
