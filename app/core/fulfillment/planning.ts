import type { Claims } from "./claims.ts";
import type { ShipmentPieces } from "./pieces.ts";
import type { Progress } from "./progress.ts";
import type { Question } from "./questions.ts";
import type { FulfillmentStep } from "./step.ts";
import type { FulfillmentFacts, FulfillmentProblem } from "./facts.ts";

/** What is known about an order's shipments while planning. */

export interface Planning extends FulfillmentFacts {
  pieces: ReadonlyMap<string, ShipmentPieces>;
  claims: Claims;
  questions: ReadonlyMap<string, Question>;
  problems: ReadonlyMap<string, readonly FulfillmentProblem[]>;
  progress: ReadonlyMap<string, Progress>;
  owed: readonly FulfillmentStep[];
}
