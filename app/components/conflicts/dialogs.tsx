import { BlockStack, ChoiceList, Modal, TextField } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { NAME_CHARS, NOTE_CHARS, type Choice } from "./decisions.ts";
import { HelpDialog } from "./help.tsx";
import type { Dialog } from "./keys.ts";
import { RuleDialog } from "./rule.tsx";
import type { ConflictRow, ListedRow } from "./session.ts";
import { ValueDialog } from "./value.tsx";
import { nameOf } from "./words.ts";

interface Props {
  dialog: Dialog | null;
  people: readonly string[];
  me: string;
  onClose: () => void;
  onTake: (rows: readonly ListedRow[], choice: Choice) => void;
  onAssign: (rows: readonly ListedRow[], assignee: string | null) => void;
  onNote: (row: ConflictRow, text: string) => void;
  onSaid: (text: string) => void;
}

/** The one question that is open, if any. */
export function ConflictDialogs({ dialog, people, me, onClose, onTake, onAssign, onNote, onSaid }: Props) {
  if (dialog === null) return null;
  const { kind, rows } = dialog;
  if (kind === "help") return <HelpDialog onClose={onClose} />;
  const [first] = rows;
  if (!first) return null;
  const close = (act: () => void) => () => {
    onClose();
    act();
  };
  switch (kind) {
    case "value":
      return (
        <ValueDialog
          rows={rows}
          first={first}
          onSave={(value) => close(() => onTake(rows, { take: "value", value }))()}
          onClose={onClose}
        />
      );
    case "assign":
      return (
        <PersonDialog
          people={people}
          me={me}
          assignee={first.row.assignee}
          count={rows.length}
          onSave={(name) => close(() => onAssign(rows, name))()}
          onClose={onClose}
        />
      );
    case "note":
      return (
        <NoteDialog
          row={first.row}
          onSave={(text) => close(() => onNote(first.row, text))()}
          onClose={onClose}
        />
      );
    case "rule":
      return <RuleDialog row={first.row} onClose={onClose} onSaid={onSaid} />;
  }
}

interface NoteProps {
  row: ConflictRow;
  onSave: (text: string) => void;
  onClose: () => void;
}

/** A remark for the person who decides, kept in the history with the decision. */
export function NoteDialog({ row, onSave, onClose }: NoteProps) {
  const { t } = useTranslation();
  const [text, setText] = useState(row.note ?? "");
  return (
    <Modal
      open
      onClose={onClose}
      title={t("conflicts.note.title", { name: nameOf(row, t) })}
      primaryAction={{ content: t("conflicts.save"), onAction: () => onSave(text) }}
      secondaryActions={[{ content: t("conflicts.cancel"), onAction: onClose }]}
    >
      <Modal.Section>
        <TextField
          label={t("conflicts.note.label")}
          value={text}
          onChange={setText}
          multiline={3}
          maxLength={NOTE_CHARS}
          showCharacterCount
          autoComplete="off"
          autoFocus
        />
      </Modal.Section>
    </Modal>
  );
}

const NOBODY = "\u0000nobody";
const OTHER = "\u0000other";

interface PersonProps {
  people: readonly string[];
  me: string;
  assignee: string | null;
  count: number;
  onSave: (name: string | null) => void;
  onClose: () => void;
}

/** Who should decide. Shopify does not tell apps who works in the shop, so a name may be typed. */
export function PersonDialog({ people, me, assignee, count, onSave, onClose }: PersonProps) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState(assignee ?? me);
  const [typed, setTyped] = useState("");
  const others = people.filter((name) => name !== me);
  const name = chosen === OTHER ? typed.trim() : chosen;
  return (
    <Modal
      open
      onClose={onClose}
      title={t("conflicts.assign.title", { count })}
      primaryAction={{
        content: t("conflicts.do.assign"),
        onAction: () => onSave(chosen === NOBODY ? null : name),
        disabled: name === "",
      }}
      secondaryActions={[{ content: t("conflicts.cancel"), onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="300">
          <ChoiceList
            title={t("conflicts.assign.label")}
            choices={[
              { label: t("conflicts.assign.me", { name: me }), value: me },
              ...others.map((one) => ({ label: one, value: one })),
              { label: t("conflicts.assign.nobody"), value: NOBODY },
              { label: t("conflicts.assign.other"), value: OTHER },
            ]}
            selected={[chosen]}
            onChange={([to]) => setChosen(to ?? me)}
          />
          {chosen === OTHER ? (
            <TextField
              label={t("conflicts.assign.name")}
              value={typed}
              onChange={setTyped}
              maxLength={NAME_CHARS}
              autoComplete="off"
              autoFocus
            />
          ) : null}
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}
