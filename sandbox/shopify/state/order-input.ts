import type { Company, CompanyLocation, Customer, MailingAddress } from "./customer-rows.ts";
import type { Attribute, Risk, TaxRate } from "./order-parts.ts";

export type AddressInput = Partial<Omit<MailingAddress, "kind" | "id">>;

/** Percent from 0 to 100, or an amount in the shop's currency. */
export type Reduction = { percent: number } | { amount: string };

interface LineTerms {
  quantity: number;
  /** Per piece, in the shop's currency. */
  price?: string;
  discount?: { title: string } & Reduction;
  /** Instead of the order's. */
  taxes?: readonly TaxRate[];
  /** For the whole line. */
  duty?: string;
  attributes?: readonly Attribute[];
  /** Lines that name the same one are one bundle. */
  bundle?: { title: string; quantity: number };
}

export type WantedLine =
  | ({ variantId: string; giftCard?: boolean } & LineTerms)
  | ({
      title: string;
      price: string;
      sku?: string;
      requiresShipping?: boolean;
      giftCard?: boolean;
    } & LineTerms);

export type WantedDiscount = ({ code: string } | { title: string }) & Reduction & { on?: "shipping" };

/** How an order differs from the default: a web sale to a guest, paid by card at once. */
export interface OrderDetails {
  locationId?: string;
  /** Without one the buyer is a guest. */
  customer?: Customer;
  company?: { company: Company; location: CompanyLocation };
  email?: string;
  phone?: string;
  billingAddress?: AddressInput;
  shippingAddress?: AddressInput;
  shipping?: readonly { title: string; code?: string; price: string; taxes?: readonly TaxRate[] }[];
  discounts?: readonly WantedDiscount[];
  taxes?: readonly TaxRate[];
  tip?: string;
  /** The rate is what one unit of the shop's currency is worth in the other. */
  presentment?: { currency: string; rate: number };
  payment?: "authorized" | "paid" | "pending";
  gateway?: string;
  /** What a gift card pays; the gateway pays the rest. */
  byGiftCard?: string;
  paymentTerms?: { name: string; dueInDays: number };
  risk?: Risk;
  tags?: readonly string[];
  note?: string;
  attributes?: readonly Attribute[];
  poNumber?: string;
  sourceName?: string;
  retailLocationId?: string;
  test?: boolean;
}
