import { hash } from "#sandbox/sources/names.ts";
import type { Country } from "./places.ts";

const names: Record<Country["names"], { first: string; last: string }> = {
  british: {
    first: "Ada Alfred Beatrice Colin Daisy Edith George Harriet Iris Oliver Ruth Winston",
    last: "Ashdown Birchwood Carraway Dunmore Ellerby Fenwick Hollis Larkspur Merriden Thistleby Wexcombe",
  },
  french: {
    first: "Aurélie Bastien Camille Étienne Hélène Luc Margaux Théo",
    last: "Boisclair Delorme Fontanel Garrigue Mirebeau Rochefeuil Valcourt",
  },
  german: {
    first: "Anke Bernd Clara Dieter Greta Jürgen Lotte Sören",
    last: "Ahrenfeld Brückmann Eichwald Grünthal Lindhorst Sandkamp Weißbach",
  },
  nordic: {
    first: "Astrid Bjørn Eva Gunnar Ingrid Lars Signe Torvald",
    last: "Aspelund Bergvik Ekholm Granmo Lindvall Solbakken Øverland",
  },
  iberian: {
    first: "Alba Bruno Chiara Duarte Inês Marco Pilar Rui",
    last: "Alameda Bellacosta Carvalhal Fontanares Montesol Ribeirinho",
  },
  slavic: {
    first: "Adam Barbora Eva Jan Karel Petra Tomasz Zofia",
    last: "Dubina Jablonka Lipnice Morawiec Sadova",
  },
  eastern: {
    first: "Amir Dana Hana Kenji Leila Mei Omar Yuki",
    last: "Arava Hoshino Karam Lumen Sakura Tamar",
  },
};

const trades = ["Gifts", "& Sons", "Interiors", "Homestore", "Trading", "Boutique"] as const;

export interface Person {
  firstName: string;
  lastName: string;
  email: string;
  phone: string;
}

/** An invented person, always the same for the same id. The addresses lead nowhere. */
export function person(id: string, country: Country): Person {
  const { first, last } = names[country.names];
  const [firstName, lastName] = [pick(first.split(" "), `${id} first`), pick(last.split(" "), `${id} last`)];
  const digits = String(hash(`${id} phone`))
    .padStart(10, "0")
    .slice(0, 9);
  return {
    firstName,
    lastName,
    email: `buyer${hash(id)}@customers.example`,
    phone: `+${country.dial}${digits}`,
  };
}

export function companyName(id: string, { lastName }: Person): string {
  return `${lastName} ${pick(trades, `${id} trade`)}`;
}

export function addressOf(id: string, country: Country) {
  const [city, pattern, provinceCode] = pick(country.cities, `${id} city`);
  const number = 1 + (hash(`${id} house`) % 120);
  const street = pick(country.streets, `${id} street`);
  let digit = 0;
  const zip = pattern.replace(/#/g, () => String(1 + (hash(`${id} zip ${(digit += 1)}`) % 9)));
  return {
    address1: country.numberFirst ? `${number} ${street}` : `${street} ${number}`,
    city,
    zip,
    countryCode: country.code,
    ...(provinceCode === undefined ? {} : { provinceCode }),
  };
}

export function taxId(id: string, { code }: Country): string {
  return `${code}${String(hash(`${id} tax`))
    .padStart(10, "0")
    .slice(0, 9)}`;
}

function pick<T>(choices: readonly T[], by: string): T {
  const chosen = choices[hash(by) % choices.length];
  if (chosen === undefined) throw new RangeError("There is nothing to pick from");
  return chosen;
}
