import type { GraphQLResolveInfo } from "graphql";
import type { BulkOperations } from "#sandbox/shopify/bulk/operations.ts";
import type { ShopState } from "#sandbox/shopify/state/shop-state.ts";
import type { IdempotencyKeys } from "./idempotency.ts";

export interface AppIdentity {
  apiKey: string;
  name: string;
  scopes: ReadonlySet<string>;
}

/** Set while a bulk operation runs: connections have no pages then, and the root is read in windows. */
export interface BulkWindow {
  from: number;
  size: number;
  rows: readonly unknown[] | null;
}

export interface Context {
  state: ShopState;
  app: AppIdentity;
  keys: IdempotencyKeys;
  bulkOperations: BulkOperations;
  bulk: BulkWindow | null;
}

export type Arguments = Record<string, unknown>;

/** Method syntax on purpose: its bivariance lets each table of fields name its own source type. */
export interface FieldTable {
  [field: string]: {
    resolve(source: unknown, args: Arguments, context: Context, info: GraphQLResolveInfo): unknown;
  }["resolve"];
}

export type Fields<Source> = Record<
  string,
  (source: Source, args: Arguments, context: Context, info: GraphQLResolveInfo) => unknown
>;
