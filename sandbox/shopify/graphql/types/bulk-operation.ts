import type { BulkOperationRow } from "#sandbox/shopify/bulk/operations.ts";
import { gid } from "#sandbox/shopify/gid.ts";
import { byId, connect } from "#sandbox/shopify/graphql/connection.ts";
import type { Fields } from "#sandbox/shopify/graphql/context.ts";
import { parseSearch, type SearchFields } from "#sandbox/shopify/graphql/search.ts";
import { notImplemented } from "#sandbox/shopify/graphql/errors.ts";
import { findOfType } from "./nodes.ts";

const SEARCH: SearchFields<BulkOperationRow> = {
  id: { number: (row) => Number(row.id) },
  status: { text: (row) => row.status },
  operation_type: { text: (row) => row.type },
  created_at: { time: (row) => row.createdAt },
};

export const bulkQueries: Fields<undefined> = {
  bulkOperation: (_root, args, context) => findOfType(context, args["id"] as string, "BulkOperation"),
  currentBulkOperation: (_root, args, { bulkOperations }) =>
    bulkOperations.rows.findLast((row) => row.type === args["type"]) ?? null,
  bulkOperations: (_root, args, context) => {
    if (args["sortKey"] !== "CREATED_AT") throw notImplemented("bulk operations by completion time");
    const keep = parseSearch(args["query"] as string | null, SEARCH, "bulk operations");
    const source = { rows: context.bulkOperations.rows, ordering: byId<BulkOperationRow>(), keep };
    // Newest first, unless it is asked for in reverse.
    return connect(source, { ...args, reverse: args["reverse"] !== true }, context);
  },
};

export const BulkOperation: Fields<BulkOperationRow> = {
  id: (row) => gid("BulkOperation", row.id),
};
