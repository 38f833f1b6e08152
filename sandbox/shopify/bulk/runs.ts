import { getOperationAST, type DocumentNode, type GraphQLSchema } from "graphql";
import type { Context } from "#sandbox/shopify/graphql/context.ts";
import { Selections } from "#sandbox/shopify/graphql/selections.ts";
import { runLines } from "./mutation-run.ts";
import type { BulkRuns } from "./operations.ts";
import { writeResults } from "./results.ts";
import { RowReader } from "./row-reader.ts";

export function bulkRuns(schema: GraphQLSchema, context: () => Context): BulkRuns {
  return {
    query: (document, results, grouped, row) =>
      writeResults(reader(schema, document), { ...context(), unpaged: true }, results, grouped, row),
    mutation: (document, files, row) => runLines(schema, document, context(), files, row),
  };
}

function reader(schema: GraphQLSchema, document: DocumentNode): RowReader {
  const operation = getOperationAST(document);
  if (!operation) throw new Error("a bulk query holds one operation");
  const selections = new Selections(schema, document, {});
  return new RowReader(schema, selections, operation.selectionSet, "QueryRoot");
}
