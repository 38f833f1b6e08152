import { BlockStack, Card, FormLayout, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { SettingsDraft } from "#app/core/source/settings-draft.ts";
import { isShown, pathOf, type SettingsField } from "#app/core/source/settings-field.ts";
import type { FieldTexts } from "#app/core/source/system.ts";
import type { EditorProps } from "./answers.ts";
import { FieldInput } from "./field-input.tsx";

interface Props {
  fields: readonly SettingsField[];
  words: Record<string, FieldTexts>;
  draft: SettingsDraft;
  secrets: EditorProps["secrets"];
  problemOf: (path: string) => string | undefined;
  onChange: (draft: SettingsDraft) => void;
}

/** The fields outside groups are one card, each group another one. */
export function SettingsCards(props: Props) {
  const { fields, words, draft, onChange } = props;
  const { t } = useTranslation();
  const alone = fields.filter(({ type }) => type !== "group");
  return (
    <>
      {alone.length > 0 ? (
        <FieldsCard {...props} {...{ fields: alone, within: "", whole: draft, title: t("systems.access") }} />
      ) : null}
      {fields.map((field) =>
        field.type === "group" && isShown(field, draft) ? (
          <FieldsCard
            {...props}
            key={field.name}
            fields={field.fields}
            within={field.name}
            whole={draft}
            draft={draft[field.name] as SettingsDraft}
            title={words[field.name]?.label ?? field.name}
            onChange={(inner) => onChange({ ...draft, [field.name]: inner })}
          />
        ) : null,
      )}
    </>
  );
}

interface WithinProps extends Props {
  /** The path of the group that these fields are in. */
  within: string;
  /** The draft of all settings: whether a field is shown may depend on any other one. */
  whole: SettingsDraft;
}

function FieldsCard({ title, ...props }: WithinProps & { title: string }) {
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {title}
        </Text>
        <GroupHelp text={props.words[props.within]} />
        <Fields {...props} />
      </BlockStack>
    </Card>
  );
}

function GroupHelp({ text }: { text: FieldTexts | undefined }) {
  const said = [text?.help, text?.where].filter((part) => part !== undefined).join(" ");
  if (said === "") return null;
  return (
    <Text as="p" tone="subdued">
      {said}
    </Text>
  );
}

function Fields(props: WithinProps) {
  const { fields, words, draft, whole, within, secrets, problemOf, onChange } = props;
  return (
    <FormLayout>
      {fields
        .filter((field) => isShown(field, whole))
        .map((field) => {
          const path = pathOf(field, within);
          const set = (value: SettingsDraft[string]) => onChange({ ...draft, [field.name]: value });
          if (field.type !== "group")
            return (
              <FieldInput
                key={path}
                {...{ path, field, secrets }}
                words={words[path]}
                value={draft[field.name] as string | boolean}
                problem={problemOf(path)}
                onChange={set}
              />
            );
          const inner = draft[field.name] as SettingsDraft;
          return (
            <BlockStack gap="300" key={path}>
              <Text as="h3" variant="headingSm">
                {words[path]?.label ?? path}
              </Text>
              <GroupHelp text={words[path]} />
              <Fields {...props} fields={field.fields} within={path} draft={inner} onChange={set} />
            </BlockStack>
          );
        })}
    </FormLayout>
  );
}
