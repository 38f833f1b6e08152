/**
 * Shopify's own limits, each once, with its unit and where it is stated. "Recorded" means answers of real
 * shops, API 2025-01 to 2026-07. How much Concord takes at a time is stated in the code that does so.
 */

/** Points of a mutation: the least recorded in `extensions.cost`, for any number of rows up to 25. */
export const MUTATION_POINTS = 10;
/** Points of a variant in such a mutation: recorded, productVariantsBulkCreate with 1,499 variants at 310. */
export const VARIANT_POINTS = 0.2;

/** Points in the smallest plan's bucket, and points it regains each second: recorded `throttleStatus`. */
export const SMALLEST_BUCKET_POINTS = 2_000;
export const SMALLEST_RESTORE_RATE = 100;

/** Elements of an array argument: recorded MAX_INPUT_SIZE_EXCEEDED, "the maximum allowed of 250". */
export const INPUT_ROWS_MAX = 250;
/** Metafields in one metafieldsSet: recorded, "Exceeded the maximum metafields input limit of 25." */
export const METAFIELDS_MAX = 25;

/** Variants of one product: recorded `shop.resourceLimits.maxProductVariants`, and what productSet takes. */
export const VARIANTS_MAX = 2_048;
/** Media of one product: its limit in Shopify's help, and the limit of one page. */
export const MEDIA_MAX = 250;
/** Prices that a price list can fix: PRICE_LIMIT_EXCEEDED of PriceListPriceUserErrorCode. */
export const FIXED_PRICES_MAX = 10_000;
/** Pieces, above or below zero: inventorySetQuantities was recorded refusing a quantity beyond it. */
export const QUANTITY_MAX = 1_000_000_000;

/** Bytes of a staged upload: its recorded policy, content-length-range. */
export const UPLOAD_BYTES_MAX = 100 * 1024 ** 2;
/** Bytes of a Flow trigger's payload: recorded, "Properties size exceeds the limit of 50000 bytes." */
export const FLOW_PAYLOAD_BYTES_MAX = 50_000;
/** Characters of a single-line text, such as a title or the staff's note on a cancelled order. */
export const SHORT_TEXT_MAX = 255;
