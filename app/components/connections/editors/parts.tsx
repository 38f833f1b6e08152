import { Banner, Button, Card, InlineStack, List, TextField } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { errorProp, type Problem } from "../../parts/field-problem.ts";

/** What people call the connection. */
export function NameCard(props: {
  name: string;
  problem: string | undefined;
  onChange: (name: string) => void;
}) {
  const { t } = useTranslation();
  return (
    <Card>
      <TextField
        label={t("editor.name")}
        helpText={t("editor.nameHelp")}
        value={props.name}
        onChange={props.onChange}
        autoComplete="off"
        {...errorProp(props.problem)}
      />
    </Card>
  );
}

/** The button, and above it what was refused: `listed` is what no field on the page can say of itself. */
export function SaveRow(props: {
  label: string;
  saving: boolean;
  refused: boolean;
  listed: readonly Problem[];
  onSave: () => void;
}) {
  const { t } = useTranslation();
  return (
    <>
      {props.refused ? (
        <Banner tone="critical" title={t("editor.refused")}>
          <List>
            {props.listed.map(({ field, message }) => (
              <List.Item key={`${field} ${message}`}>{message}</List.Item>
            ))}
          </List>
        </Banner>
      ) : null}
      <InlineStack align="end">
        <Button variant="primary" onClick={props.onSave} loading={props.saving}>
          {props.label}
        </Button>
      </InlineStack>
    </>
  );
}
