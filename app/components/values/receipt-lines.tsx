import { BlockStack, Divider, InlineStack, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { AnyReceipt } from "#app/core/values/receipt.ts";
import { Ago } from "../parts/ago.tsx";
import { useFormat } from "../parts/format.ts";
import { priceLines } from "./price-lines.tsx";
import { stockLines } from "./stock-lines.tsx";
import type { LineFace } from "./receipt-line.ts";

interface Props {
  receipt: AnyReceipt;
  /** What comes out, and what the shop shows, in words. */
  should: string;
  shows: string;
  observedAt: string | null;
}

/** The arithmetic behind a value, with its result and what the shop shows below the line. */
export function ReceiptLines({ receipt, should, shows, observedAt }: Props) {
  const { t } = useTranslation();
  const lines = useLines(receipt);
  return (
    <BlockStack gap="150">
      {lines.map((line, index) => (
        <Line key={index} {...line} />
      ))}
      <Divider />
      <Line label={t("receipt.shouldShow")} figure={should} note={null} strong />
      <Line
        label={t("receipt.shows")}
        figure={shows}
        note={
          observedAt ? (
            <>
              {t("receipt.seen")} <Ago at={observedAt} />
            </>
          ) : null
        }
        strong
      />
    </BlockStack>
  );
}

function useLines(receipt: AnyReceipt): LineFace[] {
  const { t } = useTranslation();
  const format = useFormat();
  switch (receipt.of) {
    case "stock":
      return stockLines(receipt, t, format);
    case "price":
      return priceLines(receipt, t, format);
    case "content":
      return [
        {
          label: t("receipt.contentFrom", { sku: receipt.sku }),
          figure: "",
          note: (
            <>
              {t("receipt.asOf")} <Ago at={receipt.asOf} />
              {receipt.origin ? `, ${receipt.origin}` : null}
            </>
          ),
        },
      ];
  }
}

function Line({ label, figure, note, strong = false }: LineFace & { strong?: boolean }) {
  const weight = strong ? "semibold" : "regular";
  return (
    <InlineStack align="space-between" blockAlign="start" gap="400" wrap={false}>
      <BlockStack>
        <Text as="span" fontWeight={weight}>
          {label}
        </Text>
        <Text as="span" tone="subdued" variant="bodySm" breakWord>
          {note}
        </Text>
      </BlockStack>
      <Text as="span" alignment="end" numeric fontWeight={weight}>
        {figure}
      </Text>
    </InlineStack>
  );
}
