declare const types: unique symbol;

/** A GraphQL document together with the types that codegen derived from it. */
export interface Operation<Data, Vars> {
  name: string;
  kind: "query" | "mutation";
  document: string;
  readonly [types]?: (variables: Vars) => Data;
}

/**
 * One operation, and the fragments it spreads. The document is a template marked with a GraphQL comment, which is
 * how codegen and the schema check find it.
 */
export function operation<Data, Vars>(document: string, ...fragments: string[]): Operation<Data, Vars> {
  const [, kind, name] = /^\s*(query|mutation)\s+(\w+)/.exec(document) ?? [];
  if ((kind !== "query" && kind !== "mutation") || name === undefined) {
    throw new Error(`Not a named query or mutation: ${document.slice(0, 60)}`);
  }
  return { name, kind, document: [document, ...fragments].join("\n") };
}
