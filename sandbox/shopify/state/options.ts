import type { Product, ProductOption, Variant } from "./rows.ts";
import type { ShopData } from "./shop-data.ts";

export function newOptions(state: ShopData, options: { name: string; values: string[] }[]): ProductOption[] {
  return options.map(({ name, values }) => ({
    kind: "ProductOption",
    id: state.ids.next("ProductOption"),
    name,
    values: values.map((value) => ({
      kind: "ProductOptionValue",
      id: state.ids.next("ProductOptionValue"),
      name: value,
    })),
  }));
}

/** What sets a variant apart from its siblings; Shopify gives a product without options one, "Title". */
export function selectedOptions({
  product,
  title,
  optionValues,
}: Variant): { name: string; value: string }[] {
  if (product.options.length === 0) return [{ name: "Title", value: title }];
  return product.options.map(({ name }, index) => ({ name, value: optionValues[index] ?? "" }));
}

export function optionsOf(product: Product): { name: string; position: number; values: string[] }[] {
  if (product.options.length === 0)
    return [{ name: "Title", position: 1, values: product.variants.map(({ title }) => title) }];
  return product.options.map(({ name, values }, index) => ({
    name,
    position: index + 1,
    values: values.map((value) => value.name),
  }));
}
