import { hash, supplier } from "./names.ts";

/** What the ERP says about an article besides its name. */
export interface ArticleFacts {
  vendor: string;
  productType: string;
  description: string;
  /** In kilograms, as a decimal string. */
  weight: string;
  originCountry: string;
  hsCode: string;
  discontinued: boolean;
}

/** Kinds of goods by a word of their names, with the customs number that such goods have. */
const kinds: readonly [word: RegExp, productType: string, hsCode: string][] = [
  [/\b(MUG|CUP|BOWL|PLATE|TEAPOT)S?\b/, "Tableware", "6912.00"],
  [/\b(CANDLE|T-LIGHT|TEALIGHT)S?\b/, "Candles", "3406.00"],
  [/\b(BAG|SHOPPER|PURSE)S?\b/, "Bags", "4202.92"],
  [/\bCLOCKS?\b/, "Clocks", "9105.21"],
  [/\bCUSHIONS?\b/, "Cushions", "9404.90"],
  [/\b(UMBRELLA|PARASOL)S?\b/, "Umbrellas", "6601.99"],
  [/\b(CARD|WRAP|PAPER)S?\b/, "Cards and paper", "4909.00"],
  [/\b(TIN|TINS)\b/, "Tins", "7310.29"],
  [/\bCHRISTMAS\b/, "Christmas", "9505.10"],
];
const anyKind = ["Giftware", "3926.40"] as const;
const origins = ["CN", "IN", "GB", "VN", "PT"] as const;
/** One article in this many is no longer sold. */
const discontinuedOneIn = 300;

/** What the articles of one product share, derived from the product's code and name. */
export function factsOf(sku: string, code: string, title: string): ArticleFacts {
  const [, productType, hsCode] = kinds.find(([word]) => word.test(title.toUpperCase())) ?? ["", ...anyKind];
  const vendor = supplier(code);
  const originCountry = origins[hash(code) % origins.length] ?? origins[0];
  return {
    vendor,
    productType,
    description: `<p>${escaped(title)}, chosen by ${escaped(vendor)}.</p><p>Sold singly.</p>`,
    weight: ((20 + (hash(sku) % 900)) / 1000).toFixed(3),
    originCountry,
    hsCode,
    discontinued: hash(`end ${sku}`) % discontinuedOneIn === 0,
  };
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
