/** What a person decides about an order; `version` and both sides are what they saw. */
export type OrderChoice =
  | { intent: "retry" }
  | { intent: "accept" | "again" | "send" | "source"; connectionId: string; version: string }
  | {
      intent: "shipment";
      place: string;
      take: "source" | "shop";
      desired: string | null;
      observed: string | null;
    };

/** A choice as a form carries it. */
export function choiceFields(choice: OrderChoice): Record<string, string> {
  const texts = Object.entries(choice).filter((field): field is [string, string] => field[1] !== null);
  return Object.fromEntries(texts);
}
