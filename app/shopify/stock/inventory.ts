import { gid } from "#app/core/gid.ts";
import { INPUT_ROWS_MAX } from "#app/core/shopify-limits.ts";
import type { AdminClient } from "../api/client.ts";
import { OutcomeUnknown, ShopifyRefused } from "../api/errors.ts";
import type {
  ActivateLevelMutation,
  ActivateLevelMutationVariables,
  SetQuantitiesMutation,
  SetQuantitiesMutationVariables,
} from "../api/generated.ts";
import { operation } from "../api/operation.ts";
import type { Rejected } from "../api/refusal.ts";

/** One level to write, by bare ids. */
export interface QuantityRow {
  itemId: string;
  locationId: string;
  /** The value to replace; the write is refused as stale where the shop holds another. */
  from: number;
  to: number;
}

/** What became of one row. */
export type RowOutcome =
  | { outcome: "applied" }
  /** The shop no longer held `from`: read it and decide again. */
  | { outcome: "stale" }
  | Rejected
  /** Not written because another row of the batch failed: send it again at once, with a new key. */
  | { outcome: "skipped" };

export interface QuantityBatch {
  name: "available" | "on_hand";
  /** One of Shopify's reasons, such as "correction". */
  reason: string;
  /** Shown in the shop's inventory history, such as "gid://concord/Run/42"; never a gid://shopify/ address. */
  referenceDocumentUri?: string;
  /** Idempotency key: the same rows with the same key are written once, for 24 hours. */
  key: string;
  rows: readonly QuantityRow[];
  /** Somebody is waiting for it: see `RunOptions`. */
  urgent?: boolean;
  /** One of the last batches of a plan: see `RunOptions`. */
  closing?: boolean;
}

const SetQuantities = operation<SetQuantitiesMutation, SetQuantitiesMutationVariables>(/* GraphQL */ `
  mutation SetQuantities($input: InventorySetQuantitiesInput!, $key: String!) {
    inventorySetQuantities(input: $input) @idempotent(key: $key) {
      userErrors {
        field
        code
        message
      }
    }
  }
`);

type UserError = NonNullable<SetQuantitiesMutation["inventorySetQuantities"]>["userErrors"][number];

/**
 * Writes up to 250 levels, all or none, and says per row (in the order given) what became of it.
 * `undetermined`: Shopify refused the batch and named no row; every row is "skipped" and the batch has to be split.
 * Throws OutcomeUnknown while an earlier request with the same key is still running, and ShopifyRefused for a
 * reason, name or document that Shopify does not take. Source: inventorySetQuantities,
 * InventorySetQuantitiesUserErrorCode.
 */
export async function setQuantities(
  client: AdminClient,
  batch: QuantityBatch,
  signal?: AbortSignal,
): Promise<{ rows: RowOutcome[]; undetermined: boolean }> {
  const { name, reason, referenceDocumentUri = null, key, rows, urgent = false, closing = false } = batch;
  if (rows.length === 0 || rows.length > INPUT_ROWS_MAX) {
    throw new RangeError(`${rows.length} rows in one batch; 1 to ${INPUT_ROWS_MAX} are possible`);
  }
  const quantities = rows.map(({ itemId, locationId, from, to }) => ({
    inventoryItemId: gid("InventoryItem", itemId),
    locationId: gid("Location", locationId),
    quantity: to,
    changeFromQuantity: from,
  }));
  const input = { name, reason, referenceDocumentUri, quantities };
  const { data } = await client.run(SetQuantities, { input, key }, { signal, urgent, closing, estimate: 15 });
  return outcomes(data.inventorySetQuantities?.userErrors ?? [], rows.length, key);
}

function outcomes(errors: readonly UserError[], count: number, key: string) {
  if (errors.length === 0) {
    return { rows: Array.from({ length: count }, applied), undetermined: false };
  }
  const rows = Array.from({ length: count }, skipped);
  const unnamed: UserError[] = [];
  for (const error of errors) {
    refuseOurOwnMistake(error, key);
    const index = rowIndex(error.field);
    if (index !== null && index < count) rows[index] = rowOutcome(error);
    // Nothing was written and nothing is wrong with the rows: a new key is all it takes.
    else if (error.code !== "IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED") unnamed.push(error);
  }
  const [error] = unnamed;
  if (error !== undefined && count === 1) rows[0] = rowOutcome(error);
  return { rows, undetermined: unnamed.length > 0 && rows.every(isSkipped) };
}

function refuseOurOwnMistake({ code, message }: UserError, key: string): void {
  if (code === "IDEMPOTENCY_CONCURRENT_REQUEST") {
    throw new OutcomeUnknown(`${message} (key ${key})`);
  }
  if (code === "IDEMPOTENCY_KEY_PARAMETER_MISMATCH") {
    throw new Error(`Key ${key} was used for other rows before: ${message}`);
  }
  const wholeBatch =
    code === "INVALID_NAME" || code === "INVALID_REASON" || code === "INVALID_REFERENCE_DOCUMENT";
  if (wholeBatch) throw new ShopifyRefused(message, code);
}

/** `field` is a path of strings: ["input", "quantities", "3", "changeFromQuantity"]. */
function rowIndex(field: readonly string[] | null): number | null {
  const [input, list, index] = field ?? [];
  if (input !== "input" || list !== "quantities" || index === undefined) return null;
  return /^\d+$/.test(index) ? Number(index) : null;
}

function rowOutcome({ code, message }: UserError): RowOutcome {
  return code === "CHANGE_FROM_QUANTITY_STALE" || code === "COMPARE_QUANTITY_STALE"
    ? { outcome: "stale" }
    : { outcome: "rejected", code, message };
}

const applied = (): RowOutcome => ({ outcome: "applied" });
const skipped = (): RowOutcome => ({ outcome: "skipped" });
const isSkipped = ({ outcome }: RowOutcome): boolean => outcome === "skipped";

const ActivateLevel = operation<ActivateLevelMutation, ActivateLevelMutationVariables>(/* GraphQL */ `
  mutation ActivateLevel($itemId: ID!, $locationId: ID!, $key: String!) {
    inventoryActivate(inventoryItemId: $itemId, locationId: $locationId) @idempotent(key: $key) {
      userErrors {
        message
      }
    }
  }
`);

/** Stocks an item at a location, with quantity 0 or what it last held there. Source: inventoryActivate (no codes). */
export async function activateLevel(
  client: AdminClient,
  level: { itemId: string; locationId: string; key: string },
  signal?: AbortSignal,
): Promise<{ outcome: "applied" } | Rejected> {
  const variables = {
    itemId: gid("InventoryItem", level.itemId),
    locationId: gid("Location", level.locationId),
    key: level.key,
  };
  const { data } = await client.run(ActivateLevel, variables, { signal, estimate: 15 });
  const [error] = data.inventoryActivate?.userErrors ?? [];
  if (error === undefined) return { outcome: "applied" };
  return { outcome: "rejected", code: null, message: error.message };
}
