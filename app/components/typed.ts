import { useEffect, useState } from "react";

const TYPING_MS = 350;

/** What is typed shows at once and takes effect a moment later; what changes elsewhere shows too. */
export function useTyped(value: string, commit: (value: string) => void): [string, (value: string) => void] {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => commit(typed), TYPING_MS);
    return () => clearTimeout(timer);
    // A new `commit` at each render must not restart the wait.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [typed, value]);
  return [typed, setTyped];
}
