/** What a person should look at before, or after, an order goes to a source. */
export type OrderProblemCode =
  | "unknown-product"
  | "total-differs"
  | "address-missing"
  | "name-missing"
  | "street-missing"
  | "city-missing"
  | "country-missing"
  | "country-unknown"
  | "province-missing"
  | "postal-code-missing"
  | "postal-code-wrong";

export interface OrderProblem {
  code: OrderProblemCode;
  /** "line/<line item id>", "shipping", "billing" or "total" */
  place: string;
  /** What is there, for people: a title, a postal code, the difference as money. */
  found: string;
  /** The order waits until the cause is gone or a person lets it go. */
  blocks: boolean;
}
