import type { VerdictKind } from "./verdict.ts";
import { compute, equal, every, not, NOW, oneOf, same, some, given, was, when } from "./term.ts";
import type { Known, Term } from "./term.ts";

/** The verdict on a value, and what goes with it: the columns of `Observation` that only `LIFE` may change. */
export interface Life {
  verdict: VerdictKind;
  reason: string | null;
  message: string | null;
  urgency: number;
  driftSince: Date | null;
  approved: string | null;
  pinned: string | null;
  pinnedFor: string | null;
  pinnedBy: string | null;
  ignored: boolean;
  holdId: string | null;
  failures: number;
  retryAt: Date | null;
  dirty: number;
  decided: number;
}

/** What else a rule may look at: what both sides say. */
export interface Sides {
  desired: string | null;
  observed: string | null;
  target: string | null;
}

interface Transition {
  /** Verdicts that it can happen to; with any other it changes nothing. Missing: it can always happen. */
  from?: readonly VerdictKind[];
  /** Names of the values it brings. */
  gives: readonly string[];
  /** Columns that are not named stay. */
  becomes: Readonly<Partial<Record<keyof Life, Term>>>;
}

/** A failed write is tried again after this many seconds, later each time. */
export const RETRY_SECONDS = [60, 300, 1800, 7200] as const;

// Rules about a decision: `given` is what was decided now, `was` what was there before.
const UNMOVED = same(was("desired"), given("desired"));
const WOULD_WRITE = oneOf(given("verdict"), ["planned", "push"]);
const IN_SYNC = equal(given("verdict"), "in-sync");
const FAILING = equal(was("verdict"), "failing");
const NOT_YET = { isAfter: [was("retryAt"), NOW] } as const;
/** The shop refused it, the value is still the same, and it is not yet time to try again. */
const RESTS = every(WOULD_WRITE, UNMOVED, FAILING, NOT_YET);
/** The guard has already released the same change, and the connection runs. */
const WENT = every(
  ...[equal(given("verdict"), "planned"), same(given("reason"), null), equal(was("verdict"), "push")],
  ...[
    equal(was("desired"), given("desired")),
    equal(was("target"), given("target")),
    equal(given("runs"), true),
  ],
);
/** A person chose something during the decision, which therefore does not know of it. */
const CHOSEN_MEANWHILE = { isAfter: [was("dirty"), given("dirty")] } as const;
/** A pin lasts while the source says the same; one that only silences conflicts, while neither side moves. */
const PIN_LASTS = every(
  equal(was("pinnedFor"), given("desired")),
  some(not(equal(was("ignored"), true)), equal(was("observed"), was("pinned"))),
);
const PIN_STAYS = some(CHOSEN_MEANWHILE, PIN_LASTS);

// The same rules for an order, which has no pins and whose shop side may move too.
const STILL = every(UNMOVED, same(was("observed"), given("observed")));
const STILL_OWED = every(STILL, equal(given("verdict"), "push"));
/** The source refused it, neither side has moved since, and it is not yet time to try again. */
export const ORDER_RESTS = every(STILL_OWED, FAILING, NOT_YET);

// A person's choice in a conflict: source | value | shop | ignore.
const TAKES_SOURCE = equal(given("take"), "source");
const WILL_WRITE = oneOf(given("take"), ["source", "value"]);

// What several events have in common.
/** It is owed a decision. */
const OWED = { dirty: { oneMore: "dirty" } } as const;
const CURED = { failures: 0, retryAt: null, message: null } as const;
const NO_PIN = { pinned: null, pinnedFor: null, pinnedBy: null, ignored: false } as const;
/** A person wants a value shown while the source says what it says now. */
const pinAt = (value: Term) => ({
  ...{ pinned: value, pinnedFor: was("desired"), pinnedBy: given("who"), ignored: false },
});
const driftingWhen = (verdicts: readonly VerdictKind[]): Term =>
  when(oneOf(given("verdict"), verdicts), { firstKnown: [was("driftSince"), NOW] }, null);

/**
 * What can become of a value: everything that happens to one in Concord is a line of this table. Nothing else
 * changes these columns: store/values/life.server.ts writes the table in SQL, for all values of a plan or a
 * page at once.
 */
