import { BlockStack, Card, ChoiceList, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { Basis } from "#app/core/values/receipt.ts";

/** Which quantity of Shopify is read and written. */
export function BasisCard({ basis, onChange }: { basis: Basis; onChange: (basis: Basis) => void }) {
  const { t } = useTranslation();
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("settings.basis")}
        </Text>
        <ChoiceList
          title={t("settings.basisText")}
          choices={[
            { label: t("settings.available"), value: "available", helpText: t("settings.availableHelp") },
            { label: t("settings.onHand"), value: "on_hand", helpText: t("settings.onHandHelp") },
          ]}
          selected={[basis]}
          onChange={([chosen]) => onChange(chosen === "on_hand" ? "on_hand" : "available")}
        />
      </BlockStack>
    </Card>
  );
}
