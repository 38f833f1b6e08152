import { BlockStack, Card, InlineStack, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { SamplePoint } from "./drift-plot.tsx";
import { useFormat } from "./format.ts";
import type { Agreement } from "./headline-card.tsx";
import { Sparkline } from "./sparkline.tsx";

/** How much of the stock agrees now, and how that went over the last day. */
export function StockCard({ agreement, samples }: { agreement: Agreement; samples: readonly SamplePoint[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const total = agreement.agreed + agreement.repairing + agreement.waiting;
  const shares = samples.map((p) => p.agreed / Math.max(1, p.agreed + p.repairing + p.waiting));
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="baseline">
          <Text as="h2" variant="headingMd">
            {t("home.stock")}
          </Text>
          <Text as="span" variant="headingLg" numeric>
            {total === 0 ? "–" : format.share(agreement.agreed, total)}
          </Text>
        </InlineStack>
        <BlockStack gap="100">
          <Sparkline values={shares} label={t("home.sparkline")} />
          <Text as="span" variant="bodySm" tone="subdued">
            {t("home.sparklineLabel")}
          </Text>
        </BlockStack>
        <BlockStack gap="150">
          {(["agreed", "repairing", "waiting"] as const).map((part) => (
            <InlineStack align="space-between" key={part}>
              <Text as="span" tone="subdued">
                {t(`plot.${part}`)}
              </Text>
              <Text as="span" numeric>
                {format.number(agreement[part])}
              </Text>
            </InlineStack>
          ))}
        </BlockStack>
      </BlockStack>
    </Card>
  );
}
