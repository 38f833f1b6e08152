import { z } from "zod";
import { parseMetafield, parseTranslation } from "#app/core/content/fields.ts";
import { isCurrency } from "#app/core/money.ts";
import type { FeedKind } from "#app/core/source/feeds.ts";
import { csvColumns } from "./kinds.ts";
import { parseShare } from "./numbers.ts";
import { text, textMax, wordList } from "./setting-text.ts";
import { isTimeFormat } from "./times.ts";
import { weightUnits } from "./weights.ts";

const header = text;
const currency = text.toUpperCase().refine(isCurrency, "not a currency, such as EUR: three letters");

/** Luxon's tokens: "dd/MM/yyyy HH:mm". */
const timeFormat = z.string().refine(isTimeFormat, "not a time's format, such as dd/MM/yyyy HH:mm");

const file = {
  /** `*` and `?` stand for any characters; names only, no folders. */
  pattern: text.regex(/^[^/\\]+$/, "a pattern names files, not folders"),
  mode: z.enum(["full", "delta"]),
  /** For times that name neither their order nor their zone. */
  timeFormat: timeFormat.optional(),
};

const known = new Set(csvColumns.items.map(({ field }) => field));

const items = z.object({
  ...file,
  /** The unit of weights that have none of their own. */
  weightUnit: z.enum(weightUnits).optional(),
  photoSeparator: z.string().min(1).max(20).optional(),
  /** Where photos lie that are given by their name alone. */
  photoBase: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .optional(),
  /** Words, between commas, that mean in the discontinued column that an article is no longer sold. */
  discontinuedWhen: wordList.optional(),
  /** What distinguishes the articles of one group, in the order of the shop: Colour, Size. */
  options: z
    .array(z.object({ name: text, column: header }))
    .max(100)
    .optional(),
  columns: z
    .object({
      sku: header,
      title: header.optional(),
      barcode: header.optional(),
      updatedAt: header.optional(),
      description: header.optional(),
      vendor: header.optional(),
      productType: header.optional(),
      weight: header.optional(),
      weightUnit: header.optional(),
      originCountry: header.optional(),
      hsCode: header.optional(),
      photos: header.optional(),
      group: header.optional(),
      discontinued: header.optional(),
    })
    // Metafields and translations, by the field's own name.
    .catchall(header)
    .superRefine((columns, context) => {
      for (const field of Object.keys(columns)) {
        if (known.has(field) || parseMetafield(field) || parseTranslation(field)) continue;
        context.addIssue({ code: "custom", path: [field], message: "not a field that the shop has" });
      }
    }),
});

const stock = z.object({
  ...file,
  /** The code of every row where the file has no warehouse column. */
  warehouse: text.optional(),
  columns: z.object({
    sku: header,
    quantity: header,
    warehouse: header.optional(),
    asOf: header.optional(),
  }),
});

/** Settings beside the columns hold for every row if the file has no such column. */
const prices = z.object({
  ...file,
  /** For the days a price begins and ends. */
  dateFormat: timeFormat.optional(),
  currency: currency.optional(),
  list: z.string().trim().max(textMax).optional(),
  taxIncluded: z.boolean().optional(),
  taxRate: text.refine((share) => parseShare(share, ".") !== null, "not a tax rate, such as 25").optional(),
  columns: z.object({
    sku: header,
    amount: header,
    currency: header.optional(),
    compareAt: header.optional(),
    cost: header.optional(),
    list: header.optional(),
    minQuantity: header.optional(),
    validFrom: header.optional(),
    validUntil: header.optional(),
    taxIncluded: header.optional(),
    taxRate: header.optional(),
    asOf: header.optional(),
  }),
});

const rates = z.object({
  ...file,
  from: currency.optional(),
  to: currency.optional(),
  columns: z.object({
    rate: header,
    from: header.optional(),
    to: header.optional(),
    /** The rate is for so many units of the first currency. */
    units: header.optional(),
    asOf: header.optional(),
  }),
});

/** Words, between commas, that mean this in the status column; absent: the usual ones. */
const words = wordList.optional();

const orderStates = z.object({
  ...file,
  draftWhen: words,
  confirmedWhen: words,
  pickingWhen: words,
  shippedWhen: words,
  doneWhen: words,
  cancelledWhen: words,
  currency: currency.optional(),
  columns: z.object({
    orderName: header,
    orderKey: header.optional(),
    bookedAt: header.optional(),
    number: header.optional(),
    status: header.optional(),
    total: header.optional(),
    currency: header.optional(),
    promisedAt: header.optional(),
    url: header.optional(),
    asOf: header.optional(),
  }),
});

const shipments = z.object({
  ...file,
  waitingWhen: words,
  pickingWhen: words,
  packedWhen: words,
  shippedWhen: words,
  deliveredWhen: words,
  cancelledWhen: words,
  /** The code of every row where the file has no warehouse column. */
  warehouse: text.optional(),
  columns: z.object({
    number: header,
    orderName: header,
    orderKey: header.optional(),
    sku: header.optional(),
    pieces: header.optional(),
    /** The line of the order that Concord wrote. */
    lineId: header.optional(),
    warehouse: header.optional(),
    status: header.optional(),
    promisedAt: header.optional(),
    shippedAt: header.optional(),
    deliveredAt: header.optional(),
    parcel: header.optional(),
    carrier: header.optional(),
    tracking: header.optional(),
    trackingUrl: header.optional(),
    event: header.optional(),
    eventAt: header.optional(),
    eventMessage: header.optional(),
    asOf: header.optional(),
  }),
});

const invoices = z.object({
  ...file,
  draftWhen: words,
  postedWhen: words,
  paidWhen: words,
  cancelledWhen: words,
  currency: currency.optional(),
  columns: z.object({
    number: header,
    orderName: header,
    total: header,
    orderKey: header.optional(),
    status: header.optional(),
    currency: header.optional(),
    issuedAt: header.optional(),
    asOf: header.optional(),
  }),
});

/** How the files of each kind are named and read. */
const kinds = { items, stock, prices, rates, orderStates, shipments, invoices } satisfies Record<
  FeedKind,
  unknown
>;

export const files = z.object(kinds).partial();
