import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ConflictDesk } from "./desk.ts";
import type { Choice } from "./decisions.ts";
import type { ListedRow } from "./session.ts";
import { choiceInWords, nameOf } from "./words.ts";
import { useFormat } from "../parts/format.ts";

/** Decides and takes back, tells a screen reader, and moves the focus to the row that comes next. */
export function useDeciding(desk: ConflictDesk, focusOn: (key: string | null, scroll: boolean) => void) {
  const { t } = useTranslation();
  const format = useFormat();
  const [said, setSaid] = useState("");
  const take = (rows: readonly ListedRow[], choice: Choice, scroll: boolean) => {
    const [first] = rows;
    if (!first) return;
    const next = desk.take(rows, choice);
    const left = desk.left - rows.length;
    const what = choiceInWords(first.row, choice, t, format);
    setSaid(
      rows.length === 1
        ? t("conflicts.said.one", { name: nameOf(first.row, t), what, left })
        : t("conflicts.said.many", { count: rows.length, what: t(`conflicts.did.${choice.take}`), left }),
    );
    focusOn(next, scroll);
  };
  const undo = () => {
    const [key] = desk.undo() ?? [];
    setSaid(t(key === undefined ? "conflicts.said.nothingToUndo" : "conflicts.said.undone"));
    if (key !== undefined) focusOn(key, true);
  };
  return { said, setSaid, take, undo };
}
