import type { FeedKind } from "#app/core/source/feeds.ts";

export interface CsvField {
  field: string;
  required: boolean;
}

/** The fields of each kind, in the order in which they should be guessed. */
export const csvColumns: Record<FeedKind, CsvField[]> = {
  items: fields("sku", [
    ..."title barcode updatedAt description vendor productType weight weightUnit originCountry".split(" "),
    ..."hsCode photos group discontinued".split(" "),
  ]),
  stock: fields("sku quantity", ["warehouse", "asOf"]),
  prices: fields("sku amount", [
    ..."currency compareAt cost list minQuantity validFrom validUntil taxIncluded taxRate asOf".split(" "),
  ]),
  rates: fields("rate", ["from", "to", "units", "asOf"]),
  orderStates: fields(
    "orderName",
    "bookedAt orderKey number status total currency promisedAt url asOf".split(" "),
  ),
  shipments: fields("number orderName", [
    ..."orderKey sku pieces lineId warehouse status promisedAt shippedAt deliveredAt".split(" "),
    ..."parcel carrier tracking trackingUrl event eventAt eventMessage asOf".split(" "),
  ]),
  invoices: fields("number orderName total", "orderKey status currency issuedAt asOf".split(" ")),
};

function fields(required: string, optional: string[]): CsvField[] {
  return [
    ...required.split(" ").map((field) => ({ field, required: true })),
    ...optional.map((field) => ({ field, required: false })),
  ];
}
