import type { QuantityChange } from "#sandbox/shopify/state/inventory.ts";
import type { Arguments, Context } from "#sandbox/shopify/graphql/context.ts";
import type { AdjustmentGroup } from "#sandbox/shopify/graphql/types/adjustment-group.ts";

/** null when nothing moved, which Shopify counts as success. */
export function adjustmentGroup(
  changes: QuantityChange[],
  input: Arguments,
  { state }: Context,
  ledgerDocumentUri: string | null = null,
): AdjustmentGroup | null {
  if (changes.length === 0) return null;
  return {
    kind: "InventoryAdjustmentGroup",
    id: state.ids.next("InventoryAdjustmentGroup"),
    createdAt: state.now(),
    reason: input["reason"] as string,
    referenceDocumentUri: (input["referenceDocumentUri"] as string | null | undefined) ?? null,
    changes: changes.map((change) => ({ ...change, ledgerDocumentUri })),
  };
}
