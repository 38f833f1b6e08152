import type { WhyAnswer } from "#app/endpoints/why-answer.ts";
import { askRepair, askWhy, type Subject } from "./concord.ts";
import { useCure, type Cure } from "./use-cure.ts";

/** Why something is or is not in step, followed for a while when it is being repaired. */
export function useWhy(subject: Subject): Cure<WhyAnswer> {
  return useCure(JSON.stringify(subject), {
    ask: () => askWhy(subject),
    wish: () => askRepair(subject),
    isCured: ({ state }) => state === "in-step",
  });
}
