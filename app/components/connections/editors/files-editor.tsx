import { BlockStack, Button, Card, Text } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Checklist, type CheckLine } from "./checklist.tsx";
import { isExtra, type FilesDraft, type FileDraft } from "./files-draft.ts";
import { FILE_KINDS, type FileKind } from "./file-fields.ts";
import { NameCard, SaveRow } from "./parts.tsx";
import { draftProblems, problemsInWords } from "./files-problems.ts";
import type { Problem } from "../../parts/field-problem.ts";
import { FileCard, type FileLook } from "./file-card.tsx";
import { FormatCard } from "./format-card.tsx";
import { OrderFilesCard } from "./order-files-card.tsx";
import { PlaceCard } from "./place-card.tsx";

interface Props {
  initial: FilesDraft;
  secretsSetAt: string | null;
  saveLabel: string;
  problems: readonly Problem[];
  checks: readonly CheckLine[] | null;
  looks: readonly FileLook[];
  busy: "test" | "look" | "save" | null;
  onSend: (intent: "test" | "look" | "save", draft: FilesDraft) => void;
}

/** Describes where a source's files are and what is in them. Keeps what was typed whatever the server says. */
export function FilesEditor(props: Props) {
  const { busy } = props;
  const { t } = useTranslation();
  const [draft, setDraft] = useState(props.initial);
  const [takenLooks, setTakenLooks] = useState(props.looks);
  const [missing, setMissing] = useState<readonly Problem[]>([]);
  const problems = missing.length > 0 ? missing : problemsInWords(props.problems, t);
  const onSend = (intent: "test" | "look" | "save", sent: FilesDraft) => {
    const found = intent === "look" ? [] : draftProblems(sent, intent, t);
    setMissing(found);
    if (found.length === 0) props.onSend(intent, sent);
  };
  const change = (part: Partial<FilesDraft>) => setDraft((before) => ({ ...before, ...part }));

  // A new look at the files fills in the columns that nobody has chosen yet.
  if (takenLooks !== props.looks) {
    setTakenLooks(props.looks);
    setDraft((before) => withSuggestions(before, props.looks));
  }
  const problemOf = (field: string): string | undefined => {
    return problems.find((one) => one.field === field)?.message;
  };
  const shown = new Set([
    "name",
    "place.folder",
    "place.host",
    "place.user",
    "place.port",
    "place.hostKey",
    "orders.folder",
  ]);
  const others = problems.filter(({ field }) => field === null || !shown.has(field));
  return (
    <BlockStack gap="400">
      <NameCard name={draft.name} problem={problemOf("name")} onChange={(name) => change({ name })} />
      <PlaceCard draft={draft} onChange={change} secretsSetAt={props.secretsSetAt} problemOf={problemOf} />
      <LookCard busy={busy === "look"} disabled={draft.folder === ""} onLook={() => onSend("look", draft)} />
      {FILE_KINDS.map((kind) => (
        <FileCard
          key={kind}
          kind={kind}
          file={draft.files[kind]}
          look={props.looks.find((look) => look.kind === kind) ?? null}
          onChange={(part) =>
            setDraft((before) => {
              const file = { ...before.files[kind], ...part };
              return { ...before, files: { ...before.files, [kind]: file } };
            })
          }
        />
      ))}
      <OrderFilesCard
        orders={draft.orders}
        problem={problemOf("orders.folder")}
        onChange={(part) => setDraft((before) => ({ ...before, orders: { ...before.orders, ...part } }))}
      />
      <FormatCard draft={draft} onChange={change} />
      <Checklist checks={props.checks} busy={busy === "test"} onTest={() => onSend("test", draft)} />
      <SaveRow
        label={props.saveLabel}
        saving={busy === "save"}
        refused={problems.length > 0}
        listed={others}
        onSave={() => onSend("save", draft)}
      />
    </BlockStack>
  );
}

function LookCard({ busy, disabled, onLook }: { busy: boolean; disabled: boolean; onLook: () => void }) {
  const { t } = useTranslation();
  return (
    <Card>
      <BlockStack gap="300" inlineAlign="start">
        <Text as="h2" variant="headingMd">
          {t("editor.files")}
        </Text>
        <Text as="p" tone="subdued">
          {t("editor.filesText")}
        </Text>
        <Button onClick={onLook} loading={busy} disabled={disabled}>
          {t("editor.look")}
        </Button>
      </BlockStack>
    </Card>
  );
}

function withSuggestions(draft: FilesDraft, looks: readonly FileLook[]): FilesDraft {
  const files = { ...draft.files };
  for (const look of looks) {
    const file = files[look.kind as FileKind];
    if (!look.ok || !file) continue;
    files[look.kind as FileKind] = withSuggestion(file, look);
  }
  return { ...draft, files };
}

function withSuggestion(file: FileDraft, look: FileLook & { ok: true }): FileDraft {
  const chosen = Object.entries(file.columns).filter(([, header]) => look.headers.includes(header));
  const guessed = Object.entries(look.columns);
  const found = guessed.filter(([field]) => isExtra(field)).map(([name, column]) => ({ name, column }));
  const known = new Set(file.extras.map(({ name }) => name));
  return {
    ...file,
    columns: Object.fromEntries([...guessed.filter(([field]) => !isExtra(field)), ...chosen]),
    extras: [...file.extras, ...found.filter(({ name }) => !known.has(name))],
    options: file.options.length === 0 && look.kind === "items" ? look.options : file.options,
  };
}
