import Big from "big.js";
import type { RateRecord } from "#app/core/source/records.ts";
import { type Cells, plain, timeOf, whole } from "./cells.ts";
import { isRefusal } from "./refusal.ts";
import { type Refusal } from "./refusal.ts";
import type { Mapping, Outcome, Place, Spec, Style } from "./mapping.ts";
import { parsePrice } from "./numbers.ts";
import { currencyOf } from "./price-rows.ts";
import { fileOf } from "./spec.ts";

export function rateMapping(spec: Spec<"rates">, style: Style): Mapping<RateRecord> {
  const toRecord = (cells: Cells, place: Place) => rateOf(cells, place, spec, style);
  return {
    ...fileOf(spec, spec.columns),
    sku: () => null,
    toRecord,
    claim(cells) {
      const outcome = toRecord(cells, { origin: "", fileTime: new Date(0) });
      if (outcome === null || !("record" in outcome)) return null;
      const { from, to, rate } = outcome.record;
      return { key: `${from}/${to}`, says: rate };
    },
    inWords: ({ from, to, rate }) => `1 ${from} = ${rate} ${to}`,
  };
}

function rateOf(
  cells: Cells,
  { origin, fileTime }: Place,
  spec: Spec<"rates">,
  { decimal, timeZone }: Style,
): Outcome<RateRecord> {
  const row = whole({
    from: currencyOf(cells("from"), spec.from),
    to: currencyOf(cells("to"), spec.to),
    rate: perUnit(plain(cells("rate")), plain(cells("units")), decimal),
    asOf: timeOf(cells("asOf"), fileTime, timeZone, spec.timeFormat),
  });
  if (isRefusal(row)) return { ...row, sku: null };
  // Lists of rates often hold the home currency itself.
  if (row.from === row.to) return null;
  return { record: { ...row, origin } };
}

/** Central banks give some rates for 100 or 1000 units, so that they are numbers people can read. */
function perUnit(rate: string, units: string, decimal: "." | ","): string | Refusal {
  const amount = parsePrice(rate, decimal);
  const count = units === "" ? "1" : parsePrice(units, decimal);
  if (isRefusal(amount) || isRefusal(count)) return { reason: "not-a-rate" };
  return count === "1" ? amount : new Big(amount).div(count).toFixed();
}
