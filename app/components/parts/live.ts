import { useRevalidator } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";

const POLL_MS = 2500;

/** Reads the page's data again every few seconds while somebody looks and nobody types. */
export function useLive(everyMs: number = POLL_MS): void {
  const revalidator = useRevalidator();
  const latest = useRef(revalidator);
  latest.current = revalidator;
  useEffect(() => {
    const timer = setInterval(() => {
      const { state, revalidate } = latest.current;
      if (state === "idle" && document.visibilityState === "visible" && !isTyping()) revalidate();
    }, everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
}

function isTyping(): boolean {
  const element = document.activeElement;
  if (!element) return false;
  return element.matches("textarea, select, input:not([type=checkbox]):not([type=radio])");
}

/**
 * The latest value of a deferred one, so that a new answer replaces the old one in place. Undefined until the
 * first one is there, null when it could not be read.
 */
export function useSettled<T>(promise: T | Promise<T>): T | null | undefined {
  const [value, setValue] = useState<T | null | undefined>(promise instanceof Promise ? undefined : promise);
  useEffect(() => {
    let current = true;
    Promise.resolve(promise).then(
      (settled) => current && setValue(settled),
      () => current && setValue(null),
    );
    return () => {
      current = false;
    };
  }, [promise]);
  return value;
}

/**
 * Keeps rows where they are while the pointer is over them: known rows stay in their order with their new
 * values, new ones wait below, and vanished ones go when the pointer leaves.
 */
export function useSteadyOrder<T extends { key: string }>(rows: readonly T[]) {
  const [held, setHeld] = useState<readonly T[] | null>(null);
  const hold = () => setHeld((before) => before ?? rows);
  const release = () => setHeld(null);
  if (held === null) return { rows, hold, release };
  const fresh = new Map(rows.map((row) => [row.key, row]));
  return { rows: held.map((row) => fresh.get(row.key) ?? row), hold, release };
}
