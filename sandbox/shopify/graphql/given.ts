/** To Shopify an argument left out and one that is null are the same, except for changeFromQuantity. */
export function given<Value>(value: Value | null | undefined): value is Value {
  return value !== null && value !== undefined;
}
