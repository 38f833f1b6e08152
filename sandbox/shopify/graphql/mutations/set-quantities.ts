import type { Arguments, Context } from "#sandbox/shopify/graphql/context.ts";
import type { UserError } from "#sandbox/shopify/graphql/errors.ts";
import { ensureLevel, levelChanged, shift, type QuantityChange } from "#sandbox/shopify/state/inventory.ts";
import { adjustmentGroup } from "./adjustment-group.ts";
import {
  boundsError,
  duplicatePairs,
  findPlace,
  isError,
  reasonErrors,
  requireChangeFrom,
  staleError,
  type Place,
  type PlaceInput,
} from "./quantity-rules.ts";

interface SetInput extends Arguments {
  name: "available" | "on_hand";
  quantities: (PlaceInput & { quantity: number })[];
}

/** All or nothing: with one bad row, no row is written. */
export function inventorySetQuantities(_root: unknown, args: Arguments, context: Context) {
  const input = args["input"] as SetInput;
  requireChangeFrom(input.quantities, "InventoryQuantityInput");
  const errors = [...nameErrors(input), ...reasonErrors(input)];
  const places = errors.length === 0 ? checkRows(input, errors, context) : [];
  if (errors.length > 0) return { inventoryAdjustmentGroup: null, userErrors: errors };
  const changes = places.flatMap((place, index) =>
    write(place, input.name, input.quantities[index]!.quantity, context),
  );
  return { inventoryAdjustmentGroup: adjustmentGroup(changes, input, context), userErrors: [] };
}

function nameErrors(input: SetInput): UserError[] {
  if (input.name === "available" || input.name === "on_hand") return [];
  const message = "The quantity name must be either 'available' or 'on_hand'.";
  return [{ field: ["input", "name"], message, code: "INVALID_NAME" }];
}

function checkRows(input: SetInput, errors: UserError[], context: Context): Place[] {
  const places: Place[] = [];
  const duplicates = duplicatePairs(input.quantities);
  input.quantities.forEach((row, index) => {
    const at = ["input", "quantities", String(index)];
    const place = findPlace(row, at, context);
    const error = isError(place)
      ? place
      : (boundsError(row.quantity, input.name, [...at, "quantity"]) ??
        (duplicates.has(index) ? duplicateError(at) : staleError(row, place.level, input.name, at)));
    if (error) errors.push(error);
    else if (!isError(place)) places.push(place);
  });
  return places;
}

function duplicateError(at: string[]): UserError {
  return {
    field: [...at, "locationId"],
    message: "The combination of inventoryItemId and locationId must be unique.",
    code: "NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR",
  };
}

/** Setting on_hand moves `available` by the same amount: the other states stay as they are. */
function write(
  place: Place,
  name: SetInput["name"],
  quantity: number,
  { state, app }: Context,
): QuantityChange[] {
  const level = ensureLevel(state, place.item, place.location);
  level.active = true;
  const changes = shift(level, "available", quantity - level[name]);
  if (changes.length > 0) levelChanged(state, level, app.name);
  return changes;
}
