import { createHash } from "node:crypto";
import type { UserError } from "./errors.ts";

/** The mutations that Shopify refuses without @idempotent since 2026-04. */
export const IDEMPOTENT_MUTATIONS: ReadonlySet<string> = new Set([
  "inventoryActivate",
  "inventoryAdjustQuantities",
  "inventoryMoveQuantities",
  "inventorySetOnHandQuantities",
  "inventorySetQuantities",
  "inventoryShipmentAddItems",
  "inventoryShipmentCreate",
  "inventoryShipmentCreateInTransit",
  "inventoryShipmentReceive",
  "inventoryTransferCreate",
  "inventoryTransferCreateAsReadyToShip",
  "inventoryTransferDuplicate",
  "inventoryTransferSetItems",
  "locationActivate",
  "locationDeactivate",
  "refundCreate",
]);

export const KEY_REQUIRED = "The @idempotent directive is required for this mutation but was not provided.";

const MISMATCH: UserError = {
  field: null,
  message: "The same idempotency key cannot be used with different operation parameters.",
  code: "IDEMPOTENCY_KEY_PARAMETER_MISMATCH",
};

const RETENTION_MS = 24 * 60 * 60 * 1000;

interface Attempt {
  fingerprint: string;
  payload: unknown;
  at: number;
}

/** Remembers answers by key for a day, in order of arrival. */
export class IdempotencyKeys {
  readonly #attempts = new Map<string, Attempt>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Runs the operation once per key: later calls with the same arguments get the first answer. */
  once(key: string, mutation: string, args: unknown, operation: () => unknown): unknown {
    this.#forget();
    const fingerprint = createHash("sha256").update(mutation).update(JSON.stringify(args)).digest("base64");
    const earlier = this.#attempts.get(key);
    if (earlier)
      return earlier.fingerprint === fingerprint ? earlier.payload : { ...EMPTY, userErrors: [MISMATCH] };
    const payload = operation();
    this.#attempts.set(key, { fingerprint, payload, at: this.#now() });
    return payload;
  }

  #forget(): void {
    for (const [key, attempt] of this.#attempts) {
      if (this.#now() - attempt.at < RETENTION_MS) return;
      this.#attempts.delete(key);
    }
  }
}

/** The result fields of all payloads that this sandbox answers under a key, all empty. */
const EMPTY = { inventoryAdjustmentGroup: null, inventoryLevel: null };
