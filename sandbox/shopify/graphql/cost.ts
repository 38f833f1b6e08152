import {
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  OperationTypeNode,
  valueFromAST,
  valueFromASTUntyped,
  GraphQLInt,
  type DocumentNode,
  type FieldNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";
import { given } from "./given.ts";
import { Selections } from "./selections.ts";

type Variables = Record<string, unknown>;

/** One selected field that costs something, and what is selected below it. */
interface Priced {
  key: string;
  kind: "object" | "connection";
  own: number;
  size: number;
  children: Priced[];
  /** For a connection: the children are those of a node, found under this name. */
  via: "nodes" | "edges" | null;
  isCount: boolean;
}

export interface CostPlan {
  requested: number;
  roots: Priced[];
}

const FREE_TYPES = new Set([
  "PageInfo",
  "MoneyV2",
  "MoneyBag",
  "LocationAddress",
  "FulfillmentOrderAssignedLocation",
]);
const MUTATION_BASE = 10;
const ROOT_COUNT = 10;
const RARE_MUTATIONS: Record<string, number> = {
  deliveryProfileUpdate: 100,
  fileCreate: 20,
  flowTriggerReceive: 1,
  fulfillmentTrackingInfoUpdate: 50,
  orderCapture: 20,
  productCreateMedia: 20,
};

/** Recorded: 1,499 variants created at once cost 310 points. */
const ROW_LISTS: Record<string, string> = {
  productVariantsBulkCreate: "variants",
  productVariantsBulkUpdate: "variants",
};
const ROWS_PER_POINT = 5;

/** The model that reproduces 96 % of recorded `requestedQueryCost` values. */
export function planCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
): CostPlan {
  const root = schema.getRootType(operation.operation);
  const pricing = new Pricing(new Selections(schema, document, variables), variables);
  const isMutation = operation.operation === OperationTypeNode.MUTATION;
  const fields = root ? pricing.selected(operation.selectionSet, root) : [];
  const roots = fields.map(({ name, priced }) => {
    const rows = ROW_LISTS[name] ? longestList(operation, name, ROW_LISTS[name], variables) : 0;
    return rootPrice(name, priced, isMutation, Math.floor(rows / ROWS_PER_POINT));
  });
  return { requested: Math.max(1, sum(roots.map(requestedOf))), roots };
}

function longestList(
  operation: OperationDefinitionNode,
  field: string,
  argument: string,
  variables: Variables,
): number {
  const lists = operation.selectionSet.selections.flatMap((node) => {
    if (node.kind !== Kind.FIELD || node.name.value !== field) return [];
    const given = node.arguments?.find((one) => one.name.value === argument)?.value;
    return given ? [valueFromASTUntyped(given, variables)] : [];
  });
  return Math.max(0, ...lists.map((list) => (Array.isArray(list) ? list.length : 0)));
}

function rootPrice(name: string, priced: Priced, isMutation: boolean, forRows: number): Priced {
  if (!isMutation) return priced.isCount ? { ...priced, own: ROOT_COUNT } : priced;
  const children = priced.children.map((child) => (child.kind === "object" ? { ...child, own: 0 } : child));
  return { ...priced, own: (RARE_MUTATIONS[name] ?? MUTATION_BASE) + forRows, children };
}

class Pricing {
  readonly #selections: Selections;
  readonly #variables: Variables;

  constructor(selections: Selections, variables: Variables) {
    this.#selections = selections;
    this.#variables = variables;
  }

  selected(set: SelectionSetNode, type: GraphQLNamedType): { name: string; priced: Priced }[] {
    return this.#selections.fields(set, type).flatMap(({ node, parent }) => {
      const priced = this.#field(node, parent);
      return priced ? [{ name: node.name.value, priced }] : [];
    });
  }

  #children(set: SelectionSetNode, type: GraphQLNamedType): Priced[] {
    return this.selected(set, type).map(({ priced }) => priced);
  }

  #field(node: FieldNode, parent: GraphQLNamedType): Priced | null {
    const field = fieldOf(parent, node.name.value);
    const type = field && getNamedType(field.type);
    if (!field || !type || !isCompositeType(type) || !node.selectionSet) return null;
    if (FREE_TYPES.has(type.name) || node.name.value === "userErrors") return null;
    const key = node.alias?.value ?? node.name.value;
    const children = this.#children(node.selectionSet, type);
    if (type.name.endsWith("Connection")) return this.#connection(node, key, children);
    return { key, kind: "object", own: 1, size: 1, children, via: null, isCount: type.name === "Count" };
  }

  #connection(node: FieldNode, key: string, inside: Priced[]): Priced {
    const nodes = inside.find((child) => child.key === "nodes");
    const edges = inside.find((child) => child.key === "edges");
    const item = nodes ?? edges?.children.find((child) => child.key === "node");
    const size = this.#size(node, "first") ?? this.#size(node, "last") ?? 1;
    const via = item ? (nodes ? "nodes" : "edges") : null;
    return { key, kind: "connection", own: 2, size, children: item?.children ?? [], via, isCount: false };
  }

  #size(node: FieldNode, name: string): number | null {
    const argument = node.arguments?.find((candidate) => candidate.name.value === name);
    const value: unknown = argument && valueFromAST(argument.value, GraphQLInt, this.#variables);
    return typeof value === "number" ? value : null;
  }
}

function requestedOf(priced: Priced): number {
  const below = sum(priced.children.map(requestedOf));
  if (priced.kind !== "connection") return priced.own + below;
  return priced.via === null ? priced.own : priced.own + scale(priced.size) * (1 + below);
}

/** What the answer really held: an empty page or a missing object costs less than was reserved for it. */
export function actualCost(plan: CostPlan, data: unknown): number {
  const values = (data ?? {}) as Record<string, unknown>;
  return Math.max(1, sum(plan.roots.map((root) => actualOf(root, values[root.key]))));
}

function actualOf(priced: Priced, value: unknown): number {
  if (!given(value)) return priced.own;
  if (priced.kind === "connection") return priced.own + pageCost(priced, value as Record<string, unknown>);
  const objects = Array.isArray(value) ? value : [value];
  return priced.own + largest(objects.map((object) => below(priced, object)));
}

function pageCost(priced: Priced, page: Record<string, unknown>): number {
  if (priced.via === null) return 0;
  const rows = page[priced.via] as Record<string, unknown>[];
  const nodes = priced.via === "nodes" ? rows : rows.map((edge) => edge["node"]);
  return nodes.length === 0
    ? 0
    : scale(nodes.length) * (1 + largest(nodes.map((node) => below(priced, node))));
}

function below(priced: Priced, object: unknown): number {
  if (priced.children.length === 0 || !given(object)) return 0;
  const values = object as Record<string, unknown>;
  return sum(priced.children.map((child) => actualOf(child, values[child.key])));
}

function largest(numbers: number[]): number {
  return numbers.reduce((most, one) => Math.max(most, one), 0);
}

/** A page of n costs as much as a few of its nodes: the growth is logarithmic. */
function scale(size: number): number {
  return Math.max(1, Math.floor(2 * Math.log(Math.max(1, size))));
}

function fieldOf(type: GraphQLNamedType, name: string): GraphQLField<unknown, unknown> | undefined {
  return isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
