/**
 * A small language for what becomes of a value, as data: `core` computes it (`lifeAfter`), and `store` writes
 * the same terms in SQL, for a hundred thousand rows at a time. So each rule is written once, in one place.
 */
export type Known = string | number | boolean | Date | null;

export type Term =
  | string
  | number
  | boolean
  | null
  /** What the value had before the event; every term of an event sees the same "before". */
  | { was: string }
  /** What the event gives. */
  | { given: string }
  | { oneMore: string }
  | { now: true }
  | { inMs: Term }
  /** Seconds from now, more with each failure; the last step repeats. */
  | { laterEachTime: readonly number[]; failures: string }
  | { firstKnown: readonly Term[] }
  | { when: Condition; then: Term; otherwise: Term };

/** Either true or false: an unknown term makes no condition true except `same`. */
export type Condition =
  /** Both are known, and equal. */
  | { equal: readonly [Term, Term] }
  /** Equal, or both unknown. */
  | { same: readonly [Term, Term] }
  | { isAfter: readonly [Term, Term] }
  | { oneOf: readonly string[]; is: Term }
  | { every: readonly Condition[] }
  | { some: readonly Condition[] }
  | { not: Condition };

export const NOW: Term = { now: true };
export const was = (was: string): Term => ({ was });
export const given = (name: string): Term => ({ given: name });
export const when = (when: Condition, then: Term, otherwise: Term): Term => ({ when, then, otherwise });
export const equal = (a: Term, b: Term): Condition => ({ equal: [a, b] });
export const same = (a: Term, b: Term): Condition => ({ same: [a, b] });
export const oneOf = (is: Term, oneOf: readonly string[]): Condition => ({ oneOf, is });
export const every = (...every: Condition[]): Condition => ({ every });
export const some = (...some: Condition[]): Condition => ({ some });
export const not = (not: Condition): Condition => ({ not });

/** What terms are computed from. */
export interface Given {
  was: Readonly<Record<string, Known>>;
  given: Readonly<Record<string, Known>>;
  now: Date;
}

export function compute(term: Term, given: Given): Known {
  if (typeof term !== "object" || term === null) return term;
  if ("was" in term) return named(given.was, term.was);
  if ("given" in term) return named(given.given, term.given);
  if ("oneMore" in term) return Number(named(given.was, term.oneMore)) + 1;
  if ("now" in term) return given.now;
  if ("inMs" in term) return new Date(given.now.getTime() + Number(compute(term.inMs, given)));
  if ("laterEachTime" in term) {
    const steps = term.laterEachTime;
    const failures = Number(named(given.was, term.failures));
    return new Date(given.now.getTime() + 1000 * (steps[Math.min(failures, steps.length - 1)] ?? 0));
  }
  if ("firstKnown" in term)
    return term.firstKnown.map((one) => compute(one, given)).find((one) => one !== null) ?? null;
  return compute(holds(term.when, given) ? term.then : term.otherwise, given);
}

export function holds(condition: Condition, given: Given): boolean {
  if ("every" in condition) return condition.every.every((one) => holds(one, given));
  if ("some" in condition) return condition.some.some((one) => holds(one, given));
  if ("not" in condition) return !holds(condition.not, given);
  if ("oneOf" in condition) return condition.oneOf.includes(String(compute(condition.is, given)));
  const [a, b] = ("equal" in condition ? condition.equal : "same" in condition ? condition.same : condition.isAfter)
    .map((term) => plain(compute(term, given))); // prettier-ignore
  if ("same" in condition) return a === b;
  if (a === null || a === undefined || b === null || b === undefined) return false;
  return "equal" in condition ? a === b : a > b;
}

function plain(value: Known): string | number | boolean | null {
  return value instanceof Date ? value.getTime() : value;
}

function named(values: Readonly<Record<string, Known>>, name: string): Known {
  const value = values[name];
  if (value === undefined) throw new RangeError(`"${name}" is not known`);
  return value;
}
