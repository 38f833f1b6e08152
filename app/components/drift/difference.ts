import { moneyNumber } from "#app/core/money.ts";
import type { ValueKind } from "#app/core/values/record-kind.ts";
import type { formats } from "../parts/format.ts";

export interface TwoSides {
  kind: ValueKind;
  desired: string | null;
  observed: string | null;
}

/** How far the shop is from what it should show: pieces, or a share of the price. Texts have no distance. */
export function differenceInWords(
  { kind, desired, observed }: TwoSides,
  format: ReturnType<typeof formats>,
): string | null {
  if (desired === null) return null;
  if (kind === "stock") {
    const difference = Number(desired) - Number(observed ?? 0);
    return difference === 0 ? null : format.signed(difference);
  }
  const [from, to] = [moneyNumber(observed ?? ""), moneyNumber(desired)];
  if (from === null || to === null || from === to || from === 0) return null;
  return format.move(from, to);
}

export type HarmKind =
  "oversells" | "hides" | "tooMuch" | "tooLittle" | "tooCheap" | "tooDear" | "falseCompareAt";

/** The harm that a wrong value does to customers; null where they would not notice. */
export function harmOf({ kind, desired, observed }: TwoSides): HarmKind | null {
  if (desired === null) return null;
  switch (kind) {
    case "stock":
      return stockHarm(Number(desired), Number(observed ?? 0));
    case "price": {
      const [shows, should] = [moneyNumber(observed ?? ""), moneyNumber(desired)];
      if (shows === null || should === null || shows === should) return null;
      return shows < should ? "tooCheap" : "tooDear";
    }
    case "compareAt":
      return observed === null || observed === desired ? null : "falseCompareAt";
    default:
      return null;
  }
}

function stockHarm(desired: number, shows: number): HarmKind | null {
  if (desired === shows) return null;
  if (shows > 0 && desired <= 0) return "oversells";
  if (shows <= 0 && desired > 0) return "hides";
  return shows > desired ? "tooMuch" : "tooLittle";
}
