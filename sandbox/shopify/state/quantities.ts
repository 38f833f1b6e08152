/** The states a piece on the shelf can be in. `on_hand` is their sum, so it is never stored. */
const ON_HAND_STATES = [
  "available",
  "committed",
  "reserved",
  "damaged",
  "safety_stock",
  "quality_control",
] as const;

export type StoredQuantity = (typeof ON_HAND_STATES)[number] | "incoming";
export type QuantityName = StoredQuantity | "on_hand";

export const QUANTITY_NAMES: readonly QuantityName[] = [...ON_HAND_STATES, "incoming", "on_hand"];
