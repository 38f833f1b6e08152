import { BlockStack, Card, InlineGrid, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { Stage } from "#app/core/orders/progress/stages.ts";
import { useFormat } from "../parts/format.ts";
import { OrderDots } from "./dots.tsx";

/** The stages of an order with their times, in the shop's zone. */
export function OrderWay({ stages }: { stages: readonly Stage[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Card>
      <InlineGrid columns={{ xs: 2, sm: 4, md: stages.length }} gap="300">
        {stages.map((stage) => (
          <BlockStack key={stage.name} gap="050">
            <OrderDots stages={[stage]} />
            <Text as="span" fontWeight="semibold">
              {t(`orderStage.${stage.name}`)}
            </Text>
            <Text as="span" variant="bodySm" tone="subdued">
              {stage.state === "done" && stage.at !== null
                ? format.moment(stage.at)
                : t(`orderStageState.${stage.state}`)}
            </Text>
          </BlockStack>
        ))}
      </InlineGrid>
    </Card>
  );
}
