import type { SourceCustomer } from "#app/core/source/order.ts";
import { UserError } from "../wire/answers.ts";
import { addressOf } from "./addresses.ts";
import { Done, Ids } from "../wire/schema.ts";
import { findTwo, type Source } from "../wire/source.ts";
import { z } from "zod";

export interface Buyer {
  party: number;
  billing: number;
  shipping: number;
}

/**
 * The party that buys, found or made, with its addresses. It is known again by an identifier that says who it is in
 * the shop; before that a company by its code or tax number and a person by the e-mail address.
 */
export async function buyerOf(
  source: Source,
  shop: string,
  customer: SourceCustomer,
  signal: AbortSignal,
): Promise<Buyer> {
  const key = `${shop}/${customer.key}`;
  const found = await findParty(source, key, customer, signal);
  const party = found ?? (await createParty(source, key, customer, signal));
  const billing = await addressOf(source, party, customer.billing ?? customer.shipping, signal);
  const shipping = await addressOf(source, party, customer.shipping ?? customer.billing, signal);
  return { party, billing, shipping };
}

async function findParty(source: Source, key: string, customer: SourceCustomer, signal: AbortSignal) {
  const keyed = await partyBy(source, ["identifiers.code", "=", key], signal);
  if (keyed !== null) return keyed;
  const { company, email } = customer;
  const ways = company
    ? [
        company.externalId === null ? null : ["code", "=", company.externalId],
        company.taxId === null ? null : ["identifiers.code", "=", company.taxId],
      ]
    : [
        email === null
          ? null
          : [
              "contact_mechanisms",
              "where",
              [
                ["type", "=", "email"],
                ["value", "ilike", literal(email)],
              ],
            ],
      ];
  for (const way of ways) {
    const party = way && (await partyBy(source, way, signal));
    if (party === null) continue;
    if (!customer.key.startsWith("guest/")) await remember(source, party, key, signal);
    return party;
  }
  return null;
}

/** The oldest, where several fit: people share the e-mail address of an office. */
async function partyBy(
  source: Source,
  condition: readonly unknown[],
  signal: AbortSignal,
): Promise<number | null> {
  const [party] = await findTwo(source, "party.party", [condition], signal);
  return party ?? null;
}

/** "_" and "%" are wildcards in a search. */
function literal(text: string): string {
  return text.replace(/[\\%_]/g, "\\$&");
}

async function remember({ client }: Source, party: number, code: string, signal: AbortSignal): Promise<void> {
  const identifiers = [["create", [{ type: null, code }]]];
  await client.model("party.party.write", [[party], { identifiers }], Done, signal);
}

async function createParty(
  source: Source,
  key: string,
  customer: SourceCustomer,
  signal: AbortSignal,
): Promise<number> {
  const taxId = customer.company?.taxId ?? null;
  // Tryton checks a number of a known type, and shops take any text for one.
  const [made] = await attempt(["eu_vat", null], async (type) =>
    source.client.model(
      "party.party.create",
      [[partyValues(key, customer, taxId && { type, code: taxId })]],
      Ids,
      signal,
    ),
  );
  if (made === undefined) throw new UserError("Tryton did not take the customer.");
  return made;
}

function partyValues(
  key: string,
  { name, email, phone, company }: SourceCustomer,
  taxId: object | null | "",
) {
  const contacts = [
    ...(email ? [{ type: "email", value: email }] : []),
    ...(phone ? [{ type: "phone", value: phone }] : []),
  ];
  return {
    name: company?.name ?? name,
    contact_mechanisms: [["create", contacts]],
    identifiers: [["create", [...(taxId ? [taxId] : []), { type: null, code: key }]]],
    // Without this Tryton adds an empty one, which orders would be sent to.
    addresses: [],
  };
}

async function attempt<T>(
  ways: readonly (string | null)[],
  make: (way: string | null) => Promise<T>,
): Promise<T> {
  const [first = null, ...others] = ways;
  try {
    return await make(first);
  } catch (error) {
    if (!(error instanceof UserError) || others.length === 0) throw error;
    return attempt(others, make);
  }
}

const Terms = z.array(z.object({ customer_payment_term: z.number().nullable() }));

/** The payment term of an order: what was agreed, else the one for what is paid, else the customer's own. */
export async function paymentTermOf(
  source: Source,
  agreed: string | null,
  party: number,
  signal: AbortSignal,
): Promise<number | null> {
  const name = agreed ?? source.settings.orders.paymentTerm;
  if (name !== null) {
    const [term] = await findTwo(
      source,
      "account.invoice.payment_term",
      [["name", "ilike", literal(name)]],
      signal,
    );
    if (term === undefined) throw new UserError(`Tryton has no payment term "${name}".`);
    return term;
  }
  const params = [[party], ["customer_payment_term"]];
  const [own] = await source.client.model("party.party.read", params, Terms, signal);
  return own?.customer_payment_term ?? null;
}
