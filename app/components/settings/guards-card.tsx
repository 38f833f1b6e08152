import { BlockStack, Card, Checkbox, FormLayout, Text, TextField } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { errorProp } from "../parts/field-problem.ts";
import { isPercent, isWhole, SHARES, type SettingsDraft } from "./draft.ts";

type Guards = SettingsDraft["guards"];

/** Limits beyond which a plan waits for a person. */
export function GuardsCard({ guards, onChange }: { guards: Guards; onChange: (guards: Guards) => void }) {
  const { t } = useTranslation();
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {t("settings.guards")}
          </Text>
          <Text as="p" tone="subdued">
            {t("settings.guardsText")}
          </Text>
        </BlockStack>
        <FormLayout>
          <FormLayout.Group>
            {SHARES.map((share) => (
              <TextField
                key={share}
                label={t(`settings.share.${share}`)}
                type="integer"
                min={0}
                max={100}
                suffix="%"
                value={guards[share]}
                onChange={(value) => onChange({ ...guards, [share]: value })}
                autoComplete="off"
                {...errorProp(isPercent(guards[share]) ? undefined : t("settings.percent"))}
              />
            ))}
          </FormLayout.Group>
          <TextField
            label={t("settings.rowsMin")}
            helpText={t("settings.rowsMinHelp")}
            type="integer"
            min={0}
            value={guards.rowsMin}
            onChange={(rowsMin) => onChange({ ...guards, rowsMin })}
            autoComplete="off"
            {...errorProp(isWhole(guards.rowsMin) ? undefined : t("settings.wholeNumber"))}
          />
          <Checkbox
            label={t("settings.alwaysAsk")}
            helpText={t("settings.alwaysAskHelp")}
            checked={guards.alwaysAsk}
            onChange={(alwaysAsk) => onChange({ ...guards, alwaysAsk })}
          />
        </FormLayout>
      </BlockStack>
    </Card>
  );
}
