import { bareId } from "#app/core/gid.ts";
import type { ShopAddress, ShopCompany, ShopCustomer } from "#app/core/shop/order.ts";
import type { AddressFragment, OrderPeopleFragment } from "../api/generated.ts";

export function toCustomer(customer: OrderPeopleFragment["customer"]): ShopCustomer | null {
  if (customer === null) return null;
  const { id, firstName, lastName, locale, taxExempt, defaultEmailAddress, defaultPhoneNumber } = customer;
  return {
    id: bareId(id),
    firstName,
    lastName,
    email: defaultEmailAddress?.emailAddress ?? null,
    phone: defaultPhoneNumber?.phoneNumber ?? null,
    locale,
    taxExempt,
  };
}

/** Null where a person bought for themselves: the purchasing entity is then that customer. */
export function toCompany(buyer: OrderPeopleFragment["purchasingEntity"]): ShopCompany | null {
  if (buyer === null || !("company" in buyer)) return null;
  const { company, location } = buyer;
  return {
    id: bareId(company.id),
    name: company.name,
    externalId: company.externalId,
    locationId: bareId(location.id),
    locationName: location.name,
    locationExternalId: location.externalId,
    taxId: location.taxSettings.taxRegistrationId,
  };
}

export function toAddress(address: AddressFragment | null): ShopAddress | null {
  if (address === null) return null;
  const { countryCodeV2, ...same } = address;
  return { ...same, countryCode: countryCodeV2 };
}
