import { sameField, tidyField } from "./fields.ts";
import type { ContentReceipt, Desired } from "../values/receipt.ts";
import { urgencyOf } from "../values/urgency.ts";

/** What one article of the source says about a field. */
export interface ContentReading {
  sku: string;
  /** Null: it says nothing about this field; empty: there is none. */
  value: string | null;
  /** The source no longer sells the article. */
  discontinued: boolean;
  asOf: string;
  origin: string | null;
}

export interface ContentFacts {
  field: string;
  /** Of every article of the product, or of the variant where the field belongs to variants. */
  readings: readonly ContentReading[];
  /** Every variant of the product is linked to an article among the readings; only `status` needs it. */
  complete: boolean;
  observed: string | null;
  baseline: string | null;
}

/**
 * What the shop should show in a field, and which article says so. Articles of one product that contradict
 * each other block the field.
 */
export function desiredContent(facts: ContentFacts): Desired<ContentReceipt> {
  const { field, readings } = facts;
  if (field === "status") return desiredStatus(facts);

  const given = readings.flatMap((reading) =>
    reading.value === null ? [] : { ...reading, value: reading.value },
  );
  const newest = newestOf(given);
  if (!newest) return UNSAID;
  const against = given.filter(({ value }) => !sameField(field, value, newest.value)).map(({ sku }) => sku);
  const receipt = receiptOf(field, newest, against);
  if (against.length > 0) return { ...UNSAID, reason: "sources-disagree", receipt };
  return { ...UNSAID, value: tidyField(field, newest.value), receipt };
}

/** How much wrong content can hurt: discontinued but on sale first, then what parcels and customs need. */
export function contentUrgency(field: string): number {
  switch (field) {
    case "status":
      return urgencyOf(3, 0);
    case "title":
    case "description":
    case "photos":
      return urgencyOf(1, 1);
    case "barcode":
    case "weight":
    case "originCountry":
    case "hsCode":
      return urgencyOf(1, 2);
    default:
      return urgencyOf(1, 0);
  }
}

const UNSAID: Desired<ContentReceipt> = { value: null, reason: null, receipt: null, dueAt: null };

/**
 * A product is archived once the source sells none of its articles, and is active again when the source sells
 * one, unless a person has changed its status meanwhile. Otherwise its status is left to the shop.
 */
function desiredStatus({
  field,
  readings,
  complete,
  observed,
  baseline,
}: ContentFacts): Desired<ContentReceipt> {
  const gone = readings.filter(({ discontinued }) => discontinued);
  const newest = newestOf(gone);
  if (newest && complete && gone.length === readings.length) {
    return { ...UNSAID, value: "ARCHIVED", receipt: receiptOf(field, newest, []) };
  }
  const sold = newestOf(readings.filter(({ discontinued }) => !discontinued));
  if (sold && baseline === "ARCHIVED" && observed === "ARCHIVED") {
    return { ...UNSAID, value: "ACTIVE", receipt: receiptOf(field, sold, []) };
  }
  return UNSAID;
}

function receiptOf(field: string, reading: ContentReading, against: readonly string[]): ContentReceipt {
  const { sku, origin, asOf } = reading;
  return { of: "content", field, sku, origin, asOf, against };
}

function newestOf<R extends ContentReading>(readings: readonly R[]): R | null {
  return readings.reduce<R | null>((newest, reading) => {
    return newest && Date.parse(newest.asOf) >= Date.parse(reading.asOf) ? newest : reading;
  }, null);
}
