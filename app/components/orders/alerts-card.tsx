import { BlockStack, Card, ChoiceList, FormLayout, Text, TextField } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { errorProp } from "../parts/field-problem.ts";
import { useFormat } from "../parts/format.ts";
import { ALERT_HOURS, alertProblems, type OrderAlertsDraft } from "./alerts-draft.ts";

/** A Monday, to name the days of the week by. */
const MONDAY = Date.UTC(2024, 0, 1, 12);
const DAY_MS = 86_400_000;

interface Props {
  draft: OrderAlertsDraft;
  onChange: (draft: OrderAlertsDraft) => void;
}

/** When Home warns about orders that are stuck or missing. */
export function OrderAlertsCard({ draft, onChange }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const problems = alertProblems(draft);
  const set = (part: Partial<OrderAlertsDraft>) => onChange({ ...draft, ...part });
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {t("orderAlerts.title")}
          </Text>
          <Text as="p" tone="subdued">
            {t("orderAlerts.text")}
          </Text>
        </BlockStack>
        <FormLayout>
          <FormLayout.Group>
            {ALERT_HOURS.map((name) => (
              <TextField
                key={name}
                label={t(`orderAlerts.${name}`)}
                helpText={t("orderAlerts.emptyIsNever")}
                type="integer"
                min={1}
                suffix={t("orderAlerts.hours")}
                value={draft[name]}
                onChange={(value) => set({ [name]: value })}
                autoComplete="off"
                {...errorProp(problems[name] ? t("orderAlerts.hoursWrong") : undefined)}
              />
            ))}
          </FormLayout.Group>
          {draft.quietHours.trim() === "" ? null : (
            <>
              <FormLayout.Group>
                {(["from", "until"] as const).map((name) => (
                  <TextField
                    key={name}
                    label={t(`orderAlerts.${name}`)}
                    type="time"
                    value={draft[name]}
                    onChange={(value) => set({ [name]: value })}
                    autoComplete="off"
                    {...errorProp(problems.clock ? t("orderAlerts.clockWrong") : undefined)}
                  />
                ))}
              </FormLayout.Group>
              <ChoiceList
                allowMultiple
                title={t("orderAlerts.days")}
                choices={[1, 2, 3, 4, 5, 6, 7].map((day) => ({
                  value: String(day),
                  label: format.weekday(new Date(MONDAY + (day - 1) * DAY_MS).toISOString()),
                }))}
                selected={draft.days.map(String)}
                onChange={(chosen) => set({ days: chosen.map(Number).sort((a, b) => a - b) })}
                error={problems.days ? t("orderAlerts.daysWrong") : ""}
              />
            </>
          )}
        </FormLayout>
      </BlockStack>
    </Card>
  );
}
