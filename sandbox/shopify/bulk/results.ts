import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { finished } from "node:stream/promises";
import { GraphQLError } from "graphql";
import type { Context } from "#sandbox/shopify/graphql/context.ts";
import type { BulkOperationRow, Outcome } from "./operations.ts";
import type { Nested, RowReader } from "./row-reader.ts";

const STRETCH = 200;

/** Streams the answer as JSON Lines: nested connections become lines of their own that name their parent. */
export async function writeResults(
  query: RowReader,
  context: Context,
  file: string,
  grouped: boolean,
  row: BulkOperationRow,
): Promise<Outcome> {
  const output = createWriteStream(file);
  let errorCode: Outcome["errorCode"] = null;
  try {
    for (const stretch of stretches(query, context)) {
      if (row.status === "CANCELING") break;
      const lines = linesOf(stretch, context, grouped);
      row.rootObjectCount += stretch.rows.length;
      row.objectCount += lines.length;
      if (!output.write(lines.join(""))) await once(output, "drain");
      await new Promise((resolve) => setImmediate(resolve));
    }
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    process.emitWarning(`bulk operation failed: ${error.message}`);
    errorCode = error.extensions["code"] === "ACCESS_DENIED" ? "ACCESS_DENIED" : "INTERNAL_SERVER_ERROR";
  }
  output.end();
  await finished(output);
  return { bytes: output.bytesWritten, errorCode };
}

/** The root's rows as they were when the operation began, a few at a time. */
function* stretches(query: RowReader, context: Context): Generator<Nested> {
  const roots: Nested[] = [];
  query.read(undefined, context, roots);
  for (const { rows, reader } of roots) {
    for (let from = 0; from < rows.length; from += STRETCH)
      yield { rows: rows.slice(from, from + STRETCH), reader };
  }
}

/**
 * Without grouping Shopify does not keep children next to their parent, so neither does this:
 * a reader that relies on them being adjacent must fail here too.
 */
function linesOf({ rows, reader }: Nested, context: Context, grouped: boolean): string[] {
  const lines: string[] = [];
  const children: string[] = [];
  for (const row of rows) {
    const nested: Nested[] = [];
    const line = reader.read(row, context, nested);
    lines.push(`${JSON.stringify(line)}\n`);
    addChildren(nested, line["id"], context, grouped ? lines : children);
  }
  return children.length === 0 ? lines : [...lines, ...children];
}

function addChildren(nested: Nested[], parentId: unknown, context: Context, lines: string[]): void {
  for (const { rows, reader } of nested) {
    for (const row of rows) {
      const below: Nested[] = [];
      const line = reader.read(row, context, below);
      lines.push(`${JSON.stringify({ ...line, __parentId: parentId })}\n`);
      addChildren(below, line["id"], context, lines);
    }
  }
}
