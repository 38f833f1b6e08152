import { BlockStack } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { draftOf, secretsOf, settingsOf } from "#app/core/source/settings-draft.ts";
import { askedAgain, leadsElsewhere } from "#app/core/source/destination.ts";
import {
  hiddenSecrets,
  missingSecrets,
  placedFields,
  settingsProblems,
} from "#app/core/source/settings-field.ts";
import type { System } from "#app/core/source/system.ts";
import type { Problem } from "../../parts/field-problem.ts";
import type { EditorProps } from "./answers.ts";
import { Checklist } from "./checklist.tsx";
import { problemInWords, useSystemTexts } from "./field-words.ts";
import { useFocusOnFirst } from "./first-problem.ts";
import { NameCard, SaveRow } from "./parts.tsx";
import { SettingsCards } from "./settings-fields.tsx";

/** The form made from an adapter's description of its settings. */
export function SettingsEditor({ system, ...props }: EditorProps & { system: System }) {
  const { fields } = system;
  const { t } = useTranslation();
  const { fields: words } = useSystemTexts(system);
  const [name, setName] = useState(props.name);
  const [draft, setDraft] = useState(() => draftOf(fields, props.stored));
  const [wrong, setWrong] = useState<readonly Problem[]>([]);
  const problems = wrong.length > 0 ? wrong : props.problems;
  useFocusOnFirst(problems);

  const settings = settingsOf(fields, draft);
  const move = { paths: system.destination, stored: props.stored, settings };
  const kept = leadsElsewhere(move) ? [] : props.secrets.kept;

  const send = (intent: "test" | "save") => {
    const secrets = secretsOf(fields, draft);
    const given = Object.keys(secrets);
    const hidden = hiddenSecrets(fields, settings);
    const asked = props.secrets.kept.filter((name) => !hidden.includes(name));
    const again = askedAgain(move, asked, given);
    const found: Problem[] = [
      ...settingsProblems(fields, settings),
      ...missingSecrets(fields, settings, [...kept, ...given, ...again]),
    ].map((placed) => ({ field: placed.path, message: problemInWords(placed, words, t) }));
    for (const field of again)
      found.push({ field, message: t("systems.problem.again", { field: words[field]?.label ?? field }) });
    if (intent === "save" && name.trim() === "")
      found.unshift({ field: "name", message: t("editor.missing", { field: t("editor.name") }) });
    setWrong(found);
    if (found.length === 0) props.onSend({ intent, name, settings: settings as never, secrets, look: null });
  };

  const problemOf = (path: string) => problems.find(({ field }) => field === path)?.message;
  const shown = new Set(["name", ...placedFields(fields).map(({ path }) => path)]);
  return (
    <BlockStack gap="400">
      <NameCard name={name} problem={problemOf("name")} onChange={setName} />
      <SettingsCards
        {...{ fields, words, draft, problemOf }}
        secrets={{ ...props.secrets, kept }}
        onChange={setDraft}
      />
      <Checklist checks={props.checks} busy={props.busy === "test"} onTest={() => send("test")} />
      <SaveRow
        label={props.saveLabel}
        saving={props.busy === "save"}
        refused={problems.length > 0}
        listed={problems.filter(({ field }) => field === null || !shown.has(field))}
        onSave={() => send("save")}
      />
    </BlockStack>
  );
}
