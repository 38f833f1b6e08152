import { BlockStack, Button, Card, Icon, InlineStack, Text } from "@shopify/polaris";
import { CheckCircleIcon, XCircleIcon } from "@shopify/polaris-icons";
import { useTranslation } from "react-i18next";

export interface CheckLine {
  name: string;
  ok: boolean;
  message: string;
}

interface Props {
  checks: readonly CheckLine[] | null;
  busy: boolean;
  onTest: () => void;
}

/** "Test connection", line by line in the order in which a read would fail. */
export function Checklist({ checks, busy, onTest }: Props) {
  const { t } = useTranslation();
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center">
          <Text as="h2" variant="headingMd">
            {t("checks.title")}
          </Text>
          <Button onClick={onTest} loading={busy}>
            {t("checks.test")}
          </Button>
        </InlineStack>
        <div role="status">
          {busy ? <Text as="p">{t("checks.busy")}</Text> : null}
          {!busy && checks === null ? (
            <Text as="p" tone="subdued">
              {t("checks.text")}
            </Text>
          ) : null}
          {!busy && checks ? (
            <BlockStack gap="200">
              {checks.map((check, index) => (
                <InlineStack key={index} gap="200" wrap={false} blockAlign="start">
                  <span>
                    <Icon
                      source={check.ok ? CheckCircleIcon : XCircleIcon}
                      tone={check.ok ? "success" : "critical"}
                      accessibilityLabel={t(check.ok ? "checks.ok" : "checks.failed")}
                    />
                  </span>
                  <Text as="span">{check.message}</Text>
                </InlineStack>
              ))}
            </BlockStack>
          ) : null}
        </div>
      </BlockStack>
    </Card>
  );
}
