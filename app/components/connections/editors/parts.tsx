import { Banner, Box, Button, Card, InlineStack, List, TextField } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { EDGE } from "../../parts/edge.ts";
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
        id="name"
        label={t("editor.name")}
        helpText={t("editor.nameHelp")}
        value={props.name}
        onChange={props.onChange}
        autoComplete="off"
        requiredIndicator
        {...errorProp(props.problem)}
      />
    </Card>
  );
}

/** The button, and above it what was refused: `listed` is what no field on the page can show. */
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
          {props.listed.length === 0 ? (
            t("editor.refusedText")
          ) : (
            <List>
              {props.listed.map(({ field, message }) => (
                <List.Item key={`${field} ${message}`}>{message}</List.Item>
              ))}
            </List>
          )}
        </Banner>
      ) : null}
      <Box paddingInline={EDGE}>
        <InlineStack align="end">
          <Button variant="primary" onClick={props.onSave} loading={props.saving}>
            {props.label}
          </Button>
        </InlineStack>
      </Box>
    </>
  );
}
