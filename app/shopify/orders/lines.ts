/** One line of an order at one location that ships or shipped it. Ids are bare. */
export interface ShopOrderLine {
  lineId: string;
  /** Null for a custom line and for a variant that was deleted. */
  inventoryItemId: string | null;
  /** Null where no fulfillment order names one. */
  locationId: string | null;
  /** Pieces that left `available` there and were neither removed nor restocked; at least 1. */
  quantity: number;
}

/** A line item, by bare ids. */
export interface OrderedLine {
  lineId: string;
  inventoryItemId: string | null;
  /** Ordered, without what was refunded, returned or removed since. */
  currentQuantity: number;
}

/** One line of one fulfillment order, by bare ids. */
export interface Assignment {
  lineId: string;
  locationId: string | null;
  /** Still to be shipped from there; 0 for a fulfillment order that is closed or cancelled. */
  open: number;
  /** Shipped from there. */
  shipped: number;
}

/**
 * Spreads an order's lines over locations. A line's current quantity counts; it is taken first from what
 * still waits to be shipped, since a refund of shipped pieces does not change their fulfillment orders.
 * Pieces in no fulfillment order have no location.
 */
export function assignLines(
  lines: readonly OrderedLine[],
  assignments: readonly Assignment[],
): ShopOrderLine[] {
  return lines.flatMap(({ lineId, inventoryItemId, currentQuantity }) => {
    const own = assignments.filter((assignment) => assignment.lineId === lineId);
    const byLocation = new Map<string | null, number>();
    let left = currentQuantity;
    const claim = (locationId: string | null, pieces: number): void => {
      const claimed = Math.min(left, pieces);
      if (claimed <= 0) return;
      left -= claimed;
      byLocation.set(locationId, (byLocation.get(locationId) ?? 0) + claimed);
    };
    for (const { locationId, open } of own) claim(locationId, open);
    for (const { locationId, shipped } of own) claim(locationId, shipped);
    claim(null, left);
    return [...byLocation].map(([locationId, quantity]) => ({
      lineId,
      inventoryItemId,
      locationId,
      quantity,
    }));
  });
}
