import type { TFunction } from "i18next";
import { blockedReason } from "#app/core/values/blocked.ts";
import type { PriceReceipt } from "#app/core/values/receipt.ts";
import type { PriceLine } from "#app/core/values/receipt.ts";
import type { AnyReceipt } from "#app/core/values/receipt.ts";
import type { Receipt } from "#app/core/values/receipt.ts";
import type { ReceiptLine } from "#app/core/values/receipt.ts";
import type { VerdictKind } from "#app/core/values/verdict.ts";
import type { formats } from "../parts/format.ts";

export interface Explained {
  verdict: VerdictKind;
  reason: string | null;
  message: string | null;
  receipt: AnyReceipt | null;
}

type Formats = ReturnType<typeof formats>;

/** Why a value is what it is, in one line: the cure of what blocks it, else the arithmetic. */
export function whyInWords(
  { verdict, reason, message, receipt }: Explained,
  t: TFunction,
  format: Formats,
): string {
  if (verdict === "blocked") return t(`blocked.${blockedReason(reason)}`);
  if (verdict === "failing") return message ? t("why.refused", { message }) : t("why.failing");
  if (verdict === "held" && reason === "pinned") return t("why.pinned");
  if (verdict === "held" && reason === "ignored") return t("why.ignored");
  if (verdict === "held" && reason === "paused") return t("why.paused");
  if (verdict === "conflict") return t("why.conflict");
  if (!receipt) return t("why.notDecided");
  switch (receipt.of) {
    case "stock":
      return sum(receipt, t, format);
    case "price":
      return priceSteps(receipt, t, format);
    case "content":
      return t("why.content", { sku: receipt.sku });
  }
}

/** "ERP free 9 − buffer 2 − 2 sold here" */
function sum(receipt: Receipt, t: TFunction, format: Formats): string {
  const free = receipt.lines.filter((line) => line.kind === "free");
  const total = free.reduce((all, line) => all + (line.quantity ?? 0), 0);
  const gone = free.length > 0 && free.every((line) => line.quantity === null);
  const first = gone ? t("why.notListed") : t("why.free", { quantity: format.number(total) });
  const rest = receipt.lines.flatMap((line) => term(line, t, format) ?? []);
  return [first, ...rest].join(" ");
}

function term(line: ReceiptLine, t: TFunction, format: Formats): string | null {
  switch (line.kind) {
    case "free":
      return null;
    case "unit":
      return t("why.unit", { unit: format.number(line.unit) });
    case "buffer":
      return t("why.buffer", { quantity: format.number(-line.quantity) });
    case "unbooked":
      return t("why.unbooked", { quantity: format.number(-line.quantity) });
    case "floor":
      return t("why.floor");
    case "stop-selling":
      return t("why.stopSelling");
    case "committed":
      return t("why.committed", { quantity: format.number(line.quantity) });
  }
}

/** "Source says 10.00 € → 12.50 € with tax → 12.49 € rounded" */
function priceSteps({ lines }: PriceReceipt, t: TFunction, format: Formats): string {
  return lines.flatMap((line) => step(line, t, format) ?? []).join(" → ");
}

function step(line: PriceLine, t: TFunction, format: Formats): string | null {
  switch (line.kind) {
    case "source":
      if (line.amount === null) return t("why.notListed");
      return t("why.priceSource", { amount: format.money(line.amount) });
    case "converted":
      return t("why.priceConverted", { amount: format.money(line.amount) });
    case "tax":
      return t(line.added ? "why.priceWithTax" : "why.priceWithoutTax", {
        amount: format.money(line.amount),
      });
    case "promotion":
      return t("why.pricePromotion", { amount: format.money(line.amount), name: line.name });
    case "rounded":
      return t("why.priceRounded", { amount: format.money(line.amount) });
    case "regular":
      return t("why.priceRegular", { amount: format.money(line.amount) });
    case "margin":
      return null;
  }
}
