import { BlockStack, Card, InlineStack, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { AnyReceipt } from "#app/core/values/receipt.ts";
import { useFormat } from "../parts/format.ts";
import { ReceiptLines } from "./receipt-lines.tsx";
import { SidesTable, type Sides } from "./sides-table.tsx";
import { valueText } from "./text.ts";
import { VerdictBadge } from "./verdict.tsx";
import { shownInWords, verdictSentence, type ShownValue } from "./verdict-sentence.ts";

export interface CardValue extends ShownValue, Sides {
  key: string;
  receipt: AnyReceipt | null;
}

/** One value: the verdict as a sentence, the arithmetic as a receipt, and both sides with their times. */
export function ValueCard({ value, title }: { value: CardValue; title: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <InlineStack align="space-between" blockAlign="center" gap="200">
            <Text as="h3" variant="headingMd">
              {title}
            </Text>
            <VerdictBadge verdict={value.verdict} />
          </InlineStack>
          <Text as="p">{verdictSentence(value, t, format)}</Text>
        </BlockStack>
        {value.receipt ? (
          <ReceiptLines
            receipt={value.receipt}
            should={valueText(value, value.desired, t, format)}
            shows={shownInWords(value, t, format)}
            observedAt={value.observedAt}
          />
        ) : null}
        <SidesTable sides={value} />
      </BlockStack>
    </Card>
  );
}
