import { gid } from "#sandbox/shopify/gid.ts";
import type { QuantityChange } from "#sandbox/shopify/state/inventory.ts";
import type { Arguments, Context, Fields } from "#sandbox/shopify/graphql/context.ts";

interface Group {
  kind: "InventoryAdjustmentGroup";
  id: string;
  createdAt: number;
  reason: string;
  referenceDocumentUri: string | null;
  changes: Change[];
}

interface Change extends QuantityChange {
  ledgerDocumentUri: string | null;
}

/** null when nothing moved, which Shopify counts as success. */
export function adjustmentGroup(
  changes: QuantityChange[],
  input: Arguments,
  { state }: Context,
  ledgerDocumentUri: string | null = null,
): Group | null {
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

export const InventoryAdjustmentGroup: Fields<Group> = {
  id: (group) => gid("InventoryAdjustmentGroup", group.id),
  app: (_group, _args, { app }) => app,
  staffMember: () => null,
  changes: (group, args) => {
    const { inventoryItemIds, locationIds, quantityNames } = args as Record<string, string[] | undefined>;
    return group.changes.filter(
      ({ level, name }) =>
        (inventoryItemIds?.includes(gid("InventoryItem", level.item.id)) ?? true) &&
        (locationIds?.includes(gid("Location", level.location.id)) ?? true) &&
        (quantityNames?.includes(name) ?? true),
    );
  },
};

export const InventoryChange: Fields<Change> = {
  item: ({ level }) => level.item,
  location: ({ level }) => level.location,
  quantityAfterChange: () => null,
};
