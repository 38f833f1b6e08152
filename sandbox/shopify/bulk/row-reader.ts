import {
  getArgumentValues,
  getNamedType,
  GraphQLError,
  isLeafType,
  isNonNullType,
  isObjectType,
  Kind,
  type FieldNode,
  type GraphQLField,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type SelectionSetNode,
} from "graphql";
import type { Context } from "#sandbox/shopify/graphql/context.ts";
import type { Connection } from "#sandbox/shopify/graphql/connection.ts";
import { kindOf, valueReader } from "#sandbox/shopify/graphql/resolve.ts";
import type { Selections } from "#sandbox/shopify/graphql/selections.ts";

export type Json = Record<string, unknown>;

/** Rows of a connection that was selected somewhere below a node. */
export interface Nested {
  rows: readonly unknown[];
  reader: RowReader;
}

interface Reading {
  key: string;
  read: (source: unknown, context: Context) => unknown;
  mayBeNull: boolean;
  name: string;
  leaf: GraphQLLeafType | null;
  inner: RowReader | null;
  isConnection: boolean;
}

/**
 * Reads one selection from any number of rows. graphql-js resolves the arguments of every field again for
 * each row, too slow for a shop of a million variants; here it happens once. The resolvers are the same.
 */
export class RowReader {
  readonly #schema: GraphQLSchema;
  readonly #selections: Selections;
  readonly #set: SelectionSetNode;
  readonly #readings = new Map<string, Reading[]>();
  readonly #type: string;

  constructor(schema: GraphQLSchema, selections: Selections, set: SelectionSetNode, type: string) {
    this.#schema = schema;
    this.#selections = selections;
    this.#set = set;
    this.#type = type;
  }

  /** The row without its connections, which are collected for lines of their own. */
  read(row: unknown, context: Context, nested: Nested[]): Json {
    const line: Json = {};
    for (const reading of this.#readingsFor(row)) {
      const value = reading.read(row, context);
      if (reading.isConnection) {
        const { nodes: rows } = value as Connection<unknown>;
        nested.push({ rows, reader: reading.inner! });
      } else line[reading.key] = complete(value, reading, context, nested);
    }
    return line;
  }

  #readingsFor(row: unknown): Reading[] {
    const type = this.#concreteType(row);
    let readings = this.#readings.get(type.name);
    if (!readings) this.#readings.set(type.name, (readings = this.#prepare(type)));
    return readings;
  }

  #concreteType(row: unknown): GraphQLObjectType {
    const declared = this.#schema.getType(this.#type);
    if (isObjectType(declared)) return declared;
    const actual = this.#schema.getType(kindOf(row));
    if (!isObjectType(actual)) throw new GraphQLError(`${this.#type} is no ${kindOf(row)}`);
    return actual;
  }

  #prepare(type: GraphQLObjectType): Reading[] {
    const byKey = new Map<string, FieldNode[]>();
    for (const { node, parent } of this.#selections.fields(this.#set, type)) {
      const fits =
        parent === type || ("getInterfaces" in type && type.getInterfaces().some((one) => one === parent));
      if (!fits) continue;
      const key = node.alias?.value ?? node.name.value;
      byKey.set(key, [...(byKey.get(key) ?? []), node]);
    }
    return [...byKey].map(([key, nodes]) => this.#reading(key, nodes, type));
  }

  #reading(key: string, nodes: FieldNode[], type: GraphQLObjectType): Reading {
    const [node] = nodes as [FieldNode];
    const name = `${type.name}.${node.name.value}`;
    const plain = { key, name, leaf: null, inner: null, isConnection: false };
    if (node.name.value === "__typename") return { ...plain, mayBeNull: false, read: () => type.name };
    const field = type.getFields()[node.name.value] as GraphQLField<unknown, unknown>;
    const read = valueReader(type, field, getArgumentValues(field, node, {}));
    const named = getNamedType(field.type);
    const mayBeNull = !isNonNullType(field.type);
    if (isLeafType(named)) return { ...plain, read, mayBeNull, leaf: named };
    const isConnection = named.name.endsWith("Connection");
    const selections = nodes.flatMap((one) => one.selectionSet?.selections ?? []);
    const set: SelectionSetNode = { kind: Kind.SELECTION_SET, selections };
    const inner = isConnection ? this.#nodeReader(set, named.name) : this.#inside(set, named.name);
    return { ...plain, read, mayBeNull, inner, isConnection };
  }

  /** From a connection straight to its nodes: `edges { node { ... } }` is the only form a bulk query may have. */
  #nodeReader(connection: SelectionSetNode, type: string): RowReader {
    const [edges, edgeType] = this.#step(connection, type, "edges");
    const [node, nodeType] = this.#step(edges, edgeType, "node");
    return this.#inside(node, nodeType);
  }

  #step(set: SelectionSetNode, typeName: string, name: string): [SelectionSetNode, string] {
    const type = this.#schema.getType(typeName);
    const field = isObjectType(type) ? type.getFields()[name] : undefined;
    if (!type || !field) throw new GraphQLError(`${typeName} has no ${name}`);
    const found = this.#selections.fields(set, type).filter(({ node }) => node.name.value === name);
    const selections = found.flatMap(({ node }) => node.selectionSet?.selections ?? []);
    return [{ kind: Kind.SELECTION_SET, selections }, getNamedType(field.type).name];
  }

  #inside(set: SelectionSetNode, type: string): RowReader {
    return new RowReader(this.#schema, this.#selections, set, type);
  }
}

function complete(value: unknown, reading: Reading, context: Context, nested: Nested[]): unknown {
  if (value === null) {
    if (reading.mayBeNull) return null;
    throw new GraphQLError(`Cannot return null for non-nullable field ${reading.name}.`);
  }
  if (Array.isArray(value)) return value.map((one: unknown) => complete(one, reading, context, nested));
  if (reading.inner) return reading.inner.read(value, context, nested);
  return reading.leaf ? reading.leaf.serialize(value) : value;
}
