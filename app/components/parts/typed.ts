import { useEffect, useState } from "react";

const TYPING_MS = 350;

/** Typed text shows at once and takes effect a moment later; a change from elsewhere shows too. */
export function useTyped(value: string, commit: (value: string) => void): [string, (value: string) => void] {
  const [typed, setTyped] = useState(value);
  const [seen, setSeen] = useState(value);
  const [sent, setSent] = useState(value);
  if (seen !== value) {
    setSeen(value);
    // Our own text coming back must not replace what was typed since.
    if (value !== sent) setTyped(value);
  }
  useEffect(() => {
    if (typed === sent) return;
    const timer = setTimeout(() => {
      setSent(typed);
      commit(typed);
    }, TYPING_MS);
    return () => clearTimeout(timer);
  });
  return [typed, setTyped];
}
