import { BlockStack } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Checklist, type CheckLine } from "./checklist.tsx";
import { NameCard, SaveRow } from "./parts.tsx";
import type { Problem } from "../../parts/field-problem.ts";
import { TrytonAccess } from "./tryton-access.tsx";
import { missingInTryton, type TrytonDraft } from "./tryton-draft.ts";
import { TrytonOrders, TrytonReading } from "./tryton-fields.tsx";

interface Props {
  initial: TrytonDraft;
  secretsSetAt: string | null;
  saveLabel: string;
  problems: readonly Problem[];
  checks: readonly CheckLine[] | null;
  busy: "test" | "look" | "save" | null;
  onSend: (intent: "test" | "save", draft: TrytonDraft) => void;
}

/** Says where a Tryton is and what it is asked for. Keeps what was typed whatever the server says. */
export function TrytonEditor({ busy, onSend, ...props }: Props) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(props.initial);
  const [missing, setMissing] = useState<readonly Problem[]>([]);
  const problems = missing.length > 0 ? missing : props.problems;
  const change = (part: Partial<TrytonDraft>) => setDraft((before) => ({ ...before, ...part }));
  const problemOf = (field: string) => problems.find((one) => one.field === field)?.message;
  const send = (intent: "test" | "save") => {
    const found = missingInTryton(draft, intent).map((field) => ({
      field,
      message: t("editor.missing", { field: t(field === "name" ? "editor.name" : `tryton.${field}`) }),
    }));
    setMissing(found);
    if (found.length === 0) onSend(intent, draft);
  };
  return (
    <BlockStack gap="400">
      <NameCard name={draft.name} problem={problemOf("name")} onChange={(name) => change({ name })} />
      <TrytonAccess {...{ draft, problemOf }} onChange={change} secretsSetAt={props.secretsSetAt} />
      <TrytonReading {...{ draft, problemOf }} onChange={change} />
      <TrytonOrders {...{ draft, problemOf }} onChange={change} />
      <Checklist checks={props.checks} busy={busy === "test"} onTest={() => send("test")} />
      <SaveRow
        label={props.saveLabel}
        saving={busy === "save"}
        refused={problems.length > 0}
        listed={problems}
        onSave={() => send("save")}
      />
    </BlockStack>
  );
}
