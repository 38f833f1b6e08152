import {
  getNamedType,
  getNullableType,
  GraphQLError,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  parse,
  validate,
  type DocumentNode,
  type FieldNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  type SelectionSetNode,
} from "graphql";
import type { UserError } from "../graphql/errors.ts";
import { translate } from "../graphql/translate.ts";

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

interface Survey {
  connections: number;
  deepest: number;
  withoutEdges: FieldNode[];
  withoutId: string[];
  inList: boolean;
}

interface Position {
  depth: number;
  inList: boolean;
  /** Whether the closest node above selects its id; true above the first connection. */
  parentHasId: boolean;
}

function brokenRule(schema: GraphQLSchema, document: DocumentNode): string | null {
  const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  if (operation?.operation !== "query") return "Invalid operation type. Only `query` operations are supported.";
  const roots = operation.selectionSet.selections.flatMap((node) => (node.kind === Kind.FIELD ? [node] : []));
  if (roots.some((node) => node.name.value === "node" || node.name.value === "nodes"))
    return "Bulk queries cannot contain a top level `node` field.";
  const survey = surveyOf(schema, document, operation.selectionSet);
  if (survey.connections === 0) return "Bulk queries must contain at least one connection.";
  if (survey.withoutEdges.length > 0) return edgesMessage(survey.withoutEdges);
  if (survey.connections > MAX_CONNECTIONS) return "Bulk queries cannot contain more than 5 connections.";
  if (survey.deepest > MAX_DEPTH)
    return "Bulk queries cannot contain connections with a nesting depth greater than 2.";
  if (survey.inList) return "Queries that contain a connection field within a list field are not currently supported.";
  if (survey.withoutId.length > 0)
    return `The parent 'node' field for a nested connection must select the 'id' field without an alias and must be of 'ID' return type. Connection fields without 'id': ${survey.withoutId.join(", ")}.`;
  return null;
}

function surveyOf(schema: GraphQLSchema, document: DocumentNode, root: SelectionSetNode): Survey {
  const survey: Survey = { connections: 0, deepest: 0, withoutEdges: [], withoutId: [], inList: false };
  const fragments = new Map(
    document.definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [])),
  );
  const query = schema.getQueryType();
  if (query) visit(root, query, { depth: 0, inList: false, parentHasId: true }, "");
  return survey;

  function visit(set: SelectionSetNode, type: GraphQLNamedType, at: Position, above: string): void {
    for (const { node, parent } of fieldsOf(set, type)) {
      if (!isObjectType(parent) && !isInterfaceType(parent)) continue;
      const field = parent.getFields()[node.name.value];
      if (!field || !node.selectionSet) continue;
      const inner = getNamedType(field.type);
      if (inner.name.endsWith("Connection")) visitConnection(node, node.selectionSet, inner, at, above);
      else {
        const inList = at.inList || isListType(getNullableType(field.type));
        visit(node.selectionSet, inner, { ...at, inList }, above);
      }
    }
  }

  function visitConnection(
    node: FieldNode,
    set: SelectionSetNode,
    type: GraphQLNamedType,
    at: Position,
    above: string,
  ): void {
    survey.connections += 1;
    survey.deepest = Math.max(survey.deepest, at.depth + 1);
    survey.inList ||= at.inList;
    if (!at.parentHasId && !survey.withoutId.includes(above)) survey.withoutId.push(above);
    const inside = fieldsOf(set, type);
    const edges = inside.find((child) => child.node.name.value === "edges")?.node.selectionSet;
    const item = edges?.selections.find((child) => child.kind === Kind.FIELD && child.name.value === "node");
    if (inside.some((child) => child.node.name.value === "nodes") || item?.kind !== Kind.FIELD || !item.selectionSet) {
      survey.withoutEdges.push(node);
      return;
    }
    const itemType = nodeType(type);
    if (!itemType) return;
    const parentHasId = fieldsOf(item.selectionSet, itemType).some(
      (child) => child.node.name.value === "id" && !child.node.alias,
    );
    visit(item.selectionSet, itemType, { depth: at.depth + 1, inList: false, parentHasId }, node.name.value);
  }

  function fieldsOf(set: SelectionSetNode, type: GraphQLNamedType): { node: FieldNode; parent: GraphQLNamedType }[] {
    return set.selections.flatMap((node) => {
      if (node.kind === Kind.FIELD) return [{ node, parent: type }];
      const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : fragments.get(node.name.value);
      if (!fragment) return [];
      const condition = fragment.typeCondition && schema.getType(fragment.typeCondition.name.value);
      return fieldsOf(fragment.selectionSet, condition ?? type);
    });
  }
}

function nodeType(connection: GraphQLNamedType): GraphQLNamedType | null {
  if (!isObjectType(connection)) return null;
  const edge = connection.getFields()["edges"];
  const edgeType = edge && getNamedType(edge.type);
  const node = isObjectType(edgeType) ? edgeType.getFields()["node"] : undefined;
  return node ? getNamedType(node.type) : null;
}

function edgesMessage(fields: FieldNode[]): string {
  const names = fields.map((node) => node.name.value);
  const list = names.map((name) => `'${name}'`).join(", ");
  return `All connection fields in a bulk query must select their contents using 'edges' > 'node', e.g: '${names[0]} { edges { node {'. Selecting via 'nodes' is not supported. Invalid connection fields: ${list}.`;
}

function invalid(message: string): UserError {
  return { field: ["query"], message, code: "INVALID" };
}
