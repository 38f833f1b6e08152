import { storedAmount } from "#sandbox/shopify/currency.ts";
import { parseGid } from "#sandbox/shopify/gid.ts";
import type { Arguments, Context } from "#sandbox/shopify/graphql/context.ts";
import { given } from "#sandbox/shopify/graphql/given.ts";
import { only } from "#sandbox/shopify/graphql/only.ts";
import { touchItem, touchProduct } from "#sandbox/shopify/state/catalogue.ts";
import type { Item, Weight } from "#sandbox/shopify/state/rows.ts";
import type { ShopState } from "#sandbox/shopify/state/shop-state.ts";

export interface ItemInput {
  sku?: string | null;
  tracked?: boolean | null;
  cost?: string | null;
  requiresShipping?: boolean | null;
  countryCodeOfOrigin?: string | null;
  provinceCodeOfOrigin?: string | null;
  harmonizedSystemCode?: string | null;
  measurement?: { weight?: Weight | null } | null;
}

const ITEM_FIELDS = [
  "sku",
  "tracked",
  "cost",
  "requiresShipping",
  "countryCodeOfOrigin",
  "provinceCodeOfOrigin",
  "harmonizedSystemCode",
  "measurement",
];
/** Changes of these send no webhook of the product. */
const CUSTOMS_FIELDS = ["cost", "countryCodeOfOrigin", "provinceCodeOfOrigin", "harmonizedSystemCode"];

export function inventoryItemUpdate(_root: unknown, args: Arguments, { state, app }: Context) {
  const input = args["input"] as ItemInput;
  const item = state.items.get(parseGid(args["id"] as string)?.id ?? "");
  if (!item) {
    const message = "The product couldn't be updated because it does not exist.";
    return { inventoryItem: null, userErrors: [{ field: ["id"], message }] };
  }
  const wrong = checkItem(input);
  if (wrong) {
    const message = wrong.member === "cost" ? wrong.message.replace("Cost per item", "Cost") : wrong.message;
    return { inventoryItem: null, userErrors: [{ field: ["input", ...wrong.path], message }] };
  }
  writeItem(state, item, input);
  if (showsInProduct(input)) touchProduct(state, item.variant.product, { name: app.name, app: true });
  return { inventoryItem: item, userErrors: [] };
}

/** Whether a change of an item sends its product's webhook too. */
export function showsInProduct(input: ItemInput): boolean {
  return Object.entries(input).some(([name, value]) => value !== undefined && !CUSTOMS_FIELDS.includes(name));
}

/** What Shopify objects to in an item, in the words it uses for variant updates. */
export function checkItem(
  input: ItemInput,
): { member: string; path: string[]; message: string; code: string } | null {
  only(input, ITEM_FIELDS, "InventoryItemInput");
  if (input.measurement) only(input.measurement, ["weight"], "InventoryItemMeasurementInput");
  const { cost, harmonizedSystemCode: code, measurement } = input;
  if (Number(cost ?? 0) < 0) {
    const message = "Cost per item must be greater than or equal to 0";
    return { member: "cost", path: ["cost"], message, code: "GREATER_THAN_OR_EQUAL_TO" };
  }
  if (Number(cost ?? 0) >= 1e18) {
    const message = "Cost per item must be less than 1000000000000000000";
    return { member: "cost", path: ["cost"], message, code: "INVALID_INPUT" };
  }
  if (given(code) && code !== "" && !/^\d{6,13}$/.test(code)) {
    const message = "Harmonized system code must be a number between six and thirteen digits";
    return { member: "hs", path: ["harmonizedSystemCode"], message, code: "INVALID_INPUT" };
  }
  const weight = measurement?.weight;
  if (given(weight) && weight.value < 0) {
    const message = `Measurement weight value ${weight.value} ${UNITS[weight.unit]} must be >= 0 ${UNITS[weight.unit]}`;
    return { member: "weight", path: ["measurement", "weight"], message, code: "INVALID_INPUT" };
  }
  return null;
}

const UNITS: Record<Weight["unit"], string> = { GRAMS: "g", KILOGRAMS: "kg", OUNCES: "oz", POUNDS: "lb" };

export function writeItem(state: ShopState, item: Item, input: ItemInput): void {
  const { cost, measurement } = input;
  if (input.sku !== undefined) item.variant.sku = input.sku;
  if (given(input.tracked)) item.tracked = input.tracked;
  if (given(input.requiresShipping)) item.requiresShipping = input.requiresShipping;
  if (cost !== undefined) item.cost = cost === null ? null : storedAmount(cost, state.shop.currencyCode);
  if (given(measurement?.weight)) item.weight = { ...measurement.weight };
  for (const name of ["countryCodeOfOrigin", "provinceCodeOfOrigin", "harmonizedSystemCode"] as const) {
    const value = input[name];
    if (value !== undefined) item[name] = value === "" ? null : value;
  }
  touchItem(state, item);
}
