/** A country of the sample: where its people live, and what they are called. The people are invented. */
export interface Country {
  /** ISO 3166-1 alpha-2 */
  code: string;
  locale: string;
  /** Dialling code. */
  dial: string;
  /** City, how its postal codes look (# is any digit), and its province if addresses have one. */
  cities: readonly (readonly [city: string, zip: string, province?: string])[];
  streets: readonly string[];
  /** The house number comes before the street. */
  numberFirst: boolean;
  names: "british" | "french" | "german" | "nordic" | "iberian" | "slavic" | "eastern";
}

const english = ["High Street", "Station Road", "Church Lane", "Mill Lane", "Victoria Road", "Park Avenue"];
const british = { locale: "en", streets: english, numberFirst: true, names: "british" } as const;
const french = {
  locale: "fr",
  streets: ["rue de la Gare", "rue Victor Hugo", "avenue du Parc", "rue des Lilas"],
  numberFirst: true,
  names: "french",
} as const;
const german = {
  locale: "de",
  streets: ["Hauptstraße", "Bahnhofstraße", "Gartenweg", "Lindenallee"],
  numberFirst: false,
  names: "german",
} as const;
const nordic = {
  streets: ["Storgata", "Kirkeveien", "Skogveien", "Fjordgata"],
  numberFirst: false,
  names: "nordic",
} as const;
const iberian = {
  streets: ["Calle Mayor", "Calle del Sol", "Rua Nova", "Via Roma"],
  numberFirst: false,
  names: "iberian",
} as const;
const slavic = {
  streets: ["Lipová", "Nádražní", "Polna", "Krótka"],
  numberFirst: false,
  names: "slavic",
} as const;
const eastern = { locale: "en", streets: english, numberFirst: true, names: "eastern" } as const;

const unitedKingdom: Country = {
  ...{ ...british, code: "GB", dial: "44" },
  cities: [
    ["London", "SE1# 4QT"],
    ["Leeds", "LS# 1BA"],
    ["Manchester", "M1# 2WD"],
    ["Bristol", "BS# 6HN"],
    ["Edinburgh", "EH# 9XL"],
    ["Norwich", "NR# 3JP"],
  ],
};

const countries: Record<string, Country> = {
  "United Kingdom": unitedKingdom,
  "Channel Islands": { ...british, code: "JE", dial: "44", cities: [["St Helier", "JE# 4QT"]] },
  EIRE: {
    ...british,
    code: "IE",
    dial: "353",
    cities: [
      ["Dublin", "D0# X4C2"],
      ["Cork", "T12 R#5K"],
    ],
  },
  France: {
    ...french,
    code: "FR",
    dial: "33",
    cities: [
      ["Paris", "750##"],
      ["Lyon", "690##"],
      ["Lille", "590##"],
    ],
  },
  Belgium: {
    ...french,
    code: "BE",
    dial: "32",
    cities: [
      ["Bruxelles", "10##"],
      ["Liège", "40##"],
    ],
  },
  Switzerland: {
    ...german,
    code: "CH",
    dial: "41",
    cities: [
      ["Zürich", "80##"],
      ["Bern", "30##"],
    ],
  },
  Germany: {
    ...german,
    code: "DE",
    dial: "49",
    cities: [
      ["Berlin", "101##"],
      ["Köln", "506##"],
      ["München", "803##"],
    ],
  },
  Austria: {
    ...german,
    code: "AT",
    dial: "43",
    cities: [
      ["Wien", "10#0"],
      ["Graz", "80##"],
    ],
  },
  Netherlands: {
    ...german,
    locale: "nl",
    code: "NL",
    dial: "31",
    cities: [
      ["Amsterdam", "10## AB"],
      ["Utrecht", "35## KL"],
    ],
  },
  Denmark: {
    ...nordic,
    locale: "da",
    code: "DK",
    dial: "45",
    cities: [
      ["København", "21##"],
      ["Aarhus", "80##"],
    ],
  },
  Finland: {
    ...nordic,
    locale: "fi",
    code: "FI",
    dial: "358",
    cities: [
      ["Helsinki", "001##"],
      ["Turku", "201##"],
    ],
  },
  Norway: {
    ...nordic,
    locale: "nb",
    code: "NO",
    dial: "47",
    cities: [
      ["Oslo", "01##"],
      ["Bergen", "50##"],
    ],
  },
  Sweden: {
    ...nordic,
    locale: "sv",
    code: "SE",
    dial: "46",
    cities: [
      ["Stockholm", "111 ##"],
      ["Malmö", "211 ##"],
    ],
  },
  Spain: {
    ...iberian,
    locale: "es",
    code: "ES",
    dial: "34",
    cities: [
      ["Madrid", "280##"],
      ["Valencia", "460##"],
    ],
  },
  Portugal: {
    ...iberian,
    locale: "pt-PT",
    code: "PT",
    dial: "351",
    cities: [
      ["Lisboa", "11##-0##"],
      ["Porto", "40##-0##"],
    ],
  },
  Italy: {
    ...iberian,
    locale: "it",
    code: "IT",
    dial: "39",
    cities: [
      ["Milano", "201##"],
      ["Torino", "101##"],
    ],
  },
  Poland: {
    ...slavic,
    locale: "pl",
    code: "PL",
    dial: "48",
    cities: [
      ["Gdynia", "81-3##"],
      ["Poznan", "61-7##"],
    ],
  },
  "Czech Republic": {
    ...slavic,
    locale: "cs",
    code: "CZ",
    dial: "420",
    cities: [
      ["Praha", "110 ##"],
      ["Brno", "602 ##"],
    ],
  },
  Malta: { ...eastern, code: "MT", dial: "356", cities: [["Valletta", "VLT 1###"]] },
  Cyprus: { ...eastern, code: "CY", dial: "357", cities: [["Nicosia", "10##"]] },
  Israel: { ...eastern, code: "IL", dial: "972", cities: [["Haifa", "31###"]] },
  Japan: { ...eastern, code: "JP", dial: "81", cities: [["Osaka", "530-00##", "JP-27"]] },
  "Hong Kong": { ...eastern, code: "HK", dial: "852", cities: [["Kowloon", ""]] },
  Singapore: { ...eastern, code: "SG", dial: "65", cities: [["Singapore", "0189##"]] },
  "United Arab Emirates": { ...eastern, code: "AE", dial: "971", cities: [["Dubai", ""]] },
  Australia: {
    ...british,
    code: "AU",
    dial: "61",
    cities: [
      ["Melbourne", "30##", "VIC"],
      ["Sydney", "20##", "NSW"],
    ],
  },
  Canada: { ...british, code: "CA", dial: "1", cities: [["Toronto", "M5V #T6", "ON"]] },
  USA: {
    ...british,
    code: "US",
    dial: "1",
    cities: [
      ["Boston", "021##", "MA"],
      ["Austin", "787##", "TX"],
    ],
  },
  RSA: { ...british, code: "ZA", dial: "27", cities: [["Cape Town", "80##"]] },
};

/** By the wholesaler's name for it; any other name means a sale at home. */
export function countryOf(name: string): Country {
  return countries[name] ?? unitedKingdom;
}
