import { useEffect, useRef } from "react";
import type { Choice } from "./decisions.ts";
import { isLong } from "./difference.tsx";
import { neighbour, targets, type ListedRow, type Session } from "./session.ts";

/** What each key does; letters are the same in every language, so that a team can talk about them. */
export const CONFLICT_KEYS = {
  j: "next",
  ArrowDown: "next",
  k: "previous",
  ArrowUp: "previous",
  x: "select",
  "1": "source",
  "2": "shop",
  e: "value",
  i: "ignore",
  a: "assign",
  n: "note",
  d: "difference",
  r: "rule",
  u: "undo",
  "?": "help",
} as const;

export type Command = (typeof CONFLICT_KEYS)[keyof typeof CONFLICT_KEYS];

/** Hears the keys of the list with the focus anywhere on the page, except where somebody types or chooses. */
export function useConflictKeys(enabled: boolean, run: (command: Command) => void): void {
  const latest = useRef(run);
  latest.current = run;
  useEffect(() => {
    if (!enabled) return;
    const hear = (event: KeyboardEvent) => {
      const command = commandOf(event);
      if (command === null) return;
      event.preventDefault();
      latest.current(command);
    };
    document.addEventListener("keydown", hear);
    return () => document.removeEventListener("keydown", hear);
  }, [enabled]);
}

function commandOf(event: KeyboardEvent): Command | null {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return null;
  const { target } = event;
  if (!(target instanceof Element) || isElsewhere(target)) return null;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (!(key in CONFLICT_KEYS)) return null;
  // Arrows scroll the page everywhere but in the list.
  if (key.startsWith("Arrow") && !target.closest("[data-conflicts]")) return null;
  return CONFLICT_KEYS[key as keyof typeof CONFLICT_KEYS];
}

function isElsewhere(target: Element): boolean {
  if (target.closest("[role=dialog], [role=menu], [role=listbox]")) return true;
  return target.matches("textarea, select, input:not([type=checkbox]), [contenteditable=true]");
}

/** The open dialog and the rows it is about. */
export interface Dialog {
  kind: "value" | "assign" | "note" | "rule" | "help";
  rows: readonly ListedRow[];
}

/** What keys and buttons of the list do. */
export interface Acts {
  activate: (key: string) => void;
  select: (key: string) => void;
  expand: (key: string) => void;
  focusOn: (key: string | null, scroll: boolean) => void;
  take: (rows: readonly ListedRow[], choice: Choice, scroll: boolean) => void;
  undo: () => void;
  ask: (kind: Dialog["kind"], rows: readonly ListedRow[]) => void;
}

/** Does what a key says to the selected rows, else to the active one. */
export function runCommand(command: Command, session: Session, acts: Acts): void {
  const rows = targets(session);
  const [first] = rows;
  switch (command) {
    case "next":
    case "previous": {
      const to = neighbour(session, command === "next" ? 1 : -1);
      if (to === null) return;
      acts.activate(to);
      return acts.focusOn(to, true);
    }
    case "select":
      return session.active === null ? undefined : acts.select(session.active);
    case "difference":
      return first && isLong(first.row) ? acts.expand(first.row.key) : undefined;
    case "source":
    case "shop":
    case "ignore":
      return acts.take(rows, { take: command }, true);
    case "undo":
      return acts.undo();
    case "value":
    case "assign":
    case "note":
    case "rule":
    case "help":
      return acts.ask(command, rows);
  }
}
