import pLimit from "p-limit";
import pThrottle from "p-throttle";
import type { Limits } from "./limits.ts";

type Gate = <T>(work: () => Promise<T>) => Promise<T>;

const SECOND_MS = 1000;
const GATES_MAX = 10_000;

/** By account: an adapter is opened again for each job, and its calls still count together. */
const gates = new Map<string, Gate>();

/** Lets a connection's calls through, so many at a time and so many a second. */
export function gateOf(account: string, limits: Limits): Gate {
  const known = gates.get(account);
  if (known) return known;
  const [oldest] = gates.keys();
  if (oldest !== undefined && gates.size >= GATES_MAX) gates.delete(oldest);
  const gate = newGate(limits);
  gates.set(account, gate);
  return gate;
}

function newGate({ concurrency, perSecond }: Limits): Gate {
  const atOnce = pLimit(concurrency);
  if (perSecond === null) return (work) => atOnce(work);
  const turn = pThrottle({ limit: perSecond, interval: SECOND_MS })(() => Promise.resolve());
  return (work) => atOnce(async () => (await turn(), work()));
}
