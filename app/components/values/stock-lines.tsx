import type { TFunction } from "i18next";
import type { ReactNode } from "react";
import type { Receipt } from "#app/core/values/receipt.ts";
import type { ReceiptLine } from "#app/core/values/receipt.ts";
import { Ago } from "../parts/ago.tsx";
import type { useFormat } from "../parts/format.ts";
import type { LineFace } from "./receipt-line.ts";

type Formats = ReturnType<typeof useFormat>;

/** The arithmetic behind a quantity, line by line. */
export function stockLines({ lines }: Receipt, t: TFunction, format: Formats): LineFace[] {
  return lines.map((line) => ({
    label: labelOf(line, t),
    figure: figureOf(line, format),
    note: noteOf(line, t),
  }));
}

function labelOf(line: ReceiptLine, t: TFunction): string {
  switch (line.kind) {
    case "free":
      return t("receipt.free", { warehouse: line.warehouse });
    case "unit":
      return t("receipt.unit", { count: line.unit });
    case "buffer":
      return t(`receipt.buffer.${line.scope}`, { subject: line.subject });
    case "unbooked":
      return t("receipt.unbooked");
    case "floor":
      return t("receipt.floor");
    case "stop-selling":
      return t("receipt.stopSelling");
    case "committed":
      return t("receipt.committed");
  }
}

function figureOf(line: ReceiptLine, format: Formats): string {
  switch (line.kind) {
    case "free":
      return line.quantity === null ? "–" : format.number(line.quantity);
    case "unit":
      return format.number(line.pieces);
    case "stop-selling":
      return "0";
    default:
      return format.signed(line.quantity);
  }
}

function noteOf(line: ReceiptLine, t: TFunction): ReactNode {
  switch (line.kind) {
    case "free":
      if (line.quantity === null) return t("receipt.notListed");
      return (
        <>
          {t("receipt.asOf")} <Ago at={line.asOf} />
          {line.origin ? `, ${line.origin}` : null}
        </>
      );
    case "unit":
      return line.remainder > 0 ? t("receipt.remainder", { count: line.remainder }) : null;
    case "unbooked":
      return t("receipt.orders", { count: line.orders.length, orders: line.orders.join(", ") });
    default:
      return null;
  }
}
