import type { ShopAddress, ShopOrderDocument } from "../shop/order.ts";
import type { SourceAddress, SourceCustomer } from "../source/order.ts";

/** Who bought: a company location, a customer, or a guest known for this order only. */
export function sourceCustomer(document: ShopOrderDocument): SourceCustomer {
  const { customer, company } = document;
  return {
    key: customerKey(document),
    name: company?.name ?? personName(document),
    email: document.email ?? customer?.email ?? null,
    phone: document.phone ?? customer?.phone ?? null,
    locale: customer?.locale ?? null,
    taxExempt: customer?.taxExempt ?? false,
    company: company && {
      key: `company/${company.id}`,
      name: company.name,
      externalId: company.externalId,
      location: company.locationName,
      locationExternalId: company.locationExternalId,
      taxId: company.taxId,
    },
    billing: sourceAddress(document.billingAddress, document),
    shipping: sourceAddress(document.shippingAddress, document),
  };
}

function customerKey({ id, company, customer }: ShopOrderDocument): string {
  if (company) return `company/${company.id}/${company.locationId}`;
  return customer ? `customer/${customer.id}` : `guest/${id}`;
}

function personName({ customer, billingAddress, shippingAddress, email, name }: ShopOrderDocument): string {
  const people = [customer, billingAddress, shippingAddress].map((person) =>
    person ? fullName(person) : "",
  );
  const companies = [billingAddress?.company, shippingAddress?.company];
  return [...people, ...companies, customer?.email, email].find((one) => one) ?? name;
}

function sourceAddress(address: ShopAddress | null, document: ShopOrderDocument): SourceAddress | null {
  if (address === null) return null;
  return {
    name: fullName(address) || (address.company ?? document.company?.name ?? ""),
    company: address.company ?? document.company?.name ?? null,
    street: [address.address1, address.address2].map(trimmed).filter(Boolean).join("\n"),
    city: trimmed(address.city),
    postalCode: trimmed(address.zip),
    province: trimmed(address.provinceCode) || null,
    country: trimmed(address.countryCode).toUpperCase(),
    phone: trimmed(address.phone) || null,
  };
}

function fullName({ firstName, lastName }: { firstName: string | null; lastName: string | null }): string {
  return [firstName, lastName].map(trimmed).filter(Boolean).join(" ");
}

function trimmed(text: string | null): string {
  return text?.trim() ?? "";
}
