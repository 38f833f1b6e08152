import {
  getNamedType,
  getNullableType,
  getOperationAST,
  GraphQLError,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  OperationTypeNode,
  parse,
  validate,
  type DocumentNode,
  type FieldNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  type SelectionSetNode,
} from "graphql";
import type { UserError } from "#sandbox/shopify/graphql/errors.ts";
import { Selections } from "#sandbox/shopify/graphql/selections.ts";
import { translate } from "#sandbox/shopify/graphql/translate.ts";

const MAX_BYTES = 65_535;
const MAX_CONNECTIONS = 5;
const MAX_DEPTH = 2;

/** The parsed query, or the one userError that Shopify answers. */
export function readBulkQuery(schema: GraphQLSchema, query: string): DocumentNode | UserError {
  const bytes = Buffer.byteLength(query);
  if (bytes > MAX_BYTES) return invalid(`Query is too large (${bytes} bytes; maximum is ${MAX_BYTES} bytes)`);
  let document: DocumentNode;
  try {
    document = parse(query);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return invalid(`Invalid bulk query: ${error.message.replace("Syntax Error:", "syntax error,")}`);
  }
  const [wrong] = validate(schema, document);
  if (wrong) return invalid(`Invalid bulk query: ${translate(wrong).message}`);
  const message = brokenRule(schema, document);
  return message === null ? document : invalid(message);
}

interface Position {
  depth: number;
  inList: boolean;
  /** Whether the closest node above selects its id; true above the first connection. */
  parentHasId: boolean;
  above: string;
}

function brokenRule(schema: GraphQLSchema, document: DocumentNode): string | null {
  const operation = getOperationAST(document);
  if (!operation) return "Invalid bulk query: it must hold exactly one operation";
  if (operation.operation !== OperationTypeNode.QUERY)
    return "Invalid operation type. Only `query` operations are supported.";
  const roots = operation.selectionSet.selections.flatMap((node) => (node.kind === Kind.FIELD ? [node] : []));
  if (roots.some((node) => node.name.value === "node" || node.name.value === "nodes"))
    return "Bulk queries cannot contain a top level `node` field.";
  const survey = new Survey(new Selections(schema, document, {}));
  const start: Position = { depth: 0, inList: false, parentHasId: true, above: "" };
  const root = schema.getQueryType();
  if (root) survey.visit(operation.selectionSet, root, start);
  if (survey.connections === 0) return "Bulk queries must contain at least one connection.";
  if (survey.withoutEdges.length > 0) return edgesMessage(survey.withoutEdges);
  if (survey.connections > MAX_CONNECTIONS) return "Bulk queries cannot contain more than 5 connections.";
  if (survey.deepest > MAX_DEPTH)
    return "Bulk queries cannot contain connections with a nesting depth greater than 2.";
  if (survey.inList)
    return "Queries that contain a connection field within a list field are not currently supported.";
  if (survey.withoutId.length > 0)
    return `The parent 'node' field for a nested connection must select the 'id' field without an alias and must be of 'ID' return type. Connection fields without 'id': ${survey.withoutId.join(", ")}.`;
  return null;
}

/** What the rules ask about a query, gathered in one walk. */
class Survey {
  connections = 0;
  deepest = 0;
  inList = false;
  readonly withoutEdges: string[] = [];
  readonly withoutId: string[] = [];
  readonly #selections: Selections;

  constructor(selections: Selections) {
    this.#selections = selections;
  }

  visit(set: SelectionSetNode, type: GraphQLNamedType, at: Position): void {
    for (const { node, parent } of this.#selections.fields(set, type)) {
      if (!isObjectType(parent) && !isInterfaceType(parent)) continue;
      const field = parent.getFields()[node.name.value];
      if (!field || !node.selectionSet) continue;
      const inner = getNamedType(field.type);
      const inList = at.inList || isListType(getNullableType(field.type));
      if (inner.name.endsWith("Connection")) this.#visitConnection(node, node.selectionSet, inner, at);
      else this.visit(node.selectionSet, inner, { ...at, inList });
    }
  }

  #visitConnection(node: FieldNode, set: SelectionSetNode, type: GraphQLNamedType, at: Position): void {
    this.connections += 1;
    this.deepest = Math.max(this.deepest, at.depth + 1);
    this.inList ||= at.inList;
    if (!at.parentHasId && !this.withoutId.includes(at.above)) this.withoutId.push(at.above);
    const item = this.#nodeSelection(set, type);
    const itemType = nodeType(type);
    if (!item || !itemType) {
      this.withoutEdges.push(node.name.value);
      return;
    }
    const parentHasId = this.#selections
      .fields(item, itemType)
      .some((child) => child.node.name.value === "id" && !child.node.alias);
    const above = node.name.value;
    this.visit(item, itemType, { depth: at.depth + 1, inList: false, parentHasId, above });
  }

  #nodeSelection(set: SelectionSetNode, type: GraphQLNamedType): SelectionSetNode | null {
    const inside = this.#selections.fields(set, type).map(({ node }) => node);
    if (inside.some((child) => child.name.value === "nodes")) return null;
    const edges = inside.find((child) => child.name.value === "edges")?.selectionSet?.selections ?? [];
    const node = edges.find((child) => child.kind === Kind.FIELD && child.name.value === "node");
    return (node?.kind === Kind.FIELD && node.selectionSet) || null;
  }
}

function nodeType(connection: GraphQLNamedType): GraphQLNamedType | null {
  if (!isObjectType(connection)) return null;
  const edge = connection.getFields()["edges"];
  const edgeType = edge && getNamedType(edge.type);
  const node = isObjectType(edgeType) ? edgeType.getFields()["node"] : undefined;
  return node ? getNamedType(node.type) : null;
}

function edgesMessage(names: string[]): string {
  const list = names.map((name) => `'${name}'`).join(", ");
  return `All connection fields in a bulk query must select their contents using 'edges' > 'node', e.g: '${names[0]} { edges { node {'. Selecting via 'nodes' is not supported. Invalid connection fields: ${list}.`;
}

function invalid(message: string): UserError {
  return { field: ["query"], message, code: "INVALID" };
}
