import { decideValue, type Decision, type Pin } from "../values/decide.ts";
import { desiredStock, stockBlocked, stockUrgency, type StockInput } from "./stock.ts";

export interface StockSubject extends StockInput {
  /** What the shop shows on the chosen basis; null: the item is not stocked at this location. */
  observed: number | null;
  baseline: number | null;
  /** The shop's side was looked at, so a null `observed` is a fact and not ignorance. */
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
export function decideStock(subject: StockSubject): Decision {
  const receipt = desiredStock(subject);
  const reason = stockBlocked({ ...subject, readings: subject.readings.length, desired: receipt.result });
  const known = subject.links === 1 && subject.readings.length > 0;
  const wanted = known
    ? { value: String(receipt.result), reason, receipt }
    : { value: null, reason, receipt: null };
  return decideValue({
    wanted,
    observed: subject.looked ? String(subject.observed ?? 0) : null,
    baseline: subject.baseline === null ? null : String(subject.baseline),
    authority: "source",
    approved: subject.approved,
    pin: subject.pin,
    scheduled: false,
    same: (a, b) => a === b,
    urgency: (shows, should) => stockUrgency(Number(shows), Number(should), subject.price),
    jumps: () => false,
  });
}
