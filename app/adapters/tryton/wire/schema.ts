import { z } from "zod";
import { Day, Decimal, Time } from "./wire.ts";

/** On SQLite a stored truth comes back as a number. */
const Flag = z.union([z.boolean(), z.literal(0), z.literal(1)]).transform(Boolean);

export const Ids = z.array(z.number());
export const Done = z.null();

/** Beside its dates a record has fields of the record it refers to: "template.code" comes as {"template.": {code}}. */
const dates = { create_date: Time.nullable(), write_date: Time.nullable() };

export const productFields = [
  "code",
  "name",
  "description",
  "active",
  "salable",
  "suffix_code",
  "template.code",
  "template.products",
  "template.create_date",
  "template.write_date",
  "identifiers.type",
  "identifiers.code",
  "create_date",
  "write_date",
];
/** Only with the module product_measurements. */
export const weightFields = ["weight", "weight_uom.symbol"];

export const Product = z.object({
  id: z.number(),
  code: z.string().nullable(),
  name: z.string(),
  description: z.string().nullable(),
  active: Flag,
  salable: Flag,
  suffix_code: z.string().nullable(),
  weight: z.number().nullish(),
  "weight_uom.": z.object({ symbol: z.string() }).nullish(),
  "template.": z.object({ id: z.number(), code: z.string().nullable(), products: Ids, ...dates }),
  "identifiers.": z.array(z.object({ type: z.string().nullable(), code: z.string() })),
  ...dates,
});
export type Product = z.infer<typeof Product>;

export const Code = z.object({ id: z.number(), code: z.string().nullable() });

export const Stock = z.object({
  id: z.number(),
  code: z.string().nullable(),
  quantity: z.number().nullish(),
  forecast_quantity: z.number().nullish(),
});

export const Price = z.object({
  id: z.number(),
  code: z.string().nullable(),
  list_price: Decimal.nullish(),
  sale_price_uom: Decimal.nullish(),
  cost_price: Decimal.nullish(),
});

export const Sale = z.object({
  id: z.number(),
  number: z.string().nullable(),
  reference: z.string().nullable(),
  web_id: z.string().nullish(),
  description: z.string().nullable(),
  comment: z.string().nullable(),
  state: z.enum(["draft", "quotation", "confirmed", "processing", "done", "cancelled"]),
  shipment_state: z.string(),
  invoice_state: z.string(),
  total_amount: Decimal.nullable(),
  tax_amount: Decimal.nullable(),
  "currency.": z.object({ code: z.string() }),
  "shipments.": z.array(
    z.object({
      id: z.number(),
      state: z.string(),
      planned_date: Day.nullable(),
      create_date: Time.nullable(),
    }),
  ),
  "invoices.": z.array(z.object({ id: z.number(), state: z.string() })),
  ...dates,
});
export type Sale = z.infer<typeof Sale>;
export const saleFields = [
  "number",
  "reference",
  "description",
  "comment",
  "state",
  "shipment_state",
  "invoice_state",
  "total_amount",
  "tax_amount",
  "currency.code",
  "shipments.state",
  "shipments.planned_date",
  "shipments.create_date",
  "invoices.state",
  "create_date",
  "write_date",
];

export const Shipment = z.object({
  id: z.number(),
  number: z.string().nullable(),
  state: z.string(),
  planned_date: Day.nullable(),
  effective_date: Day.nullable(),
  "warehouse.": z.object({ code: z.string().nullable(), name: z.string() }),
  "carrier.": z.object({ "party.": z.object({ name: z.string() }) }).nullish(),
  "outgoing_moves.": z.array(
    z.object({
      id: z.number(),
      state: z.string(),
      origin: z.string().nullable(),
      sale: z.number().nullable(),
      internal_quantity: z.number().nullable(),
      "product.": z.object({ code: z.string().nullable() }),
    }),
  ),
  ...dates,
});
export type Shipment = z.infer<typeof Shipment>;

export const Parcel = z.object({
  id: z.number(),
  shipment: z.string().nullable(),
  parent: z.number().nullish(),
  moves: Ids,
  shipping_reference: z.string().nullish(),
  shipping_tracking_url: z.string().nullish(),
});
export type Parcel = z.infer<typeof Parcel>;

export const SaleLine = z.object({ id: z.number(), note: z.string().nullable() });

export const Invoice = z.object({
  id: z.number(),
  number: z.string().nullable(),
  state: z.enum(["draft", "validated", "posted", "paid", "cancelled"]),
  invoice_date: Day.nullable(),
  total_amount: Decimal,
  sales: Ids,
  "currency.": z.object({ code: z.string() }),
  ...dates,
});
export type Invoice = z.infer<typeof Invoice>;
