import { storedAmount } from "#sandbox/shopify/currency.ts";

/** Minor units, such as cents, of the shop's currency and of the one that the customer pays in. */
export interface Cash {
  shop: number;
  presentment: number;
}

export type Side = keyof Cash;

export const NOTHING: Cash = { shop: 0, presentment: 0 };

function unitsOf(currency: string): number {
  return 10 ** (storedAmount(0, currency).split(".")[1]?.length ?? 0);
}

export function toMinor(amount: string | number, currency: string): number {
  return Math.round(Number(amount) * unitsOf(currency));
}

export function fromMinor(minor: number, currency: string): string {
  return storedAmount(minor / unitsOf(currency), currency);
}

/** Works out each side by itself, as a checkout does in the customer's currency: neither is a rounding of the other. */
export function onBothSides(work: (side: Side) => number): Cash {
  return { shop: work("shop"), presentment: work("presentment") };
}

export function sum(amounts: readonly Cash[]): Cash {
  return onBothSides((side) => amounts.reduce((total, amount) => total + amount[side], 0));
}

export function minus(a: Cash, b: Cash): Cash {
  return onBothSides((side) => a[side] - b[side]);
}

/** Checks both sides: an amount on one can be less than half a cent on the other. */
export function isNothing({ shop, presentment }: Cash): boolean {
  return shop === 0 && presentment === 0;
}

/** The share of an amount that `pieces` of `all` pieces have; for all pieces, the amount itself. */
export function share(amount: Cash, pieces: number, all: number): Cash {
  return onBothSides((side) => (all === 0 ? 0 : Math.round((amount[side] * pieces) / all)));
}

/** Spreads an amount by weight so that the parts add up to it: the rest goes to the largest remainders. */
export function spread(amount: number, weights: readonly number[]): number[] {
  const total = weights.reduce((whole, weight) => whole + weight, 0);
  if (total === 0) return weights.map(() => 0);
  const exact = weights.map((weight) => (amount * weight) / total);
  const parts = exact.map(Math.floor);
  const left = amount - parts.reduce((whole, part) => whole + part, 0);
  const byRemainder = exact
    .map((value, index) => ({ index, remainder: value - Math.floor(value) }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  for (const { index } of byRemainder.slice(0, left)) parts[index] = (parts[index] ?? 0) + 1;
  return parts;
}
