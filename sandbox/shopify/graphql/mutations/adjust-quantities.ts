import type { Arguments, Context } from "#sandbox/shopify/graphql/context.ts";
import type { UserError } from "#sandbox/shopify/graphql/errors.ts";
import { ensureLevel, levelChanged, shift } from "#sandbox/shopify/state/inventory.ts";
import type { StoredQuantity } from "#sandbox/shopify/state/quantities.ts";
import { adjustmentGroup } from "./adjustment-group.ts";
import {
  boundsError,
  findPlace,
  isError,
  isUri,
  reasonErrors,
  requireChangeFrom,
  staleError,
  type Place,
  type PlaceInput,
} from "./quantity-rules.ts";

const NAMES = ["available", "damaged", "incoming", "quality_control", "reserved", "safety_stock"];

interface AdjustInput extends Arguments {
  name: Exclude<StoredQuantity, "committed">;
  changes: (PlaceInput & { delta: number; ledgerDocumentUri?: string | null })[];
}

export function inventoryAdjustQuantities(_root: unknown, args: Arguments, context: Context) {
  const input = args["input"] as AdjustInput;
  requireChangeFrom(input.changes, "InventoryChangeInput");
  const errors = [...nameErrors(input), ...reasonErrors(input)];
  if (errors.length === 0) errors.push(...ledgerErrors(input));
  const places = errors.length === 0 ? checkRows(input, errors, context) : [];
  if (errors.length > 0) return { inventoryAdjustmentGroup: null, userErrors: errors };
  const changes = places.flatMap(({ item, location }, index) => {
    const level = ensureLevel(context.state, item, location);
    const moved = shift(level, input.name, input.changes[index]!.delta);
    if (moved.length > 0) levelChanged(context.state, level, context.app.name);
    return moved;
  });
  const ledger = input.changes[0]?.ledgerDocumentUri ?? null;
  return { inventoryAdjustmentGroup: adjustmentGroup(changes, input, context, ledger), userErrors: [] };
}

/** Shopify's error for a wrong name has no code here. */
function nameErrors(input: AdjustInput): UserError[] {
  if (NAMES.includes(input.name)) return [];
  const message = `The specified quantity name is invalid. Valid values are: ${NAMES.join(", ")}.`;
  return [{ field: ["input", "name"], message, code: null }];
}

function ledgerErrors(input: AdjustInput): UserError[] {
  const errors = input.changes.flatMap(({ ledgerDocumentUri: uri }, index): UserError[] => {
    const wrong = ledgerProblem(input.name, uri ?? null);
    const field = ["input", "changes", String(index), "ledgerDocumentUri"];
    return wrong ? [{ field, ...wrong }] : [];
  });
  const uris = new Set(input.changes.map((change) => change.ledgerDocumentUri ?? null));
  if (errors.length === 0 && uris.size > 1) {
    const message =
      "All changes must have the same ledger document URI or, in the case of adjusting available, no ledger document URI.";
    errors.push({ field: ["input", "changes"], message, code: "MAX_ONE_LEDGER_DOCUMENT" });
  }
  return errors;
}

function ledgerProblem(name: string, uri: string | null): { message: string; code: string } | null {
  if (name === "available") {
    if (uri === null) return null;
    const message = "A ledger document URI is not allowed when adjusting available.";
    return { message, code: "INVALID_AVAILABLE_DOCUMENT" };
  }
  if (uri === null) {
    const message = "A ledger document URI is required except when adjusting available.";
    return { message, code: "INVALID_QUANTITY_DOCUMENT" };
  }
  if (uri.startsWith("gid://shopify/")) {
    const message = "Internal (gid://shopify/) ledger documents are not allowed to be adjusted via API.";
    return { message, code: "INTERNAL_LEDGER_DOCUMENT" };
  }
  if (isUri(uri)) return null;
  return { message: "The specified ledger document is invalid.", code: "INVALID_LEDGER_DOCUMENT" };
}

function checkRows(input: AdjustInput, errors: UserError[], context: Context): Place[] {
  const places: Place[] = [];
  input.changes.forEach((row, index) => {
    const at = ["input", "changes", String(index)];
    const place = findPlace(row, at, context);
    if (isError(place)) {
      errors.push(place);
      return;
    }
    const after = (place.level?.[input.name] ?? 0) + row.delta;
    const error =
      boundsError(after, input.name, [...at, "delta"]) ?? staleError(row, place.level, input.name, at);
    if (error) errors.push(error);
    else places.push(place);
  });
  return places;
}
