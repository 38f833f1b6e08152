import type { FeedKind } from "#app/core/source/feeds.ts";
import { BlockStack, Button, Card, Text } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { askedAgain, leadsElsewhere } from "#app/core/source/destination.ts";
import type { FilePreview } from "#app/core/source/file-preview.ts";
import type { EditorProps } from "./answers.ts";
import { Checklist } from "./checklist.tsx";
import {
  draftFrom,
  isExtra,
  newDraft,
  SECRET_FIELDS,
  sentOf,
  settingsOf,
  typedSecrets,
  type FileDraft,
  type FilesDraft,
} from "./files-draft.ts";
import { FILE_KINDS } from "./file-fields.ts";
import { useFocusOnFirst } from "./first-problem.ts";
import { NameCard, SaveRow } from "./parts.tsx";
import { draftProblems, problemsInWords } from "./files-problems.ts";
import type { Problem } from "../../parts/field-problem.ts";
import { FileCard } from "./file-card.tsx";
import { FormatCard } from "./format-card.tsx";
import { OrderFilesCard } from "./order-files-card.tsx";
import { PlaceCard } from "./place-card.tsx";
import type { Sent } from "./sent.ts";

interface Props extends EditorProps {
  /** Paths of the settings that say where secrets are sent, and as whom. */
  destination: readonly string[];
  timeZone: string;
  currency: string;
}

/** Describes where a source's files are and what is in them. */
export function FilesEditor({ stored, destination, timeZone, currency, busy, ...props }: Props) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(() =>
    stored === null ? newDraft(timeZone, currency) : draftFrom(props.name, stored, timeZone),
  );
  const [takenLooks, setTakenLooks] = useState(props.looks);
  const [missing, setMissing] = useState<readonly Problem[]>([]);
  const problems = missing.length > 0 ? missing : problemsInWords(props.problems, t);
  useFocusOnFirst(missing.length > 0 ? missing : props.problems);
  const move = { paths: destination, stored, settings: settingsOf(draft) };
  const onSend = (intent: Sent["intent"]) => {
    const found = draftProblems(draft, intent, askedAgain(move, props.secrets.kept, typedSecrets(draft)), t);
    setMissing(found);
    if (found.length === 0) props.onSend(sentOf(intent, draft));
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
    ...SECRET_FIELDS,
  ]);
  const others = problems.filter(({ field }) => field === null || !shown.has(field));
  return (
    <BlockStack gap="400">
      <NameCard name={draft.name} problem={problemOf("name")} onChange={(name) => change({ name })} />
      <PlaceCard
        draft={draft}
        onChange={change}
        secretsSetAt={leadsElsewhere(move) ? null : props.secrets.setAt}
        problemOf={problemOf}
      />
      <LookCard busy={busy === "look"} disabled={draft.folder === ""} onLook={() => onSend("look")} />
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
      <Checklist checks={props.checks} busy={busy === "test"} onTest={() => onSend("test")} />
      <SaveRow
        label={props.saveLabel}
        saving={busy === "save"}
        refused={problems.length > 0}
        listed={others}
        onSave={() => onSend("save")}
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

function withSuggestions(draft: FilesDraft, looks: readonly FilePreview[]): FilesDraft {
  const files = { ...draft.files };
  for (const look of looks) {
    const file = files[look.kind as FeedKind];
    if (!look.ok || !file) continue;
    files[look.kind as FeedKind] = withSuggestion(file, look);
  }
  return { ...draft, files };
}

function withSuggestion(file: FileDraft, look: FilePreview & { ok: true }): FileDraft {
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
