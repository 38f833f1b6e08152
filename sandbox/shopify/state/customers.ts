import type { AddressInput } from "./order-input.ts";
import type { Company, Customer, MailingAddress } from "./customer-rows.ts";
import type { ShopData } from "./shop-data.ts";

export interface NewCustomer {
  firstName?: string;
  lastName?: string;
  email?: string;
  phone?: string;
  locale?: string;
  taxExempt?: boolean;
  address?: AddressInput;
}

export interface NewCompany {
  name: string;
  externalId?: string;
  contact: Customer;
  locations: readonly { name: string; externalId?: string; taxId?: string; address?: AddressInput }[];
}

export function createCustomer(state: ShopData, input: NewCustomer): Customer {
  const now = state.now();
  return state.customers.add({
    kind: "Customer",
    id: state.ids.next("Customer"),
    firstName: input.firstName ?? null,
    lastName: input.lastName ?? null,
    email: input.email ?? null,
    phone: input.phone ?? null,
    locale: input.locale ?? "en",
    taxExempt: input.taxExempt ?? false,
    defaultAddress: input.address ? address(state, input.address) : null,
    createdAt: now,
    updatedAt: now,
  });
}

export function createCompany(state: ShopData, input: NewCompany): Company {
  const now = state.now();
  const company: Company = {
    kind: "Company",
    id: state.ids.next("Company"),
    name: input.name,
    externalId: input.externalId ?? null,
    contact: input.contact,
    locations: [],
    createdAt: now,
    updatedAt: now,
  };
  for (const place of input.locations) {
    company.locations.push({
      kind: "CompanyLocation",
      id: state.ids.next("CompanyLocation"),
      company,
      name: place.name,
      externalId: place.externalId ?? null,
      taxId: place.taxId ?? null,
      address: place.address ? address(state, place.address) : null,
      createdAt: now,
      updatedAt: now,
    });
  }
  return state.companies.add(company);
}

/** Every use of an address is a row of its own: an order keeps its address when the customer moves. */
export function address(state: ShopData, input: AddressInput): MailingAddress {
  return {
    kind: "MailingAddress",
    id: state.ids.next("MailingAddress"),
    firstName: input.firstName ?? null,
    lastName: input.lastName ?? null,
    company: input.company ?? null,
    address1: input.address1 ?? null,
    address2: input.address2 ?? null,
    city: input.city ?? null,
    zip: input.zip ?? null,
    provinceCode: input.provinceCode ?? null,
    countryCode: input.countryCode ?? null,
    phone: input.phone ?? null,
  };
}
