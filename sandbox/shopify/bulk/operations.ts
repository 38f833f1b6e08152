import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { getOperationAST, type DocumentNode, type GraphQLSchema } from "graphql";
import type { AppIdentity, Context } from "#sandbox/shopify/graphql/context.ts";
import type { UserError } from "#sandbox/shopify/graphql/errors.ts";
import { IdempotencyKeys } from "#sandbox/shopify/graphql/idempotency.ts";
import { Selections } from "#sandbox/shopify/graphql/selections.ts";
import { gid } from "#sandbox/shopify/gid.ts";
import type { ShopState } from "#sandbox/shopify/state/shop-state.ts";
import { readBulkQuery } from "./rules.ts";
import { writeResults } from "./results.ts";
import { RowReader } from "./row-reader.ts";

export interface BulkOperationRow {
  kind: "BulkOperation";
  id: string;
  type: "QUERY";
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
  readonly #app: AppIdentity;
  /** Holds operations back in CREATED, so that a test can see them queue up. */
  paused = false;

  constructor(schema: GraphQLSchema, state: ShopState, app: AppIdentity, folder: string) {
    this.#schema = schema;
    this.#state = state;
    this.#folder = folder;
    this.#app = app;
  }

  get(id: string): BulkOperationRow | undefined {
    return this.rows.find((row) => row.id === id);
  }

  start(query: string, grouped: boolean): BulkOperationRow | UserError {
    const document = readBulkQuery(this.#schema, query);
    if ("message" in document) return document;
    const open = this.rows.filter((row) => OPEN.has(row.status));
    if (open.length >= AT_ONCE) {
      const ids = open.map((row) => gid("BulkOperation", row.id)).join(" ");
      const message = `A bulk query operation for this app and shop is already in progress: ${ids}`;
      return { field: null, message, code: "OPERATION_IN_PROGRESS" };
    }
    const row = this.#create(query);
    const work = this.#work(row, document, grouped).finally(() => this.#running.delete(work));
    this.#running.add(work);
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

  #create(query: string): BulkOperationRow {
    const row: BulkOperationRow = {
      kind: "BulkOperation",
      id: this.#state.ids.next("BulkOperation"),
      type: "QUERY",
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

  #reader(document: DocumentNode): RowReader {
    const operation = getOperationAST(document);
    if (!operation) throw new Error("a bulk query holds one operation");
    const selections = new Selections(this.#schema, document, {});
    return new RowReader(this.#schema, selections, operation.selectionSet, "QueryRoot");
  }

  #context(): Context {
    const keys = new IdempotencyKeys(this.#state.now);
    return { state: this.#state, app: this.#app, keys, bulkOperations: this, unpaged: true };
  }

  async #work(row: BulkOperationRow, document: DocumentNode, grouped: boolean): Promise<void> {
    do await new Promise((resolve) => setTimeout(resolve, 5));
    while (this.paused && row.status === "CREATED");
    if (row.status === "CREATED") row.status = "RUNNING";
    const name = randomUUID();
    const file = join(this.#folder, `${name}.jsonl`);
    const outcome = await writeResults(this.#reader(document), this.#context(), file, grouped, row);
    const path = `${RESULT_PATH}${name}`;
    this.#files.set(path, file);
    const url = `https://storage.googleapis.com${path}?Expires=${Math.floor(this.#state.now() / 1000) + 604_800}&Signature=sandbox`;
    row.completedAt = this.#state.now();
    row.fileSize = outcome.bytes;
    if (outcome.errorCode !== null) row.status = "FAILED";
    else row.status = (row.status as string) === "CANCELING" ? "CANCELED" : "COMPLETED";
    row.errorCode = outcome.errorCode;
    if (row.objectCount > 0) row[row.status === "COMPLETED" ? "url" : "partialDataUrl"] = url;
    const { id, status, errorCode, createdAt, completedAt } = row;
    this.#state.emit({
      topic: "bulk_operations/finish",
      operation: { id, status, errorCode, createdAt, completedAt },
    });
  }
}
