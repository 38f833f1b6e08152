import { useRef, useState } from "react";
import type { Choice } from "./decisions.ts";

/** The rarer choices, in the order of the menu. */
export const MENU_COMMANDS = ["value", "ignore", "assign", "note", "rule"] as const;

export type MenuCommand = (typeof MENU_COMMANDS)[number];

/** What may be done to a row by pointer. */
export interface RowHandlers {
  onActivate: (key: string) => void;
  onSelect: (key: string) => void;
  onExpand: (key: string) => void;
  onTake: (key: string, choice: Choice) => void;
  onMenu: (key: string, command: MenuCommand) => void;
}

/** Handlers that stay the same at every render and do what the latest ones do, so that rows need not be drawn again. */
export function useStableHandlers(handlers: RowHandlers): RowHandlers {
  const latest = useRef(handlers);
  latest.current = handlers;
  const [stable] = useState<RowHandlers>(() => ({
    onActivate: (key) => latest.current.onActivate(key),
    onSelect: (key) => latest.current.onSelect(key),
    onExpand: (key) => latest.current.onExpand(key),
    onTake: (key, choice) => latest.current.onTake(key, choice),
    onMenu: (key, command) => latest.current.onMenu(key, command),
  }));
  return stable;
}
