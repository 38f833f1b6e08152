import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { Heard } from "./call.ts";

export interface Cure<Answer> {
  heard: Heard<Answer> | { status: "loading" };
  /** A cure was asked for and has not been seen to end. */
  curing: boolean;
  /** The last request was not accepted. */
  unheard: boolean;
  cure(): Promise<void>;
  again(): Promise<void>;
}

const LOOK_EVERY_MS = 2_000;
/** A cure that takes longer goes on without us; the badge says so, and Concord's own page shows it. */
const LOOKS_MAX = 5;

/** What Concord says of the subject that `key` names, followed for a while when it is being cured. */
export function useCure<Answer>(
  key: string,
  concord: { ask(): Promise<Heard<Answer>>; wish(): Promise<boolean>; isCured(answer: Answer): boolean },
): Cure<Answer> {
  const [heard, setHeard] = useState<Cure<Answer>["heard"]>({ status: "loading" });
  const [looksLeft, setLooksLeft] = useState(0);
  const [unheard, setUnheard] = useState(false);
  const asked = useRef(concord);
  asked.current = concord;

  const look = useCallback(async () => {
    const answer = await asked.current.ask();
    setHeard(answer);
    return answer.status === "ready" && asked.current.isCured(answer.answer);
  }, [key]);

  useEffect(() => {
    void look();
  }, [look]);

  useEffect(() => {
    if (looksLeft === 0) return undefined;
    const next = async () => {
      const cured = await look();
      setLooksLeft(cured ? 0 : looksLeft - 1);
    };
    const timer = setTimeout(() => void next(), LOOK_EVERY_MS);
    return () => clearTimeout(timer);
  }, [look, looksLeft]);

  return {
    heard,
    curing: looksLeft > 0,
    unheard,
    async cure() {
      const taken = await asked.current.wish();
      setUnheard(!taken);
      setLooksLeft(taken ? LOOKS_MAX : 0);
    },
    async again() {
      setHeard({ status: "loading" });
      await look();
    },
  };
}
