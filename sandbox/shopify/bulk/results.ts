import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { finished } from "node:stream/promises";
import type { ExecutionResult } from "graphql";
import type { BulkOperationRow } from "./operations.ts";

/** Executes the query for some of its root rows, without pages below. */
export type RunWindow = (from: number, size: number) => ExecutionResult;

type Json = Record<string, unknown>;

const WINDOW = 200;

/** Streams the answer as JSON Lines: nested connections become lines of their own that name their parent. */
export async function writeResults(
  run: RunWindow,
  file: string,
  grouped: boolean,
  row: BulkOperationRow,
): Promise<{ bytes: number; errorCode: BulkOperationRow["errorCode"] }> {
  const output = createWriteStream(file);
  let errorCode: BulkOperationRow["errorCode"] = null;
  for (let from = 0; row.status !== "CANCELING"; from += WINDOW) {
    const result = run(from, WINDOW);
    errorCode = errorCodeOf(result);
    const nodes = errorCode === null ? rootNodes(result.data as Json) : [];
    if (nodes.length === 0) break;
    const lines = linesOf(nodes, grouped);
    row.rootObjectCount += nodes.length;
    row.objectCount += lines.length;
    if (!output.write(lines.join(""))) await once(output, "drain");
    if (nodes.length < WINDOW) break;
    await new Promise((resolve) => setImmediate(resolve));
  }
  output.end();
  await finished(output);
  return { bytes: output.bytesWritten, errorCode };
}

function errorCodeOf(result: ExecutionResult): BulkOperationRow["errorCode"] {
  const [error] = result.errors ?? [];
  if (!error) return null;
  process.emitWarning(`bulk operation failed: ${error.message}`);
  return error.extensions["code"] === "ACCESS_DENIED" ? "ACCESS_DENIED" : "INTERNAL_SERVER_ERROR";
}

function rootNodes(data: Json): Json[] {
  return Object.values(data).flatMap((value) => (isConnection(value) ? nodesOf(value) : []));
}

/**
 * Without grouping Shopify does not keep children next to their parent, so neither does this:
 * a reader that relies on their neighborhood must fail here too.
 */
function linesOf(nodes: Json[], grouped: boolean): string[] {
  const parents: string[] = [];
  const children: string[] = [];
  for (const node of nodes) {
    const own: string[] = grouped ? parents : children;
    const at = parents.push("") - 1;
    parents[at] = lineOf(node, null, own);
  }
  return [...parents, ...children];
}

function lineOf(node: Json, parentId: string | null, children: string[]): string {
  const id = node["id"] as string;
  const nested: Json[] = [];
  const line = withoutConnections(node, nested);
  for (const child of nested) children.push(lineOf(child, id, children));
  return `${JSON.stringify(parentId === null ? line : { ...line, __parentId: parentId })}\n`;
}

function withoutConnections(object: Json, nested: Json[]): Json {
  const kept: Json = {};
  for (const [key, value] of Object.entries(object)) {
    if (isConnection(value)) nested.push(...nodesOf(value));
    else if (typeof value === "object" && value !== null && !Array.isArray(value))
      kept[key] = withoutConnections(value as Json, nested);
    else kept[key] = value;
  }
  return kept;
}

function isConnection(value: unknown): value is { edges: { node: Json }[] } {
  return typeof value === "object" && value !== null && Array.isArray((value as Json)["edges"]);
}

function nodesOf(connection: { edges: { node: Json }[] }): Json[] {
  return connection.edges.map((edge) => edge.node);
}
