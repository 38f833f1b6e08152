import type { Outline } from "#sandbox/shopify/graphql/execute.ts";

export type FaultKind = "throttled" | "serverError" | "answerLost" | "timeout";

export interface WebhookFaults {
  lost: number;
  duplicated: number;
  disordered: number;
  delayMs: [from: number, to: number];
  /** The first retry waits this long, each further one twice as long as the one before. */
  retryBaseMs: number;
}

/** Shares are 0 to 1. All may be changed while the sandbox runs. */
export interface Faults {
  throttled: number;
  /** Answered 500, 502 or 503 before anything was executed. */
  serverError: number;
  /** Executed in full, then the connection is cut. */
  answerLost: number;
  /** Never answered, nothing executed. */
  timeout: number;
  /** How long every GraphQL answer takes on its way back. */
  latencyMs: [from: number, to: number];
  /** Used once each, ahead of the shares: the first that fits the request. */
  next: { kind: FaultKind; on?: string }[];
  webhooks: WebhookFaults;
  random: () => number;
}

export type FaultOptions = Partial<Omit<Faults, "webhooks">> & { webhooks?: Partial<WebhookFaults> };

export function createFaults(options: FaultOptions = {}): Faults {
  return {
    throttled: 0,
    serverError: 0,
    answerLost: 0,
    timeout: 0,
    latencyMs: [0, 0],
    next: [],
    random: Math.random,
    ...options,
    webhooks: {
      lost: 0,
      duplicated: 0,
      disordered: 0,
      delayMs: [0, 0],
      retryBaseMs: 1000,
      ...options.webhooks,
    },
  };
}

const KINDS: FaultKind[] = ["throttled", "serverError", "answerLost", "timeout"];

/** Which fault, if any, strikes this request. `on` is "query", "mutation" or the name of a root field. */
export function drawFault(faults: Faults, outline: Outline | null): FaultKind | null {
  const index = faults.next.findIndex(({ on }) => on === undefined || fits(outline, on));
  if (index >= 0) return faults.next.splice(index, 1)[0]?.kind ?? null;
  return KINDS.find((kind) => faults[kind] > 0 && faults.random() < faults[kind]) ?? null;
}

export function between([from, to]: [from: number, to: number], random: () => number): number {
  return to > 0 ? from + random() * (to - from) : 0;
}

function fits(outline: Outline | null, on: string): boolean {
  return outline !== null && (outline.operation === on || outline.roots.includes(on));
}
