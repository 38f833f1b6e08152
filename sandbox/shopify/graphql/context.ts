import type { BulkOperations } from "#sandbox/shopify/bulk/operations.ts";
import type { Workflows } from "#sandbox/shopify/flow/workflows.ts";
import type { ShopState } from "#sandbox/shopify/state/shop-state.ts";
import type { StagedUploads } from "#sandbox/shopify/uploads/staged-uploads.ts";
import type { IdempotencyKeys } from "./idempotency.ts";

export interface AppIdentity {
  apiKey: string;
  name: string;
  scopes: ReadonlySet<string>;
}

export interface Context {
  state: ShopState;
  app: AppIdentity;
  keys: IdempotencyKeys;
  bulkOperations: BulkOperations;
  uploads: StagedUploads;
  workflows: Workflows;
  /** A bulk operation reads connections whole. */
  unpaged: boolean;
}

export type Arguments = Record<string, unknown>;

/** Method syntax on purpose: its bivariance lets each table of fields name its own source type. */
export interface FieldTable {
  [field: string]: {
    resolve(source: unknown, args: Arguments, context: Context): unknown;
  }["resolve"];
}

export type Fields<Source> = Record<string, (source: Source, args: Arguments, context: Context) => unknown>;
