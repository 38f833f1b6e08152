import { HelpDialog } from "./help.tsx";
import { NoteDialog } from "./note.tsx";
import { PersonDialog } from "./person.tsx";
import { RuleDialog } from "./rule.tsx";
import type { ConflictRow } from "./row-type.ts";
import type { Choice } from "./decisions.ts";
import type { ListedRow } from "./session.ts";
import { ValueDialog } from "./value.tsx";

export interface Dialog {
  kind: "value" | "assign" | "note" | "rule" | "help";
  rows: readonly ListedRow[];
}

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
