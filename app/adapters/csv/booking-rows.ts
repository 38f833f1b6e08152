import type { BookingRecord } from "#app/core/records.ts";
import { code, isRefusal, plain, timeOf } from "./cells.ts";
import type { Mapping, Spec, Style } from "./mapping.ts";
import { fileOf } from "./spec.ts";

export function bookingMapping(spec: Spec<"orderStates">, { timeZone }: Style): Mapping<BookingRecord> {
  return {
    ...fileOf(spec, spec.columns),
    sku: () => null,
    toRecord(cells, { fileTime }) {
      const orderName = code(cells("orderName"));
      if (isRefusal(orderName)) return { reason: "malformed", sku: null };
      // An order without the date is listed but not booked.
      if (cells("bookedAt") !== null && plain(cells("bookedAt")) === "") return null;
      const bookedAt = timeOf(cells("bookedAt"), fileTime, timeZone, spec.timeFormat);
      return isRefusal(bookedAt) ? { ...bookedAt, sku: null } : { record: { orderName, bookedAt } };
    },
    claim: () => null,
    inWords: ({ orderName }) => `order ${orderName}`,
  };
}
