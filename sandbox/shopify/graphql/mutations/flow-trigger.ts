import type { Arguments, Context } from "#sandbox/shopify/graphql/context.ts";
import type { UserError } from "#sandbox/shopify/graphql/errors.ts";
import { notImplemented } from "#sandbox/shopify/graphql/errors.ts";

export function flowTriggerReceive(_root: unknown, args: Arguments, { workflows }: Context) {
  const { body, handle, payload } = args as {
    body?: string | null;
    handle?: string | null;
    payload?: Record<string, unknown> | null;
  };
  if (body && (handle || payload)) {
    return refused("Cannot use `handle` and `payload` arguments with `body` argument");
  }
  if (body) throw notImplemented("flowTriggerReceive(body:), which is deprecated");
  const problem = workflows.receive(handle ?? "", payload ?? {});
  return problem === null ? { userErrors: [] } : refused(problem);
}

function refused(message: string): { userErrors: UserError[] } {
  return { userErrors: [{ field: ["body"], message }] };
}
