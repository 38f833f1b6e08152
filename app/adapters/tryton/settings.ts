import { z } from "zod";

/** Lines of an order that are no article of the source, as SourceLineKind names them. */
export const serviceKinds = ["shipping", "gift-card", "tip", "duty", "placeholder", "adjustment"] as const;
export type ServiceKind = (typeof serviceKinds)[number];

const name = z.string().trim().min(1);

export const TrytonSettings = z.object({
  /** Of the server as browsers reach it, such as "https://erp.example.com/". */
  url: z.string().trim().refine(URL.canParse, "not an address, such as https://erp.example.com/"),
  database: name,
  user: name,
  /** forecast: without what orders have taken and not shipped; quantity: what stands on the shelves. */
  stock: z.enum(["forecast", "quantity"]).default("forecast"),
  prices: z
    .object({
      /** Price lists by name; empty: the list prices of the products. */
      lists: z.array(name).default([]),
      /** ISO 4217; null: the company's. */
      currency: z
        .string()
        .regex(/^[A-Z]{3}$/, "a currency, such as EUR")
        .nullable()
        .default(null),
      /** Code of the party that price lists are computed for; null: nobody. */
      customer: name.nullable().default(null),
    })
    .prefault({}),
  orders: z
    .object({
      /** Name of the payment term of what is paid already; null: the customer's own. */
      paymentTerm: name.nullable().default(null),
      /** Codes of the products that stand for what is no article; absent: a line of text. */
      products: z.partialRecord(z.enum(serviceKinds), name).default({}),
    })
    .prefault({}),
});
export type TrytonSettings = z.infer<typeof TrytonSettings>;

export const TrytonSecrets = z.object({ password: z.string().optional() });
export type TrytonSecrets = z.infer<typeof TrytonSecrets>;
