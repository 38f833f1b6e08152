import { BlockStack, Card, Divider, InlineGrid, InlineStack, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Ago } from "../parts/ago.tsx";
import { useFormat } from "../parts/format.ts";
import type { CardValue } from "./card.tsx";
import { placeInWords, valueText } from "./text.ts";
import { VerdictBadge } from "./verdict.tsx";
import { verdictSentence } from "./verdict-sentence.ts";

/** This much of a text is enough to see which side holds what. */
const TEXT_CHARS = 160;

/** The fields of a product or variant, each with what the source says and what the shop shows. */
export function ContentCard({ title, values }: { title: string; values: readonly CardValue[] }) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {title}
        </Text>
        {values.map((value) => (
          <BlockStack gap="300" key={value.key}>
            <Divider />
            <Field value={value} />
          </BlockStack>
        ))}
      </BlockStack>
    </Card>
  );
}

function Field({ value }: { value: CardValue }) {
  const { t } = useTranslation();
  const format = useFormat();
  const receipt = value.receipt?.of === "content" ? value.receipt : null;
  return (
    <BlockStack gap="150">
      <InlineStack align="space-between" blockAlign="center" gap="200">
        <Text as="h3" variant="headingSm">
          {placeInWords(value, t, format)}
        </Text>
        <VerdictBadge verdict={value.verdict} />
      </InlineStack>
      {value.verdict === "in-sync" && value.reason === null && value.pinned === null ? null : (
        <Text as="p">{verdictSentence(value, t, format)}</Text>
      )}
      <InlineGrid columns={{ xs: 1, sm: 2 }} gap="300">
        <Side name={t("sides.source")} text={valueText(value, value.desired, t, format, TEXT_CHARS)}>
          {receipt ? (
            <>
              {receipt.sku}
              {receipt.origin ? `, ${receipt.origin}` : null}, {t("receipt.asOf")} <Ago at={receipt.asOf} />
            </>
          ) : null}
        </Side>
        <Side name={t("sides.shop")} text={valueText(value, value.observed, t, format, TEXT_CHARS)}>
          {value.observedAt ? (
            <>
              {t("receipt.seen")} <Ago at={value.observedAt} />
            </>
          ) : null}
        </Side>
      </InlineGrid>
    </BlockStack>
  );
}

function Side({ name, text, children }: { name: string; text: string; children: ReactNode }) {
  return (
    <BlockStack gap="050">
      <Text as="span" variant="bodySm" tone="subdued">
        {name}
      </Text>
      <Text as="span" breakWord>
        {text}
      </Text>
      <Text as="span" variant="bodySm" tone="subdued" breakWord>
        {children}
      </Text>
    </BlockStack>
  );
}
