/** To Shopify an argument that was left out and one that is null are the same, but for changeFromQuantity. */
export function given<Value>(value: Value | null | undefined): value is Value {
  return value !== null && value !== undefined;
}
