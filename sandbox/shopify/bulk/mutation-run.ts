import { once } from "node:events";
import { createReadStream, createWriteStream } from "node:fs";
import { createInterface } from "node:readline";
import { finished } from "node:stream/promises";
import {
  execute,
  getOperationAST,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
} from "graphql";
import type { Context } from "#sandbox/shopify/graphql/context.ts";
import { variableErrors } from "#sandbox/shopify/graphql/documents.ts";
import { resolveField, resolveKind } from "#sandbox/shopify/graphql/resolve.ts";
import type { BulkOperationRow, Outcome } from "./operations.ts";

const STRETCH = 50;

/** Runs the mutation once per line and writes each answer to a line: COMPLETED says nothing about them. */
export async function runLines(
  schema: GraphQLSchema,
  document: DocumentNode,
  context: Context,
  files: { variables: string; results: string },
  row: BulkOperationRow,
): Promise<Outcome> {
  const output = createWriteStream(files.results);
  const lines = createInterface({ input: createReadStream(files.variables), crlfDelay: Infinity });
  let lineNumber = -1;
  for await (const line of lines) {
    if ((row.status as string) === "CANCELING") break;
    lineNumber += 1;
    if (line.trim() === "") continue;
    const answer = { ...runLine(schema, document, context, line), __lineNumber: lineNumber };
    row.objectCount += 1;
    row.rootObjectCount += 1;
    if (!output.write(`${JSON.stringify(answer)}\n`)) await once(output, "drain");
    if (lineNumber % STRETCH === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  output.end();
  await finished(output);
  return { bytes: output.bytesWritten, errorCode: null };
}

function runLine(schema: GraphQLSchema, document: DocumentNode, context: Context, line: string): object {
  const variableValues = readVariables(line);
  if (!variableValues) return { errors: [{ message: `Invalid JSON: ${line.slice(0, 100)}` }] };
  const result = execute({
    schema,
    document,
    variableValues,
    contextValue: context,
    fieldResolver: resolveField,
    typeResolver: resolveKind,
  }) as ExecutionResult;
  const operation = getOperationAST(document);
  const wrong = "data" in result || !operation ? [] : variableErrors(schema, operation, variableValues);
  if (wrong.length > 0) return { errors: wrong };
  const errors = result.errors?.map(({ message, path, extensions }) => ({ message, path, extensions }));
  return { ...(errors ? { errors } : {}), data: result.data ?? null };
}

function readVariables(line: string): Record<string, unknown> | null {
  try {
    const read: unknown = JSON.parse(line);
    return typeof read === "object" && read !== null ? (read as Record<string, unknown>) : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
