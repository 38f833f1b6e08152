import type { TFunction } from "i18next";
import type { ReactNode } from "react";
import type { PriceReceipt } from "#app/core/values/receipt.ts";
import type { PriceLine } from "#app/core/values/receipt.ts";
import { Ago } from "../parts/ago.tsx";
import type { useFormat } from "../parts/format.ts";
import type { LineFace } from "./receipt-line.ts";

type Formats = ReturnType<typeof useFormat>;

/** How a price came about, line by line; each figure is the price after that line. */
export function priceLines({ lines }: PriceReceipt, t: TFunction, format: Formats): LineFace[] {
  return lines.map((line) => ({
    label: labelOf(line, t, format),
    figure: figureOf(line, format),
    note: noteOf(line, t, format),
  }));
}

function labelOf(line: PriceLine, t: TFunction, format: Formats): string {
  switch (line.kind) {
    case "source":
      return line.list === "" ? t("receipt.source") : t("receipt.sourceList", { list: line.list });
    case "converted":
      return t("receipt.converted", { rate: `${line.rate} ${line.to}/${line.from}` });
    case "tax":
      return t(line.added ? "receipt.taxAdded" : "receipt.taxTaken", { rate: percentOf(line.rate, format) });
    case "promotion":
      return t("receipt.promotion", { name: line.name });
    case "rounded":
      return t("receipt.rounded");
    case "regular":
      return t("receipt.regular");
    case "margin":
      return t("receipt.margin");
  }
}

function figureOf(line: PriceLine, format: Formats): string {
  const amount = line.kind === "margin" ? line.least : line.amount;
  return amount === null ? "–" : format.money(amount);
}

function noteOf(line: PriceLine, t: TFunction, format: Formats): ReactNode {
  switch (line.kind) {
    case "source":
      if (line.amount === null) return t("receipt.notListed");
      return (
        <>
          {t("receipt.asOf")} <Ago at={line.asOf} />
          {line.origin ? `, ${line.origin}` : null}
          {line.from ? `, ${t("receipt.validFrom", { from: format.moment(line.from) })}` : null}
          {line.until ? `, ${t("receipt.until", { until: format.moment(line.until) })}` : null}
        </>
      );
    case "converted":
      return (
        <>
          {t("receipt.asOf")} <Ago at={line.asOf} />
        </>
      );
    case "promotion": {
      const percent =
        line.percent === null
          ? null
          : t("receipt.percentOff", { percent: format.share(Number(line.percent), 100) });
      const until = line.until ? t("receipt.until", { until: format.moment(line.until) }) : null;
      return [percent, until].filter((part) => part !== null).join(", ");
    }
    case "margin":
      return t("receipt.marginCost", { cost: format.money(line.cost) });
    default:
      return null;
  }
}

function percentOf(rate: string, format: Formats): string {
  return format.share(Number(rate), 1);
}
