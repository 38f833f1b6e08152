import { gid } from "#app/core/gid.ts";
import type { UpdateVariantsMutationVariables } from "../api/generated.ts";
import type { VariantFields } from "./variants.ts";

/** One variant's new values by bare id. Amounts are plain decimals ("12.50"), a weight has its unit; "" clears. */
export type VariantChange = { id: string } & Partial<VariantFields>;

export type VariantField = keyof VariantFields;

type VariantInput = UpdateVariantsMutationVariables["variants"][number];

/** Fields that Shopify keeps on the variant's inventory item. */
const ITEM_FIELDS: readonly VariantField[] = ["cost", "weight", "originCountry", "hsCode"];

/** Where our fields are in Shopify's inputs and in the paths of its errors. */
const PATHS: Record<VariantField, string> = {
  price: "price",
  compareAt: "compareAtPrice",
  barcode: "barcode",
  cost: "inventoryItem.cost",
  weight: "inventoryItem.measurement",
  originCountry: "inventoryItem.countryCodeOfOrigin",
  hsCode: "inventoryItem.harmonizedSystemCode",
};

export function touchesItem(change: VariantChange): boolean {
  return ITEM_FIELDS.some((field) => change[field] !== undefined);
}

/** A change as ProductVariantsBulkInput. */
export function variantInput(change: VariantChange): VariantInput {
  const { id, price, compareAt, barcode, cost, weight, originCountry, hsCode } = change;
  return {
    id: gid("ProductVariant", id),
    ...(price === undefined ? {} : { price }),
    ...(compareAt === undefined ? {} : { compareAtPrice: orNull(compareAt) }),
    ...(barcode === undefined ? {} : { barcode: orNull(barcode) }),
    ...(touchesItem(change)
      ? {
          inventoryItem: {
            ...(cost === undefined ? {} : { cost: orNull(cost) }),
            ...(weight === undefined ? {} : { measurement: { weight: weightInput(weight) } }),
            ...(originCountry === undefined
              ? {}
              : { countryCodeOfOrigin: orNull(originCountry) as CountryCode | null }),
            ...(hsCode === undefined ? {} : { harmonizedSystemCode: orNull(hsCode) }),
          },
        }
      : {}),
  };
}

/** Which of our fields the path of a variant's error names; null: it is about the whole variant. */
export function fieldAt(path: readonly string[]): VariantField | null {
  const text = path.join(".");
  const fields = Object.entries(PATHS) as [VariantField, string][];
  const found = fields.find(([, at]) => text === at || text.startsWith(`${at}.`));
  return found ? found[0] : null;
}

type CountryCode = NonNullable<NonNullable<VariantInput["inventoryItem"]>["countryCodeOfOrigin"]>;
type WeightInput = NonNullable<
  NonNullable<NonNullable<VariantInput["inventoryItem"]>["measurement"]>["weight"]
>;

const UNITS: Record<string, WeightInput["unit"]> = {
  g: "GRAMS",
  kg: "KILOGRAMS",
  oz: "OUNCES",
  lb: "POUNDS",
};

/** Shopify keeps "no weight" as zero. */
function weightInput(weight: string): WeightInput {
  if (weight === "") return { value: 0, unit: "KILOGRAMS" };
  const [value = "", unit = ""] = weight.split(" ");
  const known = UNITS[unit];
  if (known === undefined || Number.isNaN(Number(value))) throw new Error(`Not a weight: ${weight}`);
  return { value: Number(value), unit: known };
}

function orNull(text: string): string | null {
  return text === "" ? null : text;
}
