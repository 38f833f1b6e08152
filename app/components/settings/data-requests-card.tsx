import { Banner, BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Ago } from "../parts/ago.tsx";

interface Props {
  requests: readonly { id: string; at: string; customer: string | null }[];
}

/** Customers who asked, through Shopify, what is kept about them. */
export function DataRequestsCard({ requests }: Props) {
  const { t } = useTranslation();
  const [busy, setBusy] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);
  if (requests.length === 0) return null;
  const take = async (id: string, at: string) => {
    setBusy(id);
    setFailed(false);
    try {
      await download(`/app/settings/customer/${id}`, `customer-data-${at.slice(0, 10)}.json`);
    } catch {
      setFailed(true);
    }
    setBusy(null);
  };
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("settings.dataRequests")}
        </Text>
        <Text as="p" tone="subdued">
          {t("settings.dataRequestsText")}
        </Text>
        {failed ? <Banner tone="critical" title={t("settings.dataRequestFailed")} /> : null}
        {requests.map(({ id, at, customer }) => (
          <InlineStack key={id} align="space-between" blockAlign="center" gap="200">
            <BlockStack>
              <Text as="span" fontWeight="semibold">
                {customer ?? t("settings.dataRequestUnnamed")}
              </Text>
              <Text as="span" tone="subdued">
                <Ago at={at} />
              </Text>
            </BlockStack>
            <Button
              onClick={() => void take(id, at)}
              loading={busy === id}
              accessibilityLabel={`${t("settings.dataRequestDownload")}: ${customer ?? t("settings.dataRequestUnnamed")}`}
            >
              {t("settings.dataRequestDownload")}
            </Button>
          </InlineStack>
        ))}
      </BlockStack>
    </Card>
  );
}

/** A plain link would go without the token that says who asks. */
async function download(address: string, name: string): Promise<void> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`The server answered ${response.status}`);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await response.blob());
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
