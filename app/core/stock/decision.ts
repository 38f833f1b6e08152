import { decideValue, type Decision, type Pin } from "../values/decide.ts";
import { desiredStock, stockBlocked, stockUrgency, type StockFacts } from "./stock.ts";

export interface StockDecisionFacts extends StockFacts {
  /** What the shop shows on the chosen basis; null: the item is not stocked at this location. */
  observed: number | null;
  baseline: number | null;
  /** The shop's side was looked at, so a null `observed` does mean that nothing is stocked. */
  looked: boolean;
  links: number;
  tracked: boolean;
  hasComponents: boolean;
  /** Price of one piece in the shop's currency, for ordering only. */
  price: number;
  approved: string | null;
  pin: Pin | null;
}

/** Decides one quantity. Stock belongs to the source, so what staff change in the shop is put back. */
export function decideStock(facts: StockDecisionFacts): Decision {
  const receipt = desiredStock(facts);
  const reason = stockBlocked({ ...facts, readings: facts.readings.length, desired: receipt.result });
  const known = facts.links === 1 && facts.readings.length > 0;
  const wanted = known
    ? { value: String(receipt.result), reason, receipt }
    : { value: null, reason, receipt: null };
  return decideValue({
    wanted,
    observed: facts.looked ? String(facts.observed ?? 0) : null,
    baseline: facts.baseline === null ? null : String(facts.baseline),
    authority: "source",
    approved: facts.approved,
    pin: facts.pin,
    scheduled: false,
    same: (a, b) => a === b,
    urgency: (shows, should) => stockUrgency(Number(shows), Number(should), facts.price),
    jumps: () => false,
  });
}
