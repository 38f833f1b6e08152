import { BlockStack, Card, Checkbox, FormLayout, Select, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { FulfillmentRules } from "#app/core/orders/rules.ts";

interface Props {
  rules: FulfillmentRules;
  connection: string;
  onChange: (rules: FulfillmentRules) => void;
}

const NOTIFY = ["tracked", "always", "never"] as const;
const HOLDS = ["ours", "all", "never"] as const;
const CANCELS = ["ask", "cancel"] as const;

/** How shipments of a connection become what customers see. */
export function FulfillmentRulesCard({ rules, connection, onChange }: Props) {
  const { t } = useTranslation();
  const set = (part: Partial<FulfillmentRules>) => onChange({ ...rules, ...part });
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {t("fulfillmentRules.title")}
          </Text>
          <Text as="p" tone="subdued">
            {t("fulfillmentRules.text")}
          </Text>
        </BlockStack>
        <Checkbox
          label={t("fulfillmentRules.on", { connection })}
          checked={rules.on}
          onChange={(on) => set({ on })}
        />
        {rules.on ? (
          <FormLayout>
            <FormLayout.Group>
              <Select
                label={t("fulfillmentRules.notifyCustomer")}
                options={NOTIFY.map((one) => ({ value: one, label: t(`fulfillmentRules.notify.${one}`) }))}
                value={rules.notifyCustomer}
                onChange={(chosen) =>
                  set({ notifyCustomer: NOTIFY.find((one) => one === chosen) ?? "tracked" })
                }
              />
              <Select
                label={t("fulfillmentRules.releaseHolds")}
                options={HOLDS.map((one) => ({ value: one, label: t(`fulfillmentRules.holds.${one}`) }))}
                value={rules.releaseHolds}
                onChange={(chosen) => set({ releaseHolds: HOLDS.find((one) => one === chosen) ?? "ours" })}
              />
            </FormLayout.Group>
            <Checkbox
              label={t("fulfillmentRules.moveLocation")}
              helpText={t("fulfillmentRules.moveLocationHelp")}
              checked={rules.moveLocation}
              onChange={(moveLocation) => set({ moveLocation })}
            />
            <Checkbox
              label={t("fulfillmentRules.reportProgress")}
              helpText={t("fulfillmentRules.reportProgressHelp")}
              checked={rules.reportProgress}
              onChange={(reportProgress) => set({ reportProgress })}
            />
            <Select
              label={t("fulfillmentRules.sourceCancels", { connection })}
              options={CANCELS.map((one) => ({ value: one, label: t(`fulfillmentRules.cancel.${one}`) }))}
              value={rules.sourceCancels}
              onChange={(chosen) => set({ sourceCancels: CANCELS.find((one) => one === chosen) ?? "ask" })}
            />
          </FormLayout>
        ) : null}
      </BlockStack>
    </Card>
  );
}
