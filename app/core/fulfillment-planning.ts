import type { Claims } from "./fulfillment-claims.ts";
import type { ShipmentPieces } from "./fulfillment-pieces.ts";
import type { Progress } from "./fulfillment-progress.ts";
import type { Question } from "./fulfillment-questions.ts";
import type { FulfillmentStep } from "./fulfillment-step.ts";
import type { FulfillmentSubject, FulfillmentProblem } from "./fulfillment-subject.ts";

/** What is known of an order's shipments while it is planned. */

export interface Planning extends FulfillmentSubject {
  pieces: ReadonlyMap<string, ShipmentPieces>;
  claims: Claims;
  questions: ReadonlyMap<string, Question>;
  problems: ReadonlyMap<string, readonly FulfillmentProblem[]>;
  progress: ReadonlyMap<string, Progress>;
  owed: readonly FulfillmentStep[];
}
