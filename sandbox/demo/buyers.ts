import type { Sale } from "#sandbox/data/sample.ts";
import type { OrderDetails } from "#sandbox/shopify/state/order-input.ts";
import type { Company, Customer } from "#sandbox/shopify/state/customer-rows.ts";
import type { ShopState } from "#sandbox/shopify/state/shop-state.ts";
import { hash } from "#sandbox/sources/names.ts";
import { addressOf, companyName, person, taxId } from "./people.ts";
import { countryOf, type Country } from "./places.ts";

/** One customer in this many owns a shop, and buys as a company with thirty days to pay. */
const companyOneIn = 4;
const freeShippingFrom = 150;
const vat = { title: "VAT", rate: 0.2 } as const;

interface Buyer {
  country: Country;
  customer: Customer;
  company: Company | null;
}

/** Who buys: the sample's customer numbers become invented people, always the same ones. */
export class Buyers {
  private readonly store: ShopState;
  private readonly known = new Map<string, Buyer>();

  constructor(store: ShopState) {
    this.store = store;
  }

  /** How the order of an invoice is placed: by whom, where it goes, and what is charged besides the goods. */
  detailsOf(sale: Sale, goods: number): OrderDetails {
    const country = countryOf(sale.country);
    const home = country.code === "GB";
    const shipping = shippingOf(home, goods);
    const taxes = home ? [vat] : [];
    const terms = { shipping: [shipping], taxes, tags: [home ? "domestic" : "export"] };
    if (sale.customer === null) return { ...terms, ...guest(sale.invoice, country) };
    const { customer, company } = this.buyer(sale.customer, country);
    const place = { ...person(sale.customer, country), ...addressOf(sale.customer, country) };
    const addressed = { shippingAddress: place, billingAddress: place };
    const [location] = company?.locations ?? [];
    if (!company || !location) return { ...terms, ...addressed, customer };
    const named = { ...place, company: company.name };
    return {
      ...{ ...terms, customer, company: { company, location }, poNumber: `PO-${sale.invoice}` },
      ...{ shippingAddress: named, billingAddress: named },
    };
  }

  private buyer(id: string, country: Country): Buyer {
    const known = this.known.get(id);
    if (known) return known;
    const who = person(id, country);
    const address = { ...who, ...addressOf(id, country) };
    const customer = this.store.createCustomer({ ...who, locale: country.locale, address });
    const isCompany = hash(`company ${id}`) % companyOneIn === 0;
    const company = isCompany ? this.company(id, country, customer, address) : null;
    const made = { country, customer, company };
    this.known.set(id, made);
    return made;
  }

  private company(
    id: string,
    country: Country,
    contact: Customer,
    address: ReturnType<typeof addressOf>,
  ): Company {
    const name = companyName(id, person(id, country));
    const location = {
      name: `${name} ${address.city}`,
      taxId: taxId(id, country),
      address: { ...address, company: name },
    };
    return this.store.createCompany({ name, externalId: `C${id}`, contact, locations: [location] });
  }
}

/** A buyer without a customer number: a guest at the checkout. */
function guest(invoice: string, country: Country): OrderDetails {
  const who = person(invoice, country);
  const place = { ...who, ...addressOf(invoice, country) };
  return { email: who.email, phone: who.phone, shippingAddress: place, billingAddress: place };
}

function shippingOf(home: boolean, goods: number): { title: string; code: string; price: string } {
  if (!home) return { title: "International", code: "INT", price: "14.95" };
  return { title: "Standard", code: "STD", price: goods >= freeShippingFrom ? "0.00" : "4.95" };
}
