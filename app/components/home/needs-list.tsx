import { Badge, BlockStack, Button, Card, Divider, Icon, InlineStack, Text } from "@shopify/polaris";
import { AlertTriangleIcon, InfoIcon } from "@shopify/polaris-icons";
import { useTranslation } from "react-i18next";
import type { Need } from "./need.ts";

export function NeedsList({ needs }: { needs: readonly Need[] }) {
  const { t } = useTranslation();
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack gap="200" blockAlign="center">
          <Text as="h2" variant="headingMd">
            {t("needs.title")}
          </Text>
          {needs.length > 0 ? <Badge>{String(needs.length)}</Badge> : null}
        </InlineStack>
        {needs.length === 0 ? (
          <Text as="p" tone="subdued">
            {t("needs.none")}
          </Text>
        ) : (
          needs.map((need, index) => (
            <BlockStack gap="300" key={need.key}>
              {index > 0 ? <Divider /> : null}
              <NeedRow need={need} />
            </BlockStack>
          ))
        )}
      </BlockStack>
    </Card>
  );
}

function NeedRow({ need }: { need: Need }) {
  const { t } = useTranslation();
  const label = t(need.urgent ? "needs.urgent" : "needs.notice");
  return (
    <InlineStack align="space-between" blockAlign="center" gap="300" wrap={false}>
      <InlineStack gap="200" wrap={false} blockAlign="start">
        <span>
          <Icon
            source={need.urgent ? AlertTriangleIcon : InfoIcon}
            tone={need.urgent ? "caution" : "subdued"}
            accessibilityLabel={label}
          />
        </span>
        <BlockStack>
          <Text as="span">{need.text}</Text>
          {need.detail ? (
            <Text as="span" tone="subdued">
              {need.detail}
            </Text>
          ) : null}
        </BlockStack>
      </InlineStack>
      <Button url={need.url} accessibilityLabel={`${need.action}: ${need.text}`}>
        {need.action}
      </Button>
    </InlineStack>
  );
}
