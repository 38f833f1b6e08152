/** The range of one class of harm; within it the size of the error decides. */
const URGENCY_CLASS = 100_000_000;

/**
 * How much a wrong value can hurt; larger is worse, for every kind of value. The class of harm comes first,
 * then the size of the error.
 */
export function urgencyOf(harm: 0 | 1 | 2 | 3 | 4, size: number): number {
  return harm * URGENCY_CLASS + Math.min(URGENCY_CLASS - 1, Math.max(0, Math.round(size)));
}
