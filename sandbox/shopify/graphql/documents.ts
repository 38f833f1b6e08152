import {
  coerceInputValue,
  getOperationAST,
  GraphQLError,
  isInputType,
  Kind,
  parse,
  print,
  typeFromAST,
  validate,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from "graphql";
import type { TopLevelError } from "./errors.ts";
import { translate } from "./translate.ts";

export interface Prepared {
  document: DocumentNode | null;
  errors: TopLevelError[];
}

const CACHE_LIMIT = 1_000;

/** Parses and validates each query text once; an app sends the same few texts over and over. */
export class Documents {
  readonly #schema: GraphQLSchema;
  readonly #known = new Map<string, Prepared>();

  constructor(schema: GraphQLSchema) {
    this.#schema = schema;
  }

  prepare(text: string): Prepared {
    const known = this.#known.get(text);
    if (known) return known;
    const prepared = this.#read(text);
    if (this.#known.size >= CACHE_LIMIT) this.#known.clear();
    this.#known.set(text, prepared);
    return prepared;
  }

  #read(text: string): Prepared {
    try {
      const document = parse(text);
      const errors = validate(this.#schema, document).map((error) => translate(error));
      return { document, errors };
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      return {
        document: null,
        errors: [{ message: error.message, locations: [...(error.locations ?? [])] }],
      };
    }
  }
}

export function chooseOperation(
  document: DocumentNode,
  name: string | null | undefined,
): OperationDefinitionNode | null {
  return getOperationAST(document, name) ?? null;
}

/** Shopify's own words for variables that do not fit their declared type. */
export function variableErrors(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  given: Record<string, unknown>,
): TopLevelError[] {
  return (operation.variableDefinitions ?? []).flatMap((definition): TopLevelError[] => {
    const name = definition.variable.name.value;
    const type = typeFromAST(schema, definition.type);
    if (!isInputType(type)) return [];
    const value = given[name];
    if (value === undefined && (definition.defaultValue || definition.type.kind !== Kind.NON_NULL_TYPE))
      return [];
    const problems: Problem[] = [];
    coerceInputValue(value ?? null, type, (path, wrong, error) => {
      problems.push(problemOf([...path], wrong, error.message));
    });
    if (problems.length === 0) return [];
    const named = problems
      .filter(({ path }) => path.length > 0)
      .map(({ path, explanation }) => `${path.join(".")} (${explanation})`);
    const rest = named.length > 0 ? ` for ${named.join(", ")}` : "";
    return [
      {
        message: `Variable $${name} of type ${print(definition.type)} was provided invalid value${rest}`,
        extensions: { code: "INVALID_VARIABLE", value: value ?? null, problems },
      },
    ];
  });
}

interface Problem {
  path: (string | number)[];
  explanation: string;
}

/** Shopify points at the missing or unknown member itself, graphql-js at the object around it. */
function problemOf(path: (string | number)[], wrong: unknown, message: string): Problem {
  const missing = /^Field "(\w+)" of required type/.exec(message);
  if (missing) return { path: [...path, missing[1]!], explanation: "Expected value to not be null" };
  const unknown = /^Field "(\w+)" is not defined by type "(\w+)"/.exec(message);
  if (unknown) return { path: [...path, unknown[1]!], explanation: `Field is not defined on ${unknown[2]!}` };
  if (wrong === null) return { path, explanation: "Expected value to not be null" };
  return { path, explanation: message };
}
