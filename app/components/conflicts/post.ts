import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { RowKey } from "../values/row-keys.ts";
import type { ConflictOp, RuleDraft } from "./decisions.ts";
import type { ConflictCounts } from "./filters.tsx";
import type { ConflictRow, DecideAnswer } from "./session.ts";

export interface UndoAnswer {
  reopened: number;
  writtenBack: number;
  moved: number;
}

export type OpAnswer =
  ({ done: "resolve" } & DecideAnswer) | ({ done: "undo" } & UndoAnswer) | { done: "assign" | "note" };

export interface RulePreview {
  alike: number;
  otherwise: number;
  settles: number;
}

/** The server did not answer, or not as it should. What was typed is still here. */
export class NotSaved extends Error {}

export async function postOps(ops: readonly ConflictOp[]): Promise<OpAnswer[]> {
  const { answers } = (await post({ ops })) as { answers: OpAnswer[] };
  return answers;
}

export async function postRule(rule: RuleDraft, save: boolean): Promise<RulePreview> {
  return (await post({ rule, save })) as RulePreview;
}

export async function fetchPage(query: string, after: string | null) {
  const params = new URLSearchParams(query);
  if (after !== null) params.set("after", after);
  return (await ask(`/app/conflicts/page?${params.toString()}`)) as {
    rows: ConflictRow[];
    next: string | null;
    counts: ConflictCounts;
  };
}

/** How many conflicts wait. */
export async function fetchOpen(): Promise<number> {
  return ((await ask("/app/conflicts/count")) as { open: number }).open;
}

/** How many orders need a person. */
export async function fetchStuck(): Promise<number> {
  return ((await ask("/app/orders/count")) as { stuck: number }).stuck;
}

async function post(body: object): Promise<unknown> {
  return ask("/app/conflicts/decide", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

/**
 * A plain request instead of a form's: the router would read the page again after each decision, and would replace
 * the page by its error where the connection is lost.
 */
async function ask(address: string, init?: RequestInit): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(address, init);
  } catch (error) {
    if (error instanceof TypeError) throw new NotSaved(error.message);
    throw error;
  }
  if (!response.ok) throw new NotSaved(`The server answered ${response.status}`);
  return response.json();
}

export function wireKey({ kind, subject, place }: ConflictRow): RowKey {
  return { kind, subject, place };
}

const POLL_MS = 5_000;

interface Page {
  rows: readonly ConflictRow[];
  next: string | null;
}

/**
 * The first page, kept fresh, and below it those that were asked for. It is read beside the router, which would
 * replace the page, and what was typed on it, by an error as soon as the connection is lost.
 */
export function useConflictFeed(first: Page, query: string) {
  const [page, setPage] = useState(first);
  const [extra, setExtra] = useState<Page | null>(null);
  const [counts, setCounts] = useState<ConflictCounts | null>(null);
  const [reading, setReading] = useState<"more" | "failed" | null>(null);
  const busy = useRef(false);

  const read = useCallback(
    async (after: string | null) => {
      if (busy.current) return;
      busy.current = true;
      if (after !== null) setReading("more");
      try {
        const { counts: counted, ...found } = await fetchPage(query, after);
        setCounts(counted);
        if (after === null) setPage(found);
        else setExtra((before) => ({ ...found, rows: [...(before?.rows ?? []), ...found.rows] }));
        setReading(null);
      } catch (error) {
        if (!(error instanceof NotSaved)) throw error;
        setReading("failed");
      } finally {
        busy.current = false;
      }
    },
    [query],
  );

  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") void read(null);
    }, POLL_MS);
    return () => clearInterval(timer);
  }, [read]);

  const rows = useMemo(() => {
    const known = new Set(page.rows.map(({ key }) => key));
    return [...page.rows, ...(extra?.rows.filter(({ key }) => !known.has(key)) ?? [])];
  }, [page, extra]);
  const next = extra === null ? page.next : extra.next;
  return {
    rows,
    next,
    counts,
    reading,
    refresh: useCallback(() => void read(null), [read]),
    more: () => void read(next),
  };
}
