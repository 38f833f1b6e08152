import { useCallback, useEffect, useRef, useState, type Dispatch, type SetStateAction } from "react";
import { useTranslation } from "react-i18next";
import type { Choice, ConflictOp } from "./decisions.ts";
import { NotSaved, postOps, wireKey, type OpAnswer } from "./post.ts";
import {
  answered,
  decide,
  EMPTY_SESSION,
  merge,
  openRows,
  takeBack,
  UNDO_MS,
  type ConflictRow,
  type ListedRow,
  type Session,
} from "./session.ts";

/** When so few rows are left to decide, the next ones are fetched. */
const LOW = 15;

interface Loaded {
  rows: readonly ConflictRow[];
  next: string | null;
}

/** The list while somebody works through it: a decision shows at once and is sent in the background. */
export function useConflictDesk(loaded: Loaded, refresh: () => void) {
  const { t } = useTranslation();
  const [session, setSession] = useState<Session>(() =>
    merge(EMPTY_SESSION, loaded.rows, loaded.next === null),
  );
  const [undone, setUndone] = useState<"writtenBack" | "moved" | null>(null);
  const takenBack = useRef(new Set<number>());
  const batches = useRef(0);

  const hearAnswer = useCallback(
    ({ batch }: Queued, answer: OpAnswer): ConflictOp | null => {
      if (answer.done === "undo" && answer.writtenBack + answer.moved > 0)
        setUndone(answer.writtenBack > 0 ? "writtenBack" : "moved");
      if (answer.done !== "resolve" || batch === null) return null;
      setSession((before) => answered(before, batch, answer, t("conflicts.moved")));
      const events = answer.decided.map(({ event }) => event);
      return takenBack.current.delete(batch) ? { do: "undo", events } : null;
    },
    [t],
  );
  const { failed, push, drop, isIdle, retry } = useSending(hearAnswer);
  const left = openRows(session).length;
  useFresh(loaded, isIdle, setSession);
  useRefill(left < LOW && loaded.next !== null ? left : null, isIdle, refresh);

  /** Says which row comes next. */
  const take = (rows: readonly ListedRow[], choice: Choice): string | null => {
    const id = ++batches.current;
    const batch = { id, keys: rows.map(({ row }) => row.key), choice, at: Date.now() };
    setUndone(null);
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
    if (drop(last.id)) return last.keys;
    if (last.events === null) takenBack.current.add(last.id);
    else push({ do: "undo", events: [...last.events] });
    return last.keys;
  };
  return { session, setSession, left, failed, undone, take, undo, retry, ...remarks(setSession, push) };
}

export type ConflictDesk = ReturnType<typeof useConflictDesk>;

/** Merges freshly read rows into the list. */
function useFresh(
  { rows, next }: Loaded,
  isIdle: () => boolean,
  setSession: Dispatch<SetStateAction<Session>>,
): void {
  useEffect(() => {
    // While decisions are on their way, a list without a row proves nothing about it.
    setSession((before) => merge(before, rows, next === null && isIdle()));
  }, [rows, next, isIdle, setSession]);
}

/** Once few rows are left, reads the list again after each decision. */
function useRefill(few: number | null, isIdle: () => boolean, refresh: () => void): void {
  useEffect(() => {
    if (few !== null && isIdle()) refresh();
  }, [few, isIdle, refresh]);
}

/** Assignments and notes, which decide nothing. */
function remarks(setSession: Dispatch<SetStateAction<Session>>, push: (op: ConflictOp) => void) {
  const edit = (change: Partial<ConflictRow>, keys: readonly string[]) =>
    setSession((before) => ({
      ...before,
      selected: [],
      rows: before.rows.map((listed) =>
        keys.includes(listed.row.key) ? { ...listed, row: { ...listed.row, ...change } } : listed,
      ),
    }));
  return {
    assign(rows: readonly ListedRow[], assignee: string | null) {
      edit(
        { assignee },
        rows.map(({ row }) => row.key),
      );
      push({ do: "assign", rows: rows.map(({ row }) => wireKey(row)), assignee });
    },
    note(row: ConflictRow, text: string) {
      edit({ note: text.trim() || null }, [row.key]);
      push({ do: "note", row: wireKey(row), text });
    },
  };
}

export interface Queued {
  op: ConflictOp;
  /** The decision that this is, for those that can be taken back. */
  batch: number | null;
}

/**
 * Sends what was decided, one request at a time; what comes up meanwhile goes together in the next one. What could not
 * be sent is kept. `hearAnswer` gets each answer and may return what to send because of it.
 */
export function useSending(hearAnswer: (queued: Queued, answer: OpAnswer) => ConflictOp | null) {
  const [failed, setFailed] = useState(false);
  const queue = useRef<Queued[]>([]);
  const sending = useRef(false);

  const flush = useCallback(async () => {
    if (sending.current) return;
    sending.current = true;
    while (queue.current.length > 0) {
      const sent = queue.current.splice(0);
      try {
        const answers = await postOps(sent.map(({ op }) => op));
        for (const [index, queued] of sent.entries()) {
          const answer = answers[index];
          const next = answer ? hearAnswer(queued, answer) : null;
          // It goes before what was decided later.
          if (next) queue.current.unshift({ op: next, batch: null });
        }
        setFailed(false);
      } catch (error) {
        if (!(error instanceof NotSaved)) throw error;
        queue.current.unshift(...sent);
        setFailed(true);
        break;
      }
    }
    sending.current = false;
  }, [hearAnswer]);

  return {
    failed,
    push(op: ConflictOp, batch: number | null = null) {
      queue.current.push({ op, batch });
      void flush();
    },
    /** Takes a decision out that was not sent yet; says whether it was there. */
    drop(batch: number): boolean {
      const at = queue.current.findIndex((queued) => queued.batch === batch);
      if (at >= 0) queue.current.splice(at, 1);
      return at >= 0;
    },
    isIdle: useCallback(() => !sending.current && queue.current.length === 0, []),
    retry: () => void flush(),
  };
}
