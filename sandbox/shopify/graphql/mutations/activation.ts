import type { Arguments, Context } from "#sandbox/shopify/graphql/context.ts";
import type { UserError } from "#sandbox/shopify/graphql/errors.ts";
import { parseGid } from "#sandbox/shopify/gid.ts";
import {
  activate,
  activeLevels,
  deactivate,
  findLevel,
  levelChanged,
  shift,
} from "#sandbox/shopify/state/inventory.ts";
import type { Level } from "#sandbox/shopify/state/rows.ts";
import { findNode } from "#sandbox/shopify/graphql/types/nodes.ts";
import { given } from "#sandbox/shopify/graphql/given.ts";

interface ActivateInput {
  inventoryItemId: string;
  locationId: string;
  available?: number | null;
  onHand?: number | null;
}

const BILLION = 1_000_000_000;

export function inventoryActivate(_root: unknown, args: Arguments, context: Context) {
  const input = args as unknown as ActivateInput;
  const { state, app } = context;
  const location = state.locations.get(parseGid(input.locationId)?.id ?? "");
  if (!location) {
    const message = "The product couldn't be stocked because the location wasn't found.";
    return { inventoryLevel: null, userErrors: [{ field: ["locationId"], message }] };
  }
  const item = state.items.get(parseGid(input.inventoryItemId)?.id ?? "");
  if (!item) {
    const message = `The product couldn't be stocked at ${location.name} because the product was deleted.`;
    return { inventoryLevel: null, userErrors: [{ field: ["inventoryItemId"], message }] };
  }
  const userErrors = activateErrors(input, findLevel(item, location.id)?.active ?? false, location.name);
  if (userErrors.length > 0) return { inventoryLevel: null, userErrors };
  const level = activate(state, item, location);
  const delta = startingDelta(input, level);
  if (shift(level, "available", delta).length > 0) levelChanged(state, level, app.name);
  return { inventoryLevel: level, userErrors: [] };
}

export function inventoryDeactivate(_root: unknown, args: Arguments, context: Context) {
  const level = findNode(context, args["inventoryLevelId"] as string) as Level | null;
  if (!level) {
    const message = "The product couldn't be unstocked because the product was deleted.";
    return { userErrors: [{ field: null, message }] };
  }
  if (level.active && activeLevels(level.item).length === 1) {
    const message = `The product couldn't be unstocked from ${level.location.name} because products need to be stocked at a minimum of 1 location.`;
    return { userErrors: [{ field: null, message }] };
  }
  deactivate(context.state, level);
  return { userErrors: [] };
}

function startingDelta(input: ActivateInput, level: Level): number {
  if (given(input.available)) return input.available - level.available;
  return given(input.onHand) ? input.onHand - level.on_hand : 0;
}

function activateErrors(input: ActivateInput, active: boolean, place: string): UserError[] {
  const starts = (["available", "onHand"] as const).filter((name) => given(input[name]));
  if (starts.length === 2) {
    const message = `The product couldn't be stocked at ${place} because not allowed to set available and on_hand quantities at the same time.`;
    return starts.map((name) => ({ field: [name], message }));
  }
  const [name] = starts;
  if (name === undefined) return [];
  if (active) {
    const quantity = name === "available" ? "available quantity" : "an on_hand quantity";
    const message = `Not allowed to set ${quantity} when the item is already active at the location.`;
    return [{ field: [name], message }];
  }
  if (Math.abs(input[name] ?? 0) > BILLION) {
    const message = `The product couldn't be stocked at ${place} because the quantity needs to be between -1 billion and 1 billion.`;
    return [{ field: [name], message }];
  }
  return [];
}
