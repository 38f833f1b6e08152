import type { I18n } from "@shopify/ui-extensions";
import type { AnyReceipt, ContentReceipt, PriceLine, ReceiptLine } from "#app/core/values/receipt.ts";
import type { WhyValue } from "#app/endpoints/why-answer.ts";
import { moneyText, valueText } from "./value-text.ts";

/** One line of the arithmetic, as a person reads it. */
export interface Line {
  label: string;
  amount: string;
}

/** The arithmetic behind a value, from what the source says to what the shop should show and shows. */
export function receiptLines(value: WhyValue & { receipt: AnyReceipt | null }, i18n: I18n): Line[] {
  const { kind, place, shows, should, receipt } = value;
  const text = (given: string | null) => valueText(kind, place, given, i18n);
  return [
    ...(receipt ? stepsOf(receipt, i18n) : []),
    { label: i18n.translate("receipt.shouldShow"), amount: text(should) },
    { label: i18n.translate("receipt.shows"), amount: text(shows) },
  ];
}

function stepsOf(receipt: AnyReceipt, i18n: I18n): Line[] {
  switch (receipt.of) {
    case "stock":
      return receipt.lines.map((line) => stockLine(line, i18n));
    case "price":
      return receipt.lines.map((line) => priceLine(line, i18n));
    case "content":
      return [contentLine(receipt, i18n)];
  }
}

function stockLine(line: ReceiptLine, i18n: I18n): Line {
  const say = (key: string, replacements?: Record<string, string | number>) =>
    i18n.translate(`receipt.${key}`, replacements);
  const signed = (quantity: number) => i18n.formatNumber(quantity, { signDisplay: "exceptZero" });
  switch (line.kind) {
    case "free": {
      const amount = line.quantity === null ? say("notListed") : i18n.formatNumber(line.quantity);
      return { label: say("free", { warehouse: line.warehouse }), amount };
    }
    case "unit":
      return { label: say("unit", { count: line.unit }), amount: i18n.formatNumber(line.pieces) };
    case "buffer":
      return { label: say("buffer"), amount: signed(line.quantity) };
    case "unbooked":
      return {
        label: say("unbooked", { orders: line.orders.join(", ") }),
        amount: signed(line.quantity),
      };
    case "floor":
      return { label: say("floor"), amount: signed(line.quantity) };
    case "stop-selling":
      return { label: say("stopSelling"), amount: i18n.formatNumber(0) };
    case "committed":
      return { label: say("committed"), amount: signed(line.quantity) };
  }
}

function priceLine(line: PriceLine, i18n: I18n): Line {
  const say = (key: string, replacements?: Record<string, string | number>) =>
    i18n.translate(`receipt.${key}`, replacements);
  const share = (rate: string) => i18n.formatNumber(Number(rate), { style: "percent", ...DIGITS });
  switch (line.kind) {
    case "source": {
      const amount = line.amount === null ? say("notListed") : moneyText(line.amount, i18n);
      return { label: line.list === "" ? say("source") : say("sourceList", { list: line.list }), amount };
    }
    case "converted":
      return { label: say("converted", { rate: line.rate }), amount: moneyText(line.amount, i18n) };
    case "tax":
      return {
        label: say(line.added ? "taxAdded" : "taxTaken", { rate: share(line.rate) }),
        amount: moneyText(line.amount, i18n),
      };
    case "promotion":
      return { label: say("promotion", { name: line.name }), amount: moneyText(line.amount, i18n) };
    case "rounded":
      return { label: say("rounded"), amount: moneyText(line.amount, i18n) };
    case "regular":
      return { label: say("regular"), amount: moneyText(line.amount, i18n) };
    case "margin":
      return {
        label: say("margin", { cost: moneyText(line.cost, i18n) }),
        amount: moneyText(line.least, i18n),
      };
  }
}

const DIGITS = { maximumFractionDigits: 2 };

function contentLine({ sku }: ContentReceipt, i18n: I18n): Line {
  return { label: i18n.translate("receipt.contentFrom"), amount: sku };
}
