import type { Written } from "#app/core/source/order.ts";
import type {
  Consignment,
  LabelFormat,
  ParcelLabel,
  ParcelTrace,
  QuoteRequest,
  ShippingQuote,
} from "#app/core/source/parcels.ts";

/** A system that carries parcels. It does not do what is absent. */
export interface Carrier {
  rates?: RateQuoter;
  labels?: LabelMaker;
  tracking?: Tracker;
}

export interface RateQuoter {
  /** Every service that this carrier offers for these parcels on this route; none is an answer. Books nothing. */
  quote(asked: QuoteRequest, signal: AbortSignal): Promise<ShippingQuote[]>;
}

/**
 * Books parcels. A call whose answer was lost is repeated only after `find`, so every consignment must be found by its
 * key as soon as `create` could have booked it. What the carrier will not take as it is is `ok: false`, in its words.
 */
export interface LabelMaker {
  /** What was booked under this key (Consignment.key), a label for each parcel in their order; null: nothing. */
  find(key: string, signal: AbortSignal): Promise<ParcelLabel[] | null>;
  /** Books and pays. Never called without `find` before. */
  create(consignment: Consignment, signal: AbortSignal): Promise<Written<ParcelLabel[]>>;
  /** The label once more, in one of the formats that the carrier draws; it costs nothing. */
  print(id: string, format: LabelFormat, signal: AbortSignal): Promise<Uint8Array>;
  /** Absent: its people have to. Cancelling again is harmless. */
  cancel?(id: string, signal: AbortSignal): Promise<Written<null>>;
}

export interface Tracker {
  /** How many numbers one call takes. */
  readonly numbersMax: number;
  /** Where these parcels have been; one that the carrier does not know is not among the answers. */
  read(numbers: readonly string[], signal: AbortSignal): Promise<ParcelTrace[]>;
}
