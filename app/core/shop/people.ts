import type { ShopAddress, ShopOrderDocument } from "./order.ts";

/** Shorter words stand in texts about anything. */
const LETTERS_MIN = 5;

/** The words by which people and systems may call the buyer of an order: name, e-mail, phone, street, customer id. */
export function namesOfBuyer(document: ShopOrderDocument): string[] {
  const { customer, email, phone, shippingAddress, billingAddress } = document;
  const names = [
    ...[email, phone, customer?.id, customer?.email, customer?.phone],
    ...(customer ? bothWays(customer) : []),
    ...[shippingAddress, billingAddress].flatMap((address) => (address ? namesOfAddress(address) : [])),
  ];
  const words = names.map((name) => name?.trim() ?? "").filter((name) => name.length >= LETTERS_MIN);
  return [...new Set(words)];
}

function namesOfAddress(address: ShopAddress): (string | null)[] {
  return [address.address1, address.address2, address.phone, ...bothWays(address)];
}

function bothWays({ firstName, lastName }: { firstName: string | null; lastName: string | null }): string[] {
  return firstName && lastName ? [`${firstName} ${lastName}`, `${lastName} ${firstName}`] : [];
}
