import type { Arguments, Context } from "#sandbox/shopify/graphql/context.ts";
import { refuse, type UserError } from "#sandbox/shopify/graphql/errors.ts";
import { parseGid } from "#sandbox/shopify/gid.ts";
import { findLevel } from "#sandbox/shopify/state/inventory.ts";
import type { QuantityName } from "#sandbox/shopify/state/quantities.ts";
import type { Item, Level, Location } from "#sandbox/shopify/state/rows.ts";
import { given } from "#sandbox/shopify/graphql/given.ts";

const REASONS = [
  "correction",
  "cycle_count_available",
  "damaged",
  "movement_canceled",
  "movement_created",
  "movement_received",
  "movement_updated",
  "other",
  "promotion",
  "quality_control",
  "received",
  "reservation_created",
  "reservation_deleted",
  "reservation_updated",
  "restock",
  "safety_stock",
  "shrinkage",
];

const BILLION = 1_000_000_000;

export interface PlaceInput {
  inventoryItemId: string;
  locationId: string;
  changeFromQuantity?: number | null;
}

export interface Place {
  item: Item;
  location: Location;
  level: Level | undefined;
}

/** null is allowed and means "do not compare"; leaving the argument out is refused for the whole request. */
export function requireChangeFrom(rows: readonly PlaceInput[], inputType: string): void {
  if (rows.every((row) => "changeFromQuantity" in row)) return;
  throw refuse(
    "INVALID_FIELD_ARGUMENTS",
    `${inputType} must include the following argument: changeFromQuantity.`,
  );
}

export function reasonErrors(input: Arguments): UserError[] {
  const errors: UserError[] = [];
  if (!REASONS.includes(input["reason"] as string)) {
    const message = `The specified reason is invalid. Valid values are: ${REASONS.join(", ")}.`;
    errors.push({ field: ["input", "reason"], message, code: "INVALID_REASON" });
  }
  const reference = input["referenceDocumentUri"];
  if (given(reference) && !isUri(reference as string)) {
    errors.push({
      field: ["input", "referenceDocumentUri"],
      message: "The specified reference document is invalid.",
      code: "INVALID_REFERENCE_DOCUMENT",
    });
  }
  return errors;
}

export function isUri(text: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\/\S+$/i.test(text);
}

/** The item and location of a row, or the error that names the one that does not exist. */
export function findPlace(row: PlaceInput, at: string[], { state }: Context): Place | UserError {
  const item = state.items.get(idOf(row.inventoryItemId, "InventoryItem"));
  if (!item) {
    const message = "The specified inventory item could not be found.";
    return { field: [...at, "inventoryItemId"], message, code: "INVALID_INVENTORY_ITEM" };
  }
  const location = state.locations.get(idOf(row.locationId, "Location"));
  if (!location) {
    const message = "The specified location could not be found.";
    return { field: [...at, "locationId"], message, code: "INVALID_LOCATION" };
  }
  if (item.variant.requiresComponents) {
    const message = "The specified inventory item is not allowed to be adjusted via API.";
    return { field: [...at, "inventoryItemId"], message, code: "NON_MUTABLE_INVENTORY_ITEM" };
  }
  return { item, location, level: findLevel(item, location.id) };
}

export function isError(found: Place | UserError): found is UserError {
  return "message" in found;
}

export function boundsError(quantity: number, name: string, field: string[]): UserError | null {
  if (quantity > BILLION) {
    const message = "The quantity can't be higher than 1,000,000,000.";
    return { field, message, code: "INVALID_QUANTITY_TOO_HIGH" };
  }
  if (name === "on_hand" && quantity < 0) {
    return { field, message: "The quantity can't be negative.", code: "INVALID_QUANTITY_NEGATIVE" };
  }
  if (quantity < -BILLION) {
    const message = "The quantity can't be lower than -1,000,000,000.";
    return { field, message, code: "INVALID_QUANTITY_TOO_LOW" };
  }
  return null;
}

export function staleError(
  row: PlaceInput,
  level: Level | undefined,
  name: QuantityName,
  at: string[],
): UserError | null {
  const expected = row.changeFromQuantity;
  if (!given(expected) || expected === (level?.[name] ?? 0)) return null;
  return {
    field: [...at, "changeFromQuantity"],
    message: "The changeFromQuantity argument no longer matches the persisted quantity.",
    code: "CHANGE_FROM_QUANTITY_STALE",
  };
}

/** Every row whose pair of item and location is given more than once, the first one included. */
export function duplicatePairs(rows: readonly PlaceInput[]): Set<number> {
  const firstAt = new Map<string, number>();
  const duplicates = new Set<number>();
  rows.forEach((row, index) => {
    const pair = `${row.inventoryItemId} ${row.locationId}`;
    const first = firstAt.get(pair);
    if (first === undefined) firstAt.set(pair, index);
    else duplicates.add(first).add(index);
  });
  return duplicates;
}

function idOf(text: string, type: string): string {
  const id = parseGid(text);
  if (!id || id.type !== type) throw refuse("RESOURCE_NOT_FOUND", "Invalid id: " + text);
  return id.id;
}
