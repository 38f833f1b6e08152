import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { ConflictCounts } from "./filters.tsx";
import { fetchPage, NotSaved } from "./post.ts";
import type { ConflictRow } from "./row-type.ts";

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