export const LIFE = {
  // Something it depends on changed.
  marked: { gives: [], becomes: OWED },
  /** The shop was looked at; `moved`: it shows something else than before, or for the first time. */
  seen: { gives: ["moved"], becomes: { dirty: when(equal(given("moved"), true), OWED.dirty, was("dirty")) } },
  /** Its connection was deleted. */
  disconnected: { gives: [], becomes: { ...OWED, holdId: null } },

  // It was decided.
  decided: {
    gives: ["verdict", "reason", "desired", "target", "urgency", "dirty", "runs"],
    becomes: {
      verdict: when(RESTS, was("verdict"), when(WENT, "push", given("verdict"))),
      reason: when(RESTS, was("reason"), given("reason")),
      message: when(RESTS, was("message"), null),
      urgency: given("urgency"),
      driftSince: driftingWhen(["planned", "push", "held", "conflict"]),
      // An approval is for one change.
      approved: when(some(CHOSEN_MEANWHILE, every(WOULD_WRITE, UNMOVED)), was("approved"), null),
      pinned: when(PIN_STAYS, was("pinned"), null),
      pinnedFor: when(PIN_STAYS, was("pinnedFor"), null),
      pinnedBy: when(PIN_STAYS, was("pinnedBy"), null),
      ignored: when(PIN_STAYS, was("ignored"), false),
      // The guard looks at it again, with the plan that is held.
      holdId: when(equal(given("verdict"), "planned"), was("holdId"), null),
      failures: when(some(IN_SYNC, not(UNMOVED)), 0, was("failures")),
      // A new value was never refused, so it need not wait.
      retryAt: when(some(IN_SYNC, every(FAILING, not(UNMOVED))), null, was("retryAt")),
      decided: given("dirty"),
    },
  },
  orderDecided: {
    gives: ["verdict", "reason", "desired", "observed", "urgency", "dirty"],
    becomes: {
      verdict: when(ORDER_RESTS, was("verdict"), given("verdict")),
      reason: when(ORDER_RESTS, was("reason"), given("reason")),
      message: when(STILL_OWED, was("message"), null),
      urgency: given("urgency"),
      driftSince: driftingWhen(["push", "held", "conflict", "blocked"]),
      failures: when(STILL_OWED, was("failures"), 0),
      retryAt: when(STILL_OWED, was("retryAt"), null),
      decided: given("dirty"),
    },
  },
  /** A shipment, before its order is read: that happens when the shipment is due. */
  decidedUnread: {
    gives: ["verdict", "reason", "dirty"],
    becomes: { verdict: given("verdict"), reason: given("reason"), decided: given("dirty") },
  },
  /** An order whose document is erased: nothing more can be done about it. */
  decidedErased: {
    gives: ["dirty"],
    becomes: {
      verdict: when(oneOf(was("verdict"), ["push", "held", "failing"]), "unknown", was("verdict")),
      reason: when(oneOf(was("verdict"), ["push", "held", "failing"]), "erased", was("reason")),
      decided: given("dirty"),
    },
  },

  // The guard looked at the whole plan.
  released: {
    from: ["planned", "held"],
    gives: [],
    becomes: { verdict: "push", reason: null, holdId: null },
  },
  held: {
    from: ["planned"],
    gives: ["reason", "holdId"],
    becomes: { verdict: "held", reason: given("reason"), holdId: given("holdId") },
  },
  /** Its connection is not running. */
  parked: { from: ["planned"], gives: [], becomes: { verdict: "held", reason: "paused" } },
  /** The limits changed before it was written. */
  recalled: { from: ["push"], gives: [], becomes: { verdict: "planned" } },

  // A person chose.
  approved: {
    from: ["held"],
    gives: [],
    becomes: { ...OWED, verdict: "push", reason: null, approved: was("desired"), holdId: null },
  },
  /** The shop's value is left as it is. */
  discarded: {
    from: ["held"],
    gives: ["who"],
    becomes: { ...OWED, ...pinAt({ firstKnown: [was("observed"), "0"] }), reason: "pinned", holdId: null },
  },
  /** A conflict was decided; nothing is written for `undoMs`, so that it can be taken back. */
  resolved: {
    from: ["unknown", "planned", "push", "held", "conflict", "blocked", "failing"],
    gives: ["take", "value", "who", "undoMs"],
    becomes: {
      ...OWED,
      verdict: when(WILL_WRITE, "push", "held"),
      reason: when(
        equal(given("take"), "shop"),
        "pinned",
        when(equal(given("take"), "ignore"), "ignored", null),
      ),
      approved: when(TAKES_SOURCE, was("desired"), null),
      pinned: when(TAKES_SOURCE, null, given("value")),
      pinnedFor: when(TAKES_SOURCE, null, was("desired")),
      pinnedBy: when(TAKES_SOURCE, null, given("who")),
      ignored: when(equal(given("take"), "ignore"), true, false),
      holdId: null,
      retryAt: when(WILL_WRITE, { inMs: given("undoMs") }, null),
    },
  },
  /** That choice was taken back before it was written: the value is the same conflict again. */
  reopened: {
    gives: ["verdict", "reason", "approved", "pinned", "pinnedFor", "pinnedBy", "ignored"],
    becomes: {
      ...OWED,
      ...{ verdict: given("verdict"), reason: given("reason"), approved: given("approved"), retryAt: null },
      ...{ pinned: given("pinned"), pinnedFor: given("pinnedFor"), pinnedBy: given("pinnedBy") },
      ignored: given("ignored"),
    },
  },
  /** That choice was taken back during the write: the shop's value is wanted back. */
  takenBack: { gives: ["value", "who"], becomes: { ...OWED, ...pinAt(given("value")), approved: null } },
  /** A write was undone: what the shop showed before is wanted back. */
  undone: { gives: ["value", "who"], becomes: { ...OWED, ...pinAt(given("value")) } },
  /** It should be repaired now, regardless of what was chosen or refused before. */
  repairAsked: { gives: [], becomes: { ...OWED, ...NO_PIN, failures: 0, retryAt: null } },
  /** It should be tried again now. */
  retryAsked: { gives: [], becomes: { ...OWED, failures: 0, retryAt: null } },
  /** The same for a whole product: a choice that can still be taken back keeps its time. */
  productRepairAsked: {
    gives: [],
    becomes: { ...OWED, failures: 0, retryAt: when(FAILING, null, was("retryAt")) },
  },

  // It was written, or not.
  /** The other system shows `after` now. Anything but the desired value, such as a pin, is decided again. */
  applied: {
    gives: ["after"],
    becomes: {
      ...CURED,
      reason: null,
      verdict: when(equal(was("desired"), given("after")), "in-sync", was("verdict")),
      urgency: when(equal(was("desired"), given("after")), 0, was("urgency")),
      driftSince: when(equal(was("desired"), given("after")), null, was("driftSince")),
      approved: when(equal(was("desired"), given("after")), null, was("approved")),
      dirty: when(equal(was("desired"), given("after")), was("dirty"), OWED.dirty),
    },
  },
  rejected: {
    gives: ["reason", "message"],
    becomes: {
      ...{ verdict: "failing", reason: given("reason"), message: given("message") },
      failures: { oneMore: "failures" },
      retryAt: { laterEachTime: RETRY_SECONDS, failures: "failures" },
    },
  },
  /** The value is fine, but the way to the other system is not, or nobody knows the outcome yet. */
  rested: {
    gives: ["message", "forMs"],
    becomes: { message: given("message"), retryAt: { inMs: given("forMs") } },
  },
  retryDue: { from: ["failing"], gives: [], becomes: { ...OWED, retryAt: null } },
  /** A step of a shipment was carried out. */
  stepApplied: { gives: [], becomes: CURED },
  /** The source holds an order, or a credit, as it should. */
  orderApplied: { gives: [], becomes: { ...OWED, ...CURED } },
  /** A shipment was read; `moved`: either side says something else than before. */
  shipmentRead: {
    gives: ["moved"],
    becomes: { retryAt: when(every(FAILING, equal(given("moved"), true)), null, was("retryAt")) },
  },
  /** The shop no longer has the order of a shipment. */
  orderGone: { from: ["push"], gives: [], becomes: { verdict: "blocked", reason: "not-observed" } },
  /** What it says about people was erased: what a system answered, and what a person pinned, may name them. */
  erased: {
    gives: [],
    becomes: {
      ...{ ...NO_PIN, message: null, approved: null },
      // One that agrees needs no decision, and its order no reading.
      dirty: when(oneOf(was("verdict"), ["in-sync", "unknown"]), was("dirty"), OWED.dirty),
    },
  },
} as const satisfies Record<string, Transition>;

export type LifeEvent = keyof typeof LIFE;

/** What an event brings, by name. */
export type Given<E extends LifeEvent, T> = Readonly<Record<(typeof LIFE)[E]["gives"][number], T>>;

/** The line of `LIFE` for an event. */
export function transition(event: LifeEvent): Transition {
  return LIFE[event];
}

/** The value after an event. */
export function lifeAfter<E extends LifeEvent, V extends Life & Sides>(
  value: V,
  event: E,
  gives: Given<E, Known>,
  now: Date,
): V {
  const { from, becomes } = transition(event);
  if (from && !from.includes(value.verdict)) return value;
  const before: Life & Sides = value;
  const given = { was: { ...before }, given: gives, now };
  const after: Record<string, Known> = {};
  for (const [name, term] of Object.entries(becomes)) after[name] = compute(term, given);
  return { ...value, ...after };
}
