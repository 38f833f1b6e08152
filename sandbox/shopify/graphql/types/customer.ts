import { gid } from "#sandbox/shopify/gid.ts";
import type { Fields } from "#sandbox/shopify/graphql/context.ts";
import type {
  Company as CompanyRow,
  CompanyLocation as CompanyLocationRow,
  Customer as CustomerRow,
  MailingAddress as MailingAddressRow,
} from "#sandbox/shopify/state/customer-rows.ts";
import type { Order } from "#sandbox/shopify/state/order-rows.ts";

export const Customer: Fields<CustomerRow> = {
  id: (row) => gid("Customer", row.id),
  legacyResourceId: (row) => row.id,
  displayName: (row) => [row.firstName, row.lastName].filter(Boolean).join(" ") || (row.email ?? ""),
  defaultEmailAddress: (row) => row.email && { emailAddress: row.email, validFormat: true },
  defaultPhoneNumber: (row) => row.phone && { phoneNumber: row.phone },
};

export const MailingAddress: Fields<MailingAddressRow> = {
  id: (row) => gid("MailingAddress", row.id),
  countryCodeV2: (row) => row.countryCode,
  name: (row) => [row.firstName, row.lastName].filter(Boolean).join(" ") || null,
};

export const Company: Fields<CompanyRow> = { id: (row) => gid("Company", row.id) };

export const CompanyLocation: Fields<CompanyLocationRow> = {
  id: (row) => gid("CompanyLocation", row.id),
  phone: (row) => row.address?.phone ?? null,
  taxSettings: (row) => ({ taxExempt: false, taxExemptions: [], taxRegistrationId: row.taxId }),
};

/** The buyer: a business, or a person. */
export function purchasingEntity({ buyer, customer }: Order) {
  if (!buyer) return customer;
  const { company, location } = buyer;
  const id = gid("CompanyContact", company.id);
  const contact = customer && { id, company, customer, isMainContact: company.contact === customer };
  return { kind: "PurchasingCompany", company, location, contact };
}
