import type { Rejected } from "../api/refusal.ts";

/** Changes to the prices of one list, by bare ids. Amounts are plain decimals in the list's currency. */
export interface FixedPriceWrite {
  listId: string;
  currency: string;
  /** `compareAt` "": none. */
  set: readonly { variantId: string; price: string; compareAt: string }[];
  /** Variants that lose their fixed price, with all its quantity breaks. */
  remove: readonly string[];
  /** A break needs a fixed price of its variant, there already or in `set`. */
  breaks: { set: readonly QuantityBreak[]; remove: readonly Omit<QuantityBreak, "price">[] };
  /** Somebody is waiting for it, or it ends a plan: see `RunOptions`. */
  urgent?: boolean;
  closing?: boolean;
}

/** What became of one row. Skipped: nothing was wrong with it, but it was not written; send it again. */
export type PriceOutcome = { outcome: "applied" } | Rejected | { outcome: "skipped" };

/** Each list is in the order sent. */
export interface PriceOutcomes {
  set: PriceOutcome[];
  remove: PriceOutcome[];
  breaks: { set: PriceOutcome[]; remove: PriceOutcome[] };
  /** Shopify's words where it refused without naming a row: read what the list holds. */
  undetermined: string | null;
}

/** What Shopify answered, with the bare ids of the variants whose prices it says it wrote. */
export interface PriceAnswer {
  errors: readonly { field: readonly string[] | null; code: string | null; message: string }[];
  added: readonly string[];
  deleted: readonly string[];
}

type Part = "set" | "remove" | "breakSet" | "breakGone";

/** Which kind of row each list of the mutations' input names. */
const PARTS: Record<string, Part> = {
  prices: "set",
  pricesToAdd: "set",
  variantIds: "remove",
  variantIdsToDelete: "remove",
  pricesToDeleteByVariantId: "remove",
  quantityPriceBreaksToAdd: "breakSet",
  quantityPriceBreaksToDelete: "breakGone",
};

/** There was nothing to remove: counts as applied. */
const GONE_ALREADY = ["PRICE_NOT_FIXED", "PRICE_DELETE_PRICE_NOT_FIXED"];

/** What became of each row, by Shopify's answer. */
export function answered(write: FixedPriceWrite, { errors, added, deleted }: PriceAnswer): PriceOutcomes {
  const { set, remove, breaks } = write;
  const placed = errors.map((error) => ({ error, at: placeOf(error.field) }));
  const whole = errors.find(({ field }) => field?.[0] === "priceListId");
  const outcomeOf = (part: Part, row: number, written: boolean): PriceOutcome => {
    const error = whole ?? placed.find(({ at }) => at?.part === part && at.row === row)?.error;
    if (error) {
      const gone = error.code !== null && GONE_ALREADY.includes(error.code);
      return gone ? APPLIED : { outcome: "rejected", code: error.code, message: error.message };
    }
    return written || errors.length === 0 ? APPLIED : { outcome: "skipped" };
  };
  const named = new Set(added);
  const removed = new Set(deleted);
  // If somebody removed a break meanwhile, the call fails but no row is wrong: the next call reads again.
  const unnamed = placed.find(({ error, at }) => at === null && error !== whole)?.error;
  return {
    set: set.map(({ variantId }, row) => outcomeOf("set", row, named.has(variantId))),
    remove: remove.map((variantId, row) => outcomeOf("remove", row, removed.has(variantId))),
    breaks: {
      set: breaks.set.map((_, row) => outcomeOf("breakSet", row, false)),
      remove: breaks.remove.map(() => wholeOr(whole, errors.length === 0 ? APPLIED : { outcome: "skipped" })),
    },
    undetermined: unnamed?.message ?? null,
  };
}

const APPLIED: PriceOutcome = { outcome: "applied" };

function wholeOr(whole: PriceAnswer["errors"][number] | undefined, otherwise: PriceOutcome): PriceOutcome {
  return whole ? { outcome: "rejected", code: whole.code, message: whole.message } : otherwise;
}

/** ["prices", "3", "variantId"], or ["input", "pricesToAdd", "3"]. */
function placeOf(field: readonly string[] | null): { part: Part; row: number } | null {
  const [list = "", index = ""] = field?.[0] === "input" ? field.slice(1) : (field ?? []);
  const part = PARTS[list];
  return part !== undefined && /^\d+$/.test(index) ? { part, row: Number(index) } : null;
}

export interface QuantityBreak {
  variantId: string;
  minimumQuantity: number;
  price: string;
}
