import { useCallback, useEffect, useState } from "preact/hooks";
import { askRepair, askWhy, type Heard, type Subject } from "./concord.ts";

export interface WhyInHand {
  why: Heard | { status: "loading" };
  /** A repair was asked for, and its end has not been seen. */
  repairing: boolean;
  /** The last wish to repair was not heard. */
  unheard: boolean;
  repair(): Promise<void>;
  again(): Promise<void>;
}

const LOOK_EVERY_MS = 2_000;
/** A repair that takes longer goes on without us; the badge says so, and Concord's own page shows it. */
const LOOKS_MAX = 5;

/** Why something is or is not in step, followed for a while when it is being repaired. */
export function useWhy(subject: Subject): WhyInHand {
  const [why, setWhy] = useState<WhyInHand["why"]>({ status: "loading" });
  const [looksLeft, setLooksLeft] = useState(0);
  const [unheard, setUnheard] = useState(false);
  const key = JSON.stringify(subject);

  const look = useCallback(async () => {
    const heard = await askWhy(JSON.parse(key) as Subject);
    setWhy(heard);
    return heard.status === "ready" && heard.answer.state === "in-step";
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
    why,
    repairing: looksLeft > 0,
    unheard,
    async repair() {
      const heard = await askRepair(subject);
      setUnheard(!heard);
      setLooksLeft(heard ? LOOKS_MAX : 0);
    },
    async again() {
      setWhy({ status: "loading" });
      await look();
    },
  };
}
