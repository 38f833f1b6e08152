import { z } from "zod";
import type { SourceAddress } from "#app/core/source/order.ts";
import { UserError } from "../wire/answers.ts";
import { Ids } from "../wire/schema.ts";
import { findTwo, type Source } from "../wire/source.ts";

const Address = z.object({
  id: z.number(),
  party_name: z.string().nullable(),
  street: z.string().nullable(),
  postal_code: z.string().nullable(),
  city: z.string().nullable(),
  country: z.number().nullable(),
});

/** The party's address that says the same, or a new one. Null: any, since the order names none. */
export async function addressOf(
  source: Source,
  party: number,
  given: SourceAddress | null,
  signal: AbortSignal,
): Promise<number> {
  const { client } = source;
  const fields = ["party_name", "street", "postal_code", "city", "country"];
  const params = [[["party", "=", party]], 0, null, [["id", "ASC"]], fields];
  const known = await client.model("party.address.search_read", params, z.array(Address), signal);
  if (given === null && known[0]) return known[0].id;
  const wanted = given === null ? {} : await addressValues(source, given, signal);
  const same = known.find((address) =>
    Object.entries(wanted).every(([field, value]) => {
      return field === "subdivision" || plain(address[field as keyof typeof address]) === plain(value);
    }),
  );
  if (same) return same.id;
  const [id] = await client.model("party.address.create", [[{ party, ...wanted }]], Ids, signal);
  if (id === undefined) throw new UserError("Tryton did not take the address.");
  return id;
}

async function addressValues(source: Source, given: SourceAddress, signal: AbortSignal) {
  const [country] = await findTwo(source, "country.country", [["code", "=", given.country]], signal);
  if (country === undefined) {
    throw new UserError(
      `Tryton has no country with the code ${given.country}; its countries can be imported there.`,
    );
  }
  const subdivision =
    given.province === null ? undefined : await subdivisionOf(source, country, given, signal);
  return {
    party_name: [given.company, given.name].filter(Boolean).join(", "),
    street: given.street,
    postal_code: given.postalCode,
    city: given.city,
    country,
    ...(subdivision !== undefined && { subdivision }),
  };
}

/** Tryton knows provinces by their ISO codes, such as "US-CA"; many countries have none there. */
async function subdivisionOf(source: Source, country: number, given: SourceAddress, signal: AbortSignal) {
  const domain = [
    ["country", "=", country],
    ["code", "=", `${given.country}-${given.province}`],
  ];
  const [id] = await findTwo(source, "country.subdivision", domain, signal);
  return id;
}

function plain(value: unknown): string {
  return typeof value === "string" || typeof value === "number"
    ? String(value).trim().replace(/\s+/g, " ").toLowerCase()
    : "";
}
