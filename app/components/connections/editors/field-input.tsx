import { Checkbox, ChoiceList, TextField } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { SettingsField } from "#app/core/source/settings-field.ts";
import type { FieldTexts } from "#app/core/source/system.ts";
import { errorProp } from "../../parts/field-problem.ts";
import { useFormat } from "../../parts/format.ts";
import type { EditorProps } from "./answers.ts";
import { helpOf } from "./field-words.ts";

interface Props {
  /** Also the field's id in the page. */
  path: string;
  field: Exclude<SettingsField, { type: "group" }>;
  words: FieldTexts | undefined;
  value: string | boolean;
  problem: string | undefined;
  secrets: EditorProps["secrets"];
  onChange: (value: string | boolean) => void;
}

const INPUT_TYPES = { text: "text", list: "text", url: "url", number: "text" } as const;

/** One field, typed or chosen as its type requires. */
export function FieldInput({ path, field, words, value, problem, secrets, onChange }: Props) {
  const { t } = useTranslation();
  const common = { id: path, label: words?.label ?? path, ...errorProp(problem) };
  const helpText = helpOf(words, field.example, t);
  if (field.type === "switch")
    return <Checkbox {...common} helpText={helpText} checked={value === true} onChange={onChange} />;
  if (field.type === "choice") {
    const choices = field.choices.map((choice) => {
      const { label = choice, help } = words?.choices?.[choice] ?? {};
      return { value: choice, label, helpText: help };
    });
    return (
      <ChoiceList
        title={common.label}
        name={path}
        choices={choices}
        selected={[String(value)]}
        onChange={([chosen]) => onChange(chosen ?? field.choices[0])}
      />
    );
  }
  const typed = { ...common, value: String(value), onChange };
  if (field.type === "secret") return <SecretInput {...{ field, words, secrets, typed }} />;
  return (
    <TextField
      {...typed}
      type={INPUT_TYPES[field.type]}
      {...(field.type === "number" ? { inputMode: "decimal" as const } : {})}
      helpText={helpText}
      autoComplete="off"
      spellCheck={false}
      requiredIndicator={field.required === true}
    />
  );
}

type SecretProps = Pick<Props, "words" | "secrets"> & {
  field: Extract<SettingsField, { type: "secret" }>;
  typed: { id: string; label: string; value: string; onChange: (value: string) => void };
};

/** Write-only: what is kept is never shown, only since when. */
function SecretInput({ field, words, secrets, typed }: SecretProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const kept = secrets.setAt !== null && secrets.kept.includes(field.name);
  const helpText = kept
    ? t("place.secretSet", { day: format.day(secrets.setAt ?? "") })
    : helpOf(words, field.example, t, t("systems.secretKept"));
  const shape = field.lines === undefined ? { type: "password" as const } : { multiline: field.lines };
  return (
    <TextField
      {...typed}
      {...shape}
      helpText={helpText}
      autoComplete="new-password"
      spellCheck={false}
      requiredIndicator={field.required === true && !kept}
    />
  );
}
