import { useCallback, useRef, useState } from "react";
import type { ConflictOp } from "./decisions.ts";
import { NotSaved, postOps, type OpAnswer } from "./post.ts";

export interface Queued {
  op: ConflictOp;
  /** The decision that it is, for those that can be taken back. */
  batch: number | null;
}

/**
 * Sends what was decided, one request at a time; what comes up meanwhile goes together in the next one. What could not
 * be sent is kept. `settle` hears each answer and may say what is to be sent because of it.
 */
export function useSending(settle: (queued: Queued, answer: OpAnswer) => ConflictOp | null) {
  const [failed, setFailed] = useState(false);
  const queue = useRef<Queued[]>([]);
  const sending = useRef(false);

  const flush = useCallback(async () => {
    if (sending.current) return;
    sending.current = true;
    while (queue.current.length > 0) {
      const sent = queue.current.splice(0);
      try {
        const answers = await postOps(sent.map(({ op }) => op));
        for (const [index, queued] of sent.entries()) {
          const answer = answers[index];
          const next = answer ? settle(queued, answer) : null;
          // Before what was decided after it.
          if (next) queue.current.unshift({ op: next, batch: null });
        }
        setFailed(false);
      } catch (error) {
        if (!(error instanceof NotSaved)) throw error;
        queue.current.unshift(...sent);
        setFailed(true);
        break;
      }
    }
    sending.current = false;
  }, [settle]);

  return {
    failed,
    push(op: ConflictOp, batch: number | null = null) {
      queue.current.push({ op, batch });
      void flush();
    },
    /** Takes a decision out that was not sent yet; says whether it was there. */
    drop(batch: number): boolean {
      const at = queue.current.findIndex((queued) => queued.batch === batch);
      if (at >= 0) queue.current.splice(at, 1);
      return at >= 0;
    },
    isIdle: useCallback(() => !sending.current && queue.current.length === 0, []),
    retry: () => void flush(),
  };
}
