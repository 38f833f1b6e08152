import type { Arguments, Context } from "#sandbox/shopify/graphql/context.ts";
import { parseGid } from "#sandbox/shopify/gid.ts";

export function bulkOperationRunQuery(_root: unknown, args: Arguments, context: Context) {
  const { query, groupObjects } = args as { query: string; groupObjects: boolean };
  const started = context.bulkOperations.start(query, groupObjects);
  return "message" in started
    ? { bulkOperation: null, userErrors: [started] }
    : { bulkOperation: started, userErrors: [] };
}

export function bulkOperationRunMutation(_root: unknown, args: Arguments, context: Context) {
  const { mutation, stagedUploadPath, clientIdentifier } = args as {
    mutation: string;
    stagedUploadPath: string;
    clientIdentifier?: string | null;
  };
  const started = context.bulkOperations.startMutation(mutation, stagedUploadPath, clientIdentifier);
  return "message" in started
    ? { bulkOperation: null, userErrors: [started] }
    : { bulkOperation: started, userErrors: [] };
}

export function bulkOperationCancel(_root: unknown, args: Arguments, { bulkOperations }: Context) {
  const operation = bulkOperations.get(parseGid(args["id"] as string)?.id ?? "");
  if (!operation) {
    const message = "Bulk operation does not exist";
    return { bulkOperation: null, userErrors: [{ field: ["id"], message }] };
  }
  if (!bulkOperations.cancel(operation)) {
    const message = `A bulk operation cannot be canceled when it is ${operation.status.toLowerCase()}`;
    return { bulkOperation: operation, userErrors: [{ field: null, message }] };
  }
  return { bulkOperation: operation, userErrors: [] };
}
