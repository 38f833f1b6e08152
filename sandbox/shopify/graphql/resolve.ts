import {
  getDirectiveValues,
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  type GraphQLTypeResolver,
} from "graphql";
import type { Arguments, Context, FieldTable } from "./context.ts";
import { notImplemented, refuse } from "./errors.ts";
import { IDEMPOTENT_MUTATIONS, KEY_REQUIRED } from "./idempotency.ts";
import { mutations } from "./mutations/index.ts";
import { checkScopes } from "./scopes.ts";
import { types } from "./types/index.ts";

const tables: Record<string, FieldTable | undefined> = { ...types, Mutation: mutations };

/** Scopes, then the table of the type, then the member of that name; a field without any of them is an error. */
export const resolveField: GraphQLFieldResolver<unknown, Context> = (source, args, context, info) => {
  const type = info.parentType.name;
  checkScopes(type, info.fieldName, info.returnType, context.app.scopes);
  const resolve = tables[type]?.[info.fieldName];
  const value = resolve
    ? type === "Mutation"
      ? mutate(() => resolve(source, args, context, info), args, context, info)
      : resolve(source, args, context, info)
    : (source as Record<string, unknown> | undefined)?.[info.fieldName];
  if (value === undefined) throw notImplemented(`${type}.${info.fieldName}`);
  return value;
};

export const resolveKind: GraphQLTypeResolver<unknown, Context> = (value) => {
  const { kind } = value as { kind?: string };
  if (kind === undefined) throw notImplemented("the concrete type of this value");
  return kind;
};

function mutate(run: () => unknown, args: Arguments, context: Context, info: GraphQLResolveInfo): unknown {
  if (!IDEMPOTENT_MUTATIONS.has(info.fieldName)) return run();
  const key = idempotencyKey(info);
  if (key === null) throw refuse("BAD_REQUEST", KEY_REQUIRED);
  if (key.trim() === "") throw refuse("INVALID_FIELD_ARGUMENTS", "key can't be blank");
  return context.keys.once(key, info.fieldName, args, run);
}

function idempotencyKey(info: GraphQLResolveInfo): string | null {
  const directive = info.schema.getDirective("idempotent");
  const [node] = info.fieldNodes;
  if (!directive || !node) throw new GraphQLError("the schema has no @idempotent directive");
  const values = getDirectiveValues(directive, node, info.variableValues);
  return values ? (values["key"] as string) : null;
}
