import { Modal, TextField } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { NOTE_CHARS } from "./decisions.ts";
import type { ConflictRow } from "./row-type.ts";
import { nameOf } from "./words.ts";

interface Props {
  row: ConflictRow;
  onSave: (text: string) => void;
  onClose: () => void;
}

/** A remark for whoever decides, kept in the history with the decision. */
export function NoteDialog({ row, onSave, onClose }: Props) {
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
