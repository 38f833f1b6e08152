import type { UserError } from "#sandbox/shopify/graphql/errors.ts";
import { only } from "#sandbox/shopify/graphql/only.ts";
import { checkVariant, type VariantInput } from "./variant-updates.ts";

export interface OptionInput {
  name: string;
  values: { name: string }[];
}

export interface SetVariant extends VariantInput {
  sku?: string | null;
  optionValues: { optionName: string; name: string }[];
}

const MOST_OPTIONS = 3;
const LONGEST = 255;
const KNOWN = [
  "sku",
  "barcode",
  "price",
  "compareAtPrice",
  "inventoryPolicy",
  "taxable",
  "inventoryItem",
  "optionValues",
];

export function optionProblems(options: OptionInput[] | null, variants: SetVariant[] | null): UserError[] {
  if (options === null)
    return variants === null
      ? []
      : [
          problem(
            ["input"],
            "Must specify product options when updating variants.",
            "PRODUCT_OPTIONS_INPUT_MISSING",
          ),
        ];
  if (variants === null)
    return [problem(["input", "variants"], "Variants input is required when updating product options", null)];
  if (options.length > MOST_OPTIONS)
    return [problem(["input", "productOptions"], "Options over limit.", "OPTIONS_OVER_LIMIT")];
  const names = options.map(({ name }) => name);
  return options.flatMap(({ name, values }, index) => {
    const at = ["input", "productOptions", String(index)];
    only(options[index] ?? {}, ["name", "values"], "OptionSetInput");
    if (names.indexOf(name) !== index)
      return [problem(at, "Duplicated option name.", "DUPLICATED_OPTION_NAME")];
    if (name.includes(" / "))
      return [problem([...at, "name"], "The name contains unsupported sequence ' / '", "INVALID_INPUT")];
    if (values.length === 0) {
      const message = "Each option must have at least one option value specified.";
      return [problem([...at, "values"], message, "OPTION_VALUES_MISSING")];
    }
    const texts = values.map((value) => value.name);
    return new Set(texts).size < texts.length
      ? [problem([...at, "values"], "Duplicated option value.", "DUPLICATED_OPTION_VALUE")]
      : [];
  });
}

export function variantProblems(options: OptionInput[], variants: SetVariant[]): UserError[] {
  const seen = new Set<string>();
  return variants.flatMap((variant, index): UserError[] => {
    only(variant, KNOWN, "ProductVariantSetInput");
    const at = ["input", "variants", String(index)];
    const unknown = variant.optionValues.find((value) => !offers(options, value));
    if (unknown) return [problem(at, "Option value does not exist.", "OPTION_VALUE_DOES_NOT_EXIST")];
    const title = options
      .map(({ name }) => variant.optionValues.find(({ optionName }) => optionName === name)?.name)
      .join(" / ");
    if (seen.has(title)) {
      const message = `The variant '${title}' already exists. Please change at least one option value.`;
      return [problem(at, message, null)];
    }
    seen.add(title);
    if ((variant.sku ?? "").length > LONGEST)
      return [problem(at, `SKU is too long (maximum is ${LONGEST} characters)`, "INVALID_VARIANT")];
    const wrong = checkVariant(variant, at);
    return wrong ? [{ ...wrong, code: "INVALID_VARIANT" }] : [];
  });
}

function offers(options: OptionInput[], value: { optionName: string; name: string }): boolean {
  const option = options.find(({ name }) => name === value.optionName);
  return option?.values.some(({ name }) => name === value.name) ?? false;
}

function problem(field: string[], message: string, code: string | null): UserError {
  return { field, message, code };
}
