import Big from "big.js";
import { isCurrency } from "#app/core/money.ts";
import type { PriceRecord } from "#app/core/source/records.ts";
import { type Cells, code, plain, skuOf, timeOf, whole } from "./cells.ts";
import { isRefusal } from "./refusal.ts";
import { type Refusal } from "./refusal.ts";
import type { Mapping, Outcome, Place, Spec, Style } from "./mapping.ts";
import { parsePrice, parseQuantity, parseShare } from "./numbers.ts";
import { fileOf } from "./spec.ts";
import { parseLimit } from "./times.ts";
import { yesOrNo } from "./words.ts";

/** A placeholder for the file, used where only what a row says matters. */
const anywhere: Place = { origin: "", fileTime: new Date(0) };

export function priceMapping(spec: Spec<"prices">, style: Style): Mapping<PriceRecord> {
  const toRecord = (cells: Cells, place: Place) => priceOf(cells, place, spec, style);
  return {
    ...fileOf(spec, spec.columns),
    sku: skuOf,
    toRecord,
    claim(cells) {
      const outcome = toRecord(cells, anywhere);
      if (outcome === null || !("record" in outcome)) return null;
      const { sku, list, minQuantity, from, until, ...said } = outcome.record;
      const { amount, currency, compareAt, cost, taxIncluded, taxRate } = said;
      const amounts = [amount, compareAt, cost, taxRate].map((text) => text && new Big(text).toFixed());
      return {
        // The fields that distinguish prices in core/prices/entry.ts, without formatting a million dates.
        key: [sku, minQuantity, from?.getTime() ?? "", until?.getTime() ?? "", list].join("\0"),
        says: [...amounts, currency, taxIncluded].join(" "),
      };
    },
    inWords({ sku, amount, currency, list, minQuantity }) {
      const terms = [list && `list ${list}`, minQuantity > 1 && `from ${minQuantity} pieces`].filter(Boolean);
      return `${sku}: ${amount} ${currency}${terms.length > 0 ? ` (${terms.join(", ")})` : ""}`;
    },
  };
}

function priceOf(
  cells: Cells,
  { origin, fileTime }: Place,
  spec: Spec<"prices">,
  { decimal, timeZone }: Style,
): Outcome<PriceRecord> {
  const sku = code(cells("sku"));
  if (isRefusal(sku)) return { ...sku, sku: null };
  const limit = (field: "validFrom" | "validUntil") =>
    parseLimit(plain(cells(field)), field === "validUntil", timeZone, spec.dateFormat);
  const row = whole({
    list: cells("list") === null ? (spec.list ?? "") : plain(cells("list")),
    amount: parsePrice(plain(cells("amount")), decimal),
    currency: currencyOf(cells("currency"), spec.currency),
    compareAt: compareAtOf(cells("compareAt"), decimal),
    cost: costOf(plain(cells("cost")), decimal),
    minQuantity: minQuantityOf(plain(cells("minQuantity")), decimal),
    from: limit("validFrom"),
    until: limit("validUntil"),
    taxIncluded: cells("taxIncluded") === null ? (spec.taxIncluded ?? null) : yesOrNo(cells("taxIncluded")),
    taxRate: taxRateOf(cells("taxRate"), spec.taxRate, decimal),
    asOf: timeOf(cells("asOf"), fileTime, timeZone, spec.timeFormat),
  });
  if (isRefusal(row)) return { ...row, sku };
  const endsBeforeItBegins = row.from !== null && row.until !== null && row.until <= row.from;
  return endsBeforeItBegins ? { reason: "not-a-date", sku } : { record: { sku, ...row, origin } };
}

/** The code in the cell, else the one for the whole file. */
export function currencyOf(text: string | null, fixed: string | undefined): string | Refusal {
  const currency = (text === null ? (fixed ?? "") : plain(text)).toUpperCase();
  if (currency === "") return { reason: "currency-missing" };
  return isCurrency(currency) ? currency : { reason: "currency-unknown" };
}

/** An ERP writes nothing or zero for "there was no other price before". */
function compareAtOf(text: string | null, decimal: "." | ","): string | null | Refusal {
  if (text === null) return null;
  const bare = plain(text);
  return bare === "" || isNought(bare) ? "" : parsePrice(bare, decimal);
}

function costOf(text: string, decimal: "." | ","): string | null | Refusal {
  if (text === "") return null;
  return isNought(text) ? "0" : parsePrice(text, decimal);
}

function isNought(text: string): boolean {
  return /^0+([.,]0*)?$/.test(text);
}

/** Nothing and zero mean that the price holds from the first piece on. */
function minQuantityOf(text: string, decimal: "." | ","): number | Refusal {
  if (text === "") return 1;
  const quantity = parseQuantity(text, decimal);
  if (isRefusal(quantity)) return quantity;
  return quantity < 0 ? { reason: "not-a-number" } : Math.max(1, quantity);
}

function taxRateOf(
  text: string | null,
  fixed: string | undefined,
  decimal: "." | ",",
): string | null | Refusal {
  if (text === null) return fixed === undefined ? null : (parseShare(fixed, ".") ?? { reason: "not-a-rate" });
  const bare = plain(text);
  return bare === "" ? null : (parseShare(bare, decimal) ?? { reason: "not-a-rate" });
}
