import { gid } from "#sandbox/shopify/gid.ts";
import type { QuantityChange } from "#sandbox/shopify/state/inventory.ts";
import type { Fields } from "#sandbox/shopify/graphql/context.ts";

export interface AdjustmentGroup {
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

export const InventoryAdjustmentGroup: Fields<AdjustmentGroup> = {
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
