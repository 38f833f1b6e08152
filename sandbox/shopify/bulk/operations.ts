import { randomUUID } from "node:crypto";
import { join } from "node:path";
import type { DocumentNode, GraphQLSchema } from "graphql";
import type { UserError } from "#sandbox/shopify/graphql/errors.ts";
import { gid } from "#sandbox/shopify/gid.ts";
import type { ShopState } from "#sandbox/shopify/state/shop-state.ts";
import type { StagedUploads } from "#sandbox/shopify/uploads/staged-uploads.ts";
import { fileError, identifierError, readBulkMutation } from "./mutation-rules.ts";
import { readBulkQuery } from "./rules.ts";

export interface BulkOperationRow {
  kind: "BulkOperation";
  id: string;
  type: "QUERY" | "MUTATION";
  query: string;
  status: "CREATED" | "RUNNING" | "COMPLETED" | "CANCELING" | "CANCELED" | "FAILED";
  errorCode: "ACCESS_DENIED" | "INTERNAL_SERVER_ERROR" | null;
  createdAt: number;
  completedAt: number | null;
  objectCount: number;
  rootObjectCount: number;
  fileSize: number | null;
  url: string | null;
  partialDataUrl: string | null;
}

export interface Outcome {
  bytes: number;
  errorCode: BulkOperationRow["errorCode"];
}

/** Runs an operation of either type, and counts its progress in the row. */
export interface BulkRuns {
  query(document: DocumentNode, results: string, grouped: boolean, row: BulkOperationRow): Promise<Outcome>;
  mutation(
    document: DocumentNode,
    files: { variables: string; results: string },
    row: BulkOperationRow,
  ): Promise<Outcome>;
}

const AT_ONCE = 5;
const OPEN = new Set<BulkOperationRow["status"]>(["CREATED", "RUNNING", "CANCELING"]);
const RESULT_PATH = "/shopify-tiers-assets-prod-us-east1/bulk-operation-outputs/";

export class BulkOperations {
  readonly rows: BulkOperationRow[] = [];
  readonly #files = new Map<string, string>();
  readonly #running = new Set<Promise<void>>();
  readonly #schema: GraphQLSchema;
  readonly #state: ShopState;
  readonly #folder: string;
  readonly #uploads: StagedUploads;
  readonly #runs: BulkRuns;
  /** Holds operations back in CREATED, so that a test can see them queue up. */
  paused = false;

  constructor(
    schema: GraphQLSchema,
    state: ShopState,
    uploads: StagedUploads,
    folder: string,
    runs: BulkRuns,
  ) {
    this.#schema = schema;
    this.#state = state;
    this.#uploads = uploads;
    this.#folder = folder;
    this.#runs = runs;
  }

  get(id: string): BulkOperationRow | undefined {
    return this.rows.find((row) => row.id === id);
  }

  start(query: string, grouped: boolean): BulkOperationRow | UserError {
    const document = readBulkQuery(this.#schema, query);
    if ("message" in document) return document;
    const row = this.#create("QUERY", query);
    if ("message" in row) return row;
    this.#begin(row, (results) => this.#runs.query(document, results, grouped, row));
    return { ...row };
  }

  startMutation(
    mutation: string,
    uploadPath: string,
    identifier: string | null | undefined,
  ): BulkOperationRow | UserError {
    const document = readBulkMutation(this.#schema, mutation);
    if ("message" in document) return document;
    const uploaded = this.#uploads.variables(uploadPath);
    const error = identifierError(identifier) ?? fileError(uploaded);
    if (error || !uploaded) return error!;
    const row = this.#create("MUTATION", mutation);
    if ("message" in row) return row;
    const variables = uploaded.file;
    this.#begin(row, (results) => this.#runs.mutation(document, { variables, results }, row));
    return { ...row };
  }

  /** False when there is nothing left to cancel. */
  cancel(row: BulkOperationRow): boolean {
    if (!OPEN.has(row.status)) return false;
    row.status = "CANCELING";
    return true;
  }

  /** The file behind a result URL's path. */
  file(path: string): string | undefined {
    return this.#files.get(path);
  }

  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  #create(type: BulkOperationRow["type"], query: string): BulkOperationRow | UserError {
    const open = this.rows.filter((row) => row.type === type && OPEN.has(row.status));
    if (open.length >= AT_ONCE) {
      const ids = open.map((row) => gid("BulkOperation", row.id)).join(" ");
      const message = `A bulk ${type.toLowerCase()} operation for this app and shop is already in progress: ${ids}`;
      return { field: null, message, code: "OPERATION_IN_PROGRESS" };
    }
    const row: BulkOperationRow = {
      kind: "BulkOperation",
      id: this.#state.ids.next("BulkOperation"),
      type,
      query,
      status: "CREATED",
      errorCode: null,
      createdAt: this.#state.now(),
      completedAt: null,
      objectCount: 0,
      rootObjectCount: 0,
      fileSize: null,
      url: null,
      partialDataUrl: null,
    };
    this.rows.push(row);
    return row;
  }

  #begin(row: BulkOperationRow, write: (file: string) => Promise<Outcome>): void {
    const work = this.#work(row, write).finally(() => this.#running.delete(work));
    this.#running.add(work);
  }

  async #work(row: BulkOperationRow, write: (file: string) => Promise<Outcome>): Promise<void> {
    do await new Promise((resolve) => setTimeout(resolve, 5));
    while (this.paused && row.status === "CREATED");
    if (row.status === "CREATED") row.status = "RUNNING";
    const name = randomUUID();
    const file = join(this.#folder, `${name}.jsonl`);
    const outcome = await write(file);
    const path = `${RESULT_PATH}${name}`;
    this.#files.set(path, file);
    const url = `https://storage.googleapis.com${path}?Expires=${Math.floor(this.#state.now() / 1000) + 604_800}&Signature=sandbox`;
    row.completedAt = this.#state.now();
    row.fileSize = outcome.bytes;
    if (outcome.errorCode !== null) row.status = "FAILED";
    else row.status = (row.status as string) === "CANCELING" ? "CANCELED" : "COMPLETED";
    row.errorCode = outcome.errorCode;
    if (row.objectCount > 0) row[row.status === "COMPLETED" ? "url" : "partialDataUrl"] = url;
    const { id, type, status, errorCode, createdAt, completedAt } = row;
    this.#state.emit({
      topic: "bulk_operations/finish",
      operation: { id, type, status, errorCode, createdAt, completedAt },
    });
  }
}
