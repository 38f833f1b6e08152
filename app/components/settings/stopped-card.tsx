import { BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { Ago } from "../parts/ago.tsx";

interface Props {
  stopped: readonly { sku: string; updatedAt: string; updatedBy: string | null }[];
  onSell: (sku: string) => void;
}

/** SKUs that a person stopped selling. */
export function StoppedCard({ stopped, onSell }: Props) {
  const { t } = useTranslation();
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("settings.stopped")}
        </Text>
        {stopped.length === 0 ? (
          <Text as="p" tone="subdued">
            {t("settings.stoppedNone")}
          </Text>
        ) : null}
        {stopped.map(({ sku, updatedAt, updatedBy }) => (
          <InlineStack key={sku} align="space-between" blockAlign="center" gap="200">
            <BlockStack>
              <Text as="span" fontWeight="semibold">
                {sku}
              </Text>
              <Text as="span" tone="subdued">
                {updatedBy ? `${t("hold.decidedBy", { who: updatedBy })} ` : null}
                <Ago at={updatedAt} />
              </Text>
            </BlockStack>
            <Button onClick={() => onSell(sku)} accessibilityLabel={`${t("sku.sellAgain")}: ${sku}`}>
              {t("sku.sellAgain")}
            </Button>
          </InlineStack>
        ))}
      </BlockStack>
    </Card>
  );
}
