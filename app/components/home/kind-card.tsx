import { BlockStack, Card, InlineStack, Link, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { isCatalogKind, type RecordKind } from "#app/core/values/record-kind.ts";
import type { SamplePoint } from "../drift/plot.tsx";
import { useFormat } from "../parts/format.ts";
import type { Agreement } from "./headline-card.tsx";
import { Sparkline } from "../parts/sparkline.tsx";

interface Props {
  record: RecordKind;
  agreement: Agreement;
  samples: readonly SamplePoint[];
}

/** How much of one kind of value agrees now, and how that went over the last day. */
export function KindCard({ record, agreement, samples }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  // An order needs time to go through the systems; meanwhile it is not out of step.
  const travels = !isCatalogKind(record);
  const sizeOf = (of: Agreement) => of.agreed + of.waiting + (travels ? 0 : of.repairing);
  const total = sizeOf(agreement);
  const shares = samples.map((point) => point.agreed / Math.max(1, sizeOf(point)));
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="baseline">
          <Text as="h2" variant="headingMd">
            <Link
              url={record === "order" ? "/app/orders" : `/app/drift?record=${record}`}
              monochrome
              removeUnderline
            >
              {t(`value.record.${record}`)}
            </Link>
          </Text>
          <Text as="span" variant="headingLg" numeric>
            {total === 0 ? "–" : format.share(agreement.agreed, total)}
          </Text>
        </InlineStack>
        <BlockStack gap="100">
          <Sparkline values={shares} label={t(`home.sparkline.${record}`)} />
          <Text as="span" variant="bodySm" tone="subdued">
            {t("home.sparklineLabel")}
          </Text>
        </BlockStack>
        <BlockStack gap="150">
          {(["agreed", "repairing", "waiting"] as const).map((part) => (
            <InlineStack align="space-between" key={part}>
              <Text as="span" tone="subdued">
                {t(travels && part === "repairing" ? "plot.onTheWay" : `plot.${part}`)}
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
