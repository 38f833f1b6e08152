import { useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { NotSaved, postOps, wireKey, type ConflictOp, type OpAnswer } from "./conflict-post.ts";
import type { ConflictRow } from "./conflict-row-type.ts";
import {
  answered,
  decide,
  EMPTY_SESSION,
  merge,
  openRows,
  takeBack,
  type Choice,
  type ListedRow,
  type Session,
  UNDO_MS,
} from "./conflict-session.ts";

/** When so few rows are left to decide, the next ones are fetched. */
const LOW = 15;

interface Queued {
  op: ConflictOp;
  batch: number | null;
}

/**
 * The list while somebody works through it: a decision shows at once, those made while one is being sent go together
 * in the next request, and what could not be sent is kept.
 */
export function useConflictDesk(
  loaded: { rows: readonly ConflictRow[]; next: string | null },
  refresh: () => void,
) {
  const { t } = useTranslation();
  const [session, setSession] = useState<Session>(() =>
    merge(EMPTY_SESSION, loaded.rows, loaded.next === null),
  );
  const [failed, setFailed] = useState(false);
  const [undone, setUndone] = useState<"writtenBack" | "moved" | null>(null);
  const queue = useRef<Queued[]>([]);
  const sending = useRef(false);
  const takenBack = useRef(new Set<number>());
  const batches = useRef(0);

  useEffect(() => {
    // While decisions are on their way, a list without a row proves nothing about it.
    const idle = !sending.current && queue.current.length === 0;
    setSession((before) => merge(before, loaded.rows, loaded.next === null && idle));
  }, [loaded.rows, loaded.next]);

  const left = openRows(session).length;
  const settle = useCallback(
    ({ op, batch }: Queued, answer: OpAnswer) => {
      if (answer.done === "resolve" && batch !== null) {
        setSession((before) => answered(before, batch, answer, t("conflicts.moved")));
        if (takenBack.current.delete(batch)) {
          const events = answer.decided.map(({ event }) => event);
          queue.current.push({ op: { do: "undo", events }, batch: null });
        }
      }
      if (answer.done === "undo" && op.do === "undo") {
        if (answer.writtenBack > 0) setUndone("writtenBack");
        else if (answer.moved > 0) setUndone("moved");
      }
    },
    [t],
  );

  const flush = useCallback(async () => {
    if (sending.current) return;
    sending.current = true;
    while (queue.current.length > 0) {
      const sent = queue.current.splice(0);
      try {
        const answers = await postOps(sent.map(({ op }) => op));
        sent.forEach((queued, index) => {
          const answer = answers[index];
          if (answer) settle(queued, answer);
        });
        setFailed(false);
      } catch (error) {
        if (!(error instanceof NotSaved)) throw error;
        queue.current.unshift(...sent);
        setFailed(true);
        break;
      }
    }
    sending.current = false;
  }, [settle]);

  const short = left < LOW && loaded.next !== null;
  useEffect(() => {
    if (short && !sending.current) refresh();
  }, [short, left, refresh]);

  const push = useCallback(
    (op: ConflictOp, batch: number | null = null) => {
      queue.current.push({ op, batch });
      void flush();
    },
    [flush],
  );

  /** Says which row comes next. */
  const take = (rows: readonly ListedRow[], choice: Choice): string | null => {
    const id = ++batches.current;
    const keys = rows.map(({ row }) => row.key);
    setUndone(null);
    const batch = { id, keys, choice, at: Date.now() };
    setSession((before) => decide(before, batch));
    const seen = rows.map(({ row }) => ({
      ...wireKey(row),
      desired: row.desired,
      observed: row.observed,
    }));
    push({ do: "resolve", rows: seen, choice }, id);
    return decide(session, batch).active;
  };

  /** Takes the latest decision back, as long as that is offered; says which rows are open again. */
  const undo = (): readonly string[] | null => {
    const last = session.batches.at(-1);
    if (!last || Date.now() - last.at > UNDO_MS) return null;
    setSession((before) => takeBack(before, last.id));
    const waiting = queue.current.findIndex(({ batch }) => batch === last.id);
    if (waiting >= 0) queue.current.splice(waiting, 1);
    else if (last.events === null) takenBack.current.add(last.id);
    else push({ do: "undo", events: last.events });
    return last.keys;
  };

  const edit = (change: (row: ConflictRow) => ConflictRow, keys: readonly string[]) =>
    setSession((before) => ({
      ...before,
      selected: [],
      rows: before.rows.map((listed) =>
        keys.includes(listed.row.key) ? { ...listed, row: change(listed.row) } : listed,
      ),
    }));

  const assign = (rows: readonly ListedRow[], assignee: string | null) => {
    edit(
      (row) => ({ ...row, assignee }),
      rows.map(({ row }) => row.key),
    );
    push({ do: "assign", rows: rows.map(({ row }) => wireKey(row)), assignee });
  };

  const note = (row: ConflictRow, text: string) => {
    edit((before) => ({ ...before, note: text.trim() || null }), [row.key]);
    push({ do: "note", row: wireKey(row), text });
  };

  return { session, setSession, left, failed, undone, take, undo, assign, note, retry: () => void flush() };
}

export type ConflictDesk = ReturnType<typeof useConflictDesk>;
