import { BlockStack, Box, InlineGrid, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { recordOf } from "#app/core/values/record-kind.ts";
import { ContentCard } from "./content-card.tsx";
import { useFormat } from "../parts/format.ts";
import { ValueCard, type CardValue } from "./card.tsx";
import { placeInWords } from "./text.ts";

/** All values of a variant: stock and prices as receipts, content as fields with both sides. */
export function SkuValues({ values }: { values: readonly (CardValue & { subject: string })[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const of = (record: string) => values.filter(({ kind }) => recordOf(kind) === record);
  const content = of("content");
  return (
    <BlockStack gap="400">
      {(["stock", "price"] as const).map((record) => {
        const cards = of(record);
        if (cards.length === 0) return null;
        return (
          <BlockStack gap="200" key={record}>
            <Box paddingInline={{ xs: "400", sm: "0" }}>
              <Text as="h2" variant="headingMd">
                {t(`value.record.${record}`)}
              </Text>
            </Box>
            <InlineGrid columns={{ xs: 1, lg: cards.length > 1 ? 2 : 1 }} gap="400" alignItems="start">
              {cards.map((value) => (
                <ValueCard
                  key={value.key}
                  value={value}
                  title={
                    record === "stock" ? (value.placeName ?? value.place) : placeInWords(value, t, format)
                  }
                />
              ))}
            </InlineGrid>
          </BlockStack>
        );
      })}
      {content.length > 0 ? <ContentCard title={t("value.record.content")} values={content} /> : null}
    </BlockStack>
  );
}
