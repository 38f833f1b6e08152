import { BlockStack, Card, Checkbox, ChoiceList, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { RuleDraft } from "./rule-draft.ts";

const CHOICES = ["leave", "stop-selling", "archive"] as const;

interface Props {
  draft: Pick<RuleDraft, "discontinued" | "createProducts">;
  onChange: (part: Partial<RuleDraft>) => void;
}

/** What happens to articles that the source no longer sells, and to those that the shop does not have yet. */
export function AssortmentCard({ draft, onChange }: Props) {
  const { t } = useTranslation();
  const { discontinued, createProducts } = draft;
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {t("assortment.title")}
        </Text>
        <ChoiceList
          title={t("assortment.discontinued")}
          choices={CHOICES.map((one) => ({
            label: t(`assortment.choice.${one}`),
            value: one,
            helpText: t(`assortment.help.${one}`),
          }))}
          selected={[discontinued]}
          onChange={([chosen]) =>
            onChange({ discontinued: CHOICES.find((one) => one === chosen) ?? "leave" })
          }
        />
        <BlockStack gap="100">
          <Checkbox
            label={t("assortment.create")}
            helpText={t("assortment.createHelp")}
            checked={createProducts.on}
            onChange={(on) => onChange({ createProducts: { ...createProducts, on } })}
          />
          <Checkbox
            label={t("assortment.grouped")}
            helpText={t("assortment.groupedHelp")}
            checked={createProducts.grouped}
            disabled={!createProducts.on}
            onChange={(grouped) => onChange({ createProducts: { ...createProducts, grouped } })}
          />
        </BlockStack>
      </BlockStack>
    </Card>
  );
}
