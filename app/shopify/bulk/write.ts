import { createWriteStream, openAsBlob } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { bareId } from "#app/core/gid.ts";
import { UPLOAD_BYTES_MAX } from "#app/core/shopify-limits.ts";
import { bulkLines } from "./lines.ts";
import { startedId } from "./operation.ts";
import type { AdminClient } from "../api/client.ts";
import type {
  RecentBulkWritesQuery,
  RecentBulkWritesQueryVariables,
  StartBulkWriteMutation,
  StartBulkWriteMutationVariables,
} from "../api/generated.ts";
import { operation } from "../api/operation.ts";
import { stageUpload } from "./staged-upload.ts";

const MIME_TYPE = "text/jsonl";

/** What became of one line of the variables. */
export interface BulkLine {
  /** Counted from 0. */
  line: number;
  data: unknown;
  /** Beside or in place of the mutation's own userErrors. */
  errors: { code: string | null; message: string }[];
}

const StartBulkWrite = operation<StartBulkWriteMutation, StartBulkWriteMutationVariables>(/* GraphQL */ `
  mutation StartBulkWrite($mutation: String!, $path: String!) {
    bulkOperationRunMutation(mutation: $mutation, stagedUploadPath: $path) {
      bulkOperation {
        id
      }
      userErrors {
        code
        message
      }
    }
  }
`);

const RecentBulkWrites = operation<RecentBulkWritesQuery, RecentBulkWritesQueryVariables>(/* GraphQL */ `
  query RecentBulkWrites {
    bulkOperations(first: 100, query: "operation_type:mutation") {
      nodes {
        id
        query
      }
    }
  }
`);

/**
 * Uploads the variables of a bulk mutation, one JSON object per line without its line end; returns the path
 * that `startBulkWrite` needs. They go through a file, so that many take no memory. Throws RangeError beyond
 * 100 MB, and what `stageUpload` throws. Source: stagedUploadsCreate, "Bulk import data with the GraphQL
 * Admin API".
 */
export async function stageVariables(
  client: AdminClient,
  lines: AsyncIterable<string> | Iterable<string>,
  signal?: AbortSignal,
  post: typeof fetch = fetch,
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "concord-bulk-"));
  try {
    const path = join(folder, "variables.jsonl");
    await pipeline(withEnds(lines), createWriteStream(path), signal ? { signal } : {});
    const file = await openAsBlob(path, { type: MIME_TYPE });
    const upload = {
      resource: "BULK_MUTATION_VARIABLES" as const,
      filename: "variables.jsonl",
      mimeType: MIME_TYPE,
      file,
    };
    return (await stageUpload(client, upload, signal, post)).key;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function* withEnds(
  lines: AsyncIterable<string> | Iterable<string>,
): AsyncGenerator<string, void, undefined> {
  let bytes = 0;
  for await (const line of lines) {
    bytes += Buffer.byteLength(line) + 1;
    if (bytes > UPLOAD_BYTES_MAX) throw new RangeError(`Variables of more than ${UPLOAD_BYTES_MAX} bytes`);
    yield `${line}\n`;
  }
}

/**
 * Runs a mutation once for each staged line; returns the bare id of the bulk operation. COMPLETED says
 * nothing about the outcome, which `readBulkResults` reads per line. Throws ShopifyUnavailable while five
 * others of the app are running. Source: bulkOperationRunMutation.
 */
export async function startBulkWrite(
  client: AdminClient,
  mutation: string,
  stagedPath: string,
  signal?: AbortSignal,
): Promise<string> {
  const variables = { mutation, path: stagedPath };
  const { data } = await client.run(StartBulkWrite, variables, { signal, estimate: 10 });
  return startedId(data.bulkOperationRunMutation);
}

/**
 * A mutation under a unique name, to find it again when the answer to its start was lost; Shopify cannot
 * search for a clientIdentifier.
 */
export function named(mutation: string, key: string): string {
  return mutation.replace(/\bmutation\s+\w+/, `$&_${nameOf(key)}`);
}

/** The bare id of the bulk operation, among the last hundred, whose mutation was `named` with this key. */
export async function findBulkWrite(
  client: AdminClient,
  key: string,
  signal?: AbortSignal,
): Promise<string | null> {
  const { data } = await client.run(RecentBulkWrites, {}, { signal, estimate: 15 });
  const name = new RegExp(`_${nameOf(key)}\\b`);
  const found = data.bulkOperations.nodes.find(({ query }) => name.test(query));
  return found ? bareId(found.id) : null;
}

/** Names in GraphQL have letters, digits and underscores. */
function nameOf(key: string): string {
  return key.replace(/\W/g, "_");
}

/**
 * What became of each line, in the order of the result's file, which is not defined. Lines that a failed or
 * cancelled operation did not reach are absent. Throws as `bulkLines` does.
 */
export async function* readBulkResults(
  url: string,
  signal?: AbortSignal,
  get: typeof fetch = fetch,
): AsyncGenerator<BulkLine, void, undefined> {
  for await (const lines of bulkLines(url, signal, get)) {
    for (const line of lines as ResultLine[]) {
      const errors = (line.errors ?? []).map(({ message, extensions }) => {
        return { code: extensions?.code ?? null, message };
      });
      yield { line: line.__lineNumber, data: line.data ?? null, errors };
    }
  }
}

interface ResultLine {
  __lineNumber: number;
  data?: unknown;
  errors?: { message: string; extensions?: { code?: string } }[];
}
