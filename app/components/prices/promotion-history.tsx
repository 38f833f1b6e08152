import { BlockStack, Card, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { Ago } from "../parts/ago.tsx";

interface Props {
  history: readonly { at: string; who: string; event: "created" | "changed" | "ended" }[];
}

/** Who planned it, changed it and ended it. */
export function PromotionHistory({ history }: Props) {
  const { t } = useTranslation();
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          {t("promotion.history")}
        </Text>
        {history.map(({ at, who, event }) => (
          <Text as="p" key={`${at} ${event}`}>
            {t(`promotion.event.${event}`, { who })}{" "}
            <Text as="span" tone="subdued">
              <Ago at={at} />
            </Text>
          </Text>
        ))}
      </BlockStack>
    </Card>
  );
}
