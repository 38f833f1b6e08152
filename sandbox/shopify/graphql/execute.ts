import {
  execute,
  Kind,
  OperationTypeNode,
  type ExecutionResult,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from "graphql";
import type { Bucket } from "#sandbox/shopify/throttle.ts";
import { actualCost, planCost } from "./cost.ts";
import type { Context } from "./context.ts";
import { chooseOperation, Documents, variableErrors } from "./documents.ts";
import type { TopLevelError } from "./errors.ts";
import { inputLimitErrors } from "./input-limits.ts";
import { resolveField, resolveKind } from "./resolve.ts";
import { adminSchema } from "./schema.ts";

export interface GraphqlRequest {
  query: string;
  variables?: Record<string, unknown> | null;
  operationName?: string | null;
}

export interface GraphqlAnswer {
  errors?: readonly TopLevelError[];
  data?: unknown;
  extensions?: Record<string, unknown>;
}

/** What the request was, for stats and for faults that aim at one kind of request. */
export interface Outline {
  operation: "query" | "mutation";
  roots: string[];
}

export interface Execution {
  answer: GraphqlAnswer;
  outline: Outline | null;
  points: number;
  throttled: boolean;
}

const MAX_QUERY_COST = 1000;

export class Engine {
  readonly schema: GraphQLSchema = adminSchema();
  readonly #documents = new Documents(this.schema);
  readonly #bucket: Bucket;

  constructor(bucket: Bucket) {
    this.#bucket = bucket;
  }

  outline(request: GraphqlRequest): Outline | null {
    const { document } = this.#documents.prepare(request.query);
    const operation = document && chooseOperation(document, request.operationName);
    return operation ? outlineOf(operation) : null;
  }

  execute(request: GraphqlRequest, context: Context, throttleAnyway = false): Execution {
    const { document, errors } = this.#documents.prepare(request.query);
    if (!document || errors.length > 0) return refused(errors);
    const operation = chooseOperation(document, request.operationName);
    if (!operation) return refused([{ message: "An operation name is required" }]);
    const variables = request.variables ?? {};
    const plan = planCost(this.schema, document, operation, withDefaults(operation, variables));
    if (plan.requested > MAX_QUERY_COST) return refused([tooExpensive(plan.requested)]);
    const outline = outlineOf(operation);
    if (throttleAnyway || !this.#bucket.take(plan.requested)) return this.#throttled(plan.requested, outline);
    const tooLong = inputLimitErrors(operation, variables);
    if (tooLong.length > 0) {
      this.#bucket.giveBack(plan.requested);
      return { ...refused(tooLong), outline };
    }
    const result = execute({
      schema: this.schema,
      document,
      operationName: request.operationName,
      variableValues: variables,
      contextValue: context,
      fieldResolver: resolveField,
      typeResolver: resolveKind,
    }) as ExecutionResult;
    if (!("data" in result)) {
      this.#bucket.giveBack(plan.requested);
      const wrong = variableErrors(this.schema, operation, variables);
      return refused(wrong.length > 0 ? wrong : (withErrors(result).errors ?? []));
    }
    const actual = Math.min(plan.requested, actualCost(plan, result.data));
    this.#bucket.giveBack(plan.requested - actual);
    const answer = { ...withErrors(result), extensions: this.#cost(plan.requested, actual) };
    return { answer, outline, points: actual, throttled: false };
  }

  #throttled(requested: number, outline: Outline): Execution {
    const extensions = { code: "THROTTLED", documentation: "https://shopify.dev/api/usage/rate-limits" };
    const answer = {
      errors: [{ message: "Throttled", extensions }],
      extensions: this.#cost(requested, null),
    };
    return { answer, outline, points: 0, throttled: true };
  }

  #cost(requestedQueryCost: number, actualQueryCost: number | null): Record<string, unknown> {
    return { cost: { requestedQueryCost, actualQueryCost, throttleStatus: this.#bucket.status() } };
  }
}

function refused(errors: readonly TopLevelError[]): Execution {
  return { answer: { errors }, outline: null, points: 0, throttled: false };
}

function outlineOf(operation: OperationDefinitionNode): Outline {
  const roots = operation.selectionSet.selections.flatMap((node) =>
    node.kind === Kind.FIELD ? [node.name.value] : [],
  );
  return { operation: operation.operation === OperationTypeNode.MUTATION ? "mutation" : "query", roots };
}

function withErrors(result: ExecutionResult): GraphqlAnswer {
  if (!result.errors) return { data: result.data };
  const errors = result.errors.map(({ message, locations, path, extensions }): TopLevelError => {
    const error: TopLevelError = { message, extensions };
    if (locations) error.locations = locations;
    if (path) error.path = path;
    return error;
  });
  return { errors, data: result.data };
}

function withDefaults(
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
): Record<string, unknown> {
  const values = { ...variables };
  for (const { variable, defaultValue } of operation.variableDefinitions ?? []) {
    if (values[variable.name.value] !== undefined || !defaultValue) continue;
    if (defaultValue.kind === Kind.INT) values[variable.name.value] = Number(defaultValue.value);
    if (defaultValue.kind === Kind.BOOLEAN) values[variable.name.value] = defaultValue.value;
  }
  return values;
}

function tooExpensive(cost: number): TopLevelError {
  return {
    message: `Query cost is ${cost}, which exceeds the single query max cost limit (${MAX_QUERY_COST}).\n\nSee https://shopify.dev/concepts/about-apis/rate-limits for more information on how the\ncost of a query is calculated.\n\nTo query larger amounts of data with fewer limits, bulk operations should be used instead.\nSee https://shopify.dev/api/usage/bulk-operations/queries for usage details.\n`,
    extensions: {
      code: "MAX_COST_EXCEEDED",
      cost,
      maxCost: MAX_QUERY_COST,
      documentation: "https://shopify.dev/api/usage/rate-limits",
    },
  };
}
