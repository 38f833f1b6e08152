import { BlockStack, Card, FormLayout, Text, TextField } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { errorProp } from "../../parts/field-problem.ts";
import { useFormat } from "../../parts/format.ts";
import type { TrytonCardProps } from "./tryton-fields.tsx";

/** Where the server is, and who we are to it. */
export function TrytonAccess(props: TrytonCardProps & { secretsSetAt: string | null }) {
  const { draft, onChange, problemOf, secretsSetAt } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const kept = secretsSetAt === null ? undefined : t("place.secretSet", { day: format.day(secretsSetAt) });
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {t("tryton.access")}
        </Text>
        <FormLayout>
          <TextField
            label={t("tryton.url")}
            helpText={t("tryton.urlHelp")}
            type="url"
            value={draft.url}
            onChange={(url) => onChange({ url })}
            autoComplete="off"
            {...errorProp(problemOf("url"))}
          />
          <TextField
            label={t("tryton.database")}
            helpText={t("tryton.databaseHelp")}
            value={draft.database}
            onChange={(database) => onChange({ database })}
            autoComplete="off"
            spellCheck={false}
            {...errorProp(problemOf("database"))}
          />
          <FormLayout.Group>
            <TextField
              label={t("tryton.user")}
              helpText={t("tryton.userHelp")}
              value={draft.user}
              onChange={(user) => onChange({ user })}
              autoComplete="off"
              {...errorProp(problemOf("user"))}
            />
            <TextField
              label={t("place.password")}
              helpText={kept ?? t("tryton.passwordHelp")}
              type="password"
              value={draft.password}
              onChange={(password) => onChange({ password })}
              autoComplete="new-password"
            />
          </FormLayout.Group>
        </FormLayout>
      </BlockStack>
    </Card>
  );
}
