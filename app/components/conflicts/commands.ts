import type { Choice } from "./decisions.ts";
import type { Dialog } from "./dialogs.tsx";
import type { Command } from "./keys.ts";
import { neighbour, targets, type ListedRow, type Session } from "./session.ts";
import { isLong } from "./text.ts";

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
