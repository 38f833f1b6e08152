import { expect, test } from "vitest";
import {
  LIFE,
  lifeAfter,
  RETRY_SECONDS,
  type Life,
  type LifeEvent,
  type Sides,
} from "#app/core/values/life.ts";
import type { Known } from "#app/core/values/term.ts";
import type { VerdictKind } from "#app/core/values/verdict.ts";

const NOW = new Date("2026-11-29T12:00:00Z");
const EARLIER = new Date("2026-11-28T12:00:00Z");
const inSeconds = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);

type Value = Life & Sides;

/** A quantity that the shop shows as 7 and should show as 5. */
const value = (change: Partial<Value>): Value => ({
  ...{ desired: "5", observed: "7", target: "5" },
  ...{ verdict: "unknown", reason: null, message: null, urgency: 2, driftSince: EARLIER, holdId: null },
  ...{ approved: null, pinned: null, pinnedFor: null, pinnedBy: null, ignored: false },
  ...{ failures: 0, retryAt: null, dirty: 1, decided: 1 },
  ...change,
});

const after = (event: LifeEvent, from: Partial<Value>, tells: Record<string, Known> = {}): Value =>
  lifeAfter(value(from), event, tells as never, NOW);

const plan = {
  verdict: "planned",
  reason: null,
  desired: "5",
  target: "5",
  urgency: 2,
  dirty: 1,
  runs: true,
};
const decidedFrom = (from: Partial<Value>, decision: Record<string, Known> = {}): Value =>
  after("decided", from, { ...plan, ...decision });

const refused: Partial<Value> = {
  ...{ verdict: "failing", reason: "rejected", message: "No.", failures: 2 },
  retryAt: inSeconds(600),
};
const pinned: Partial<Value> = {
  verdict: "held",
  reason: "pinned",
  pinned: "7",
  pinnedFor: "5",
  pinnedBy: "Ann",
};
const NO_PIN = { pinned: null, pinnedFor: null, pinnedBy: null, ignored: false };

const VERDICTS: VerdictKind[] = [
  ...(["unknown", "in-sync", "planned", "push", "held", "conflict", "blocked", "failing"] as const),
];

test("whatever happens to a value at any verdict, it has a verdict afterwards", () => {
  const told = { ...plan, observed: "7", moved: true, holdId: "h", who: "Ann", take: "source", value: "7" };
  const rest = { undoMs: 0, forMs: 0, after: "5", message: null, approved: null, ...NO_PIN };
  for (const event of Object.keys(LIFE) as LifeEvent[])
    for (const verdict of VERDICTS)
      expect(VERDICTS, `${event} at ${verdict}`).toContain(
        after(event, { verdict }, { ...told, ...rest }).verdict,
      );
});

test.each<[string, Value, Partial<Value>]>([
  ["a mark owes it a decision and leaves the rest", after("marked", refused), { ...refused, dirty: 2 }],
  ["a look that finds the same owes nothing", after("seen", {}, { moved: false }), { dirty: 1 }],
  ["a look that finds something else owes a decision", after("seen", {}, { moved: true }), { dirty: 2 }],
  [
    "a decision answers the marks it knew of",
    decidedFrom({ dirty: 4 }, { dirty: 3 }),
    { dirty: 4, decided: 3 },
  ],
  [
    "what drifts keeps the time since when",
    decidedFrom({ driftSince: EARLIER }),
    { verdict: "planned", driftSince: EARLIER },
  ],
  ["what begins to drift does so now", decidedFrom({ driftSince: null }), { driftSince: NOW }],
  [
    "what agrees drifts no more, and its failures are forgotten",
    decidedFrom(refused, { verdict: "in-sync" }),
    { verdict: "in-sync", driftSince: null, failures: 0, message: null },
  ],
])("%s", (_, became, expected) => {
  expect(became).toMatchObject(expected);
});

test.each<[string, Value, Partial<Value>]>([
  [
    "what the guard let go needs no second look for the same change",
    decidedFrom({ verdict: "push" }),
    { verdict: "push" },
  ],
  [
    "another change goes past the guard again",
    decidedFrom({ verdict: "push" }, { desired: "4", target: "4" }),
    { verdict: "planned" },
  ],
  [
    "and so does the same one once its connection was paused",
    decidedFrom({ verdict: "push" }, { runs: false }),
    { verdict: "planned" },
  ],
  [
    "a held plan is held for a person",
    after("held", { verdict: "planned" }, { reason: "too-many-changes", holdId: "h" }),
    { verdict: "held", reason: "too-many-changes", holdId: "h" },
  ],
  [
    "what was not planned is not held",
    after("held", { verdict: "conflict" }, { reason: "too-many-changes", holdId: "h" }),
    { verdict: "conflict", holdId: null },
  ],
  [
    "what the guard lets go waits in no hold any more",
    after("released", { verdict: "held", reason: "first-plan", holdId: "h" }),
    { verdict: "push", reason: null, holdId: null },
  ],
  [
    "a paused connection keeps its plan back",
    after("parked", { verdict: "planned" }),
    { verdict: "held", reason: "paused" },
  ],
  [
    "new limits take back what is not written",
    after("recalled", { verdict: "push" }),
    { verdict: "planned" },
  ],
])("the guard: %s", (_, became, expected) => {
  expect(became).toMatchObject(expected);
});

test.each<[string, Value, Partial<Value>]>([
  [
    "an approval is for the value that was shown, and is decided with it",
    after("approved", { verdict: "held", holdId: "h" }),
    { verdict: "push", approved: "5", holdId: null, dirty: 2 },
  ],
  ["an approval lasts while the change is the same", decidedFrom({ approved: "5" }), { approved: "5" }],
  [
    "an approval ends when the source moves",
    decidedFrom({ approved: "5" }, { desired: "4" }),
    { approved: null },
  ],
  [
    "what was approved while it was decided is kept for the next decision",
    decidedFrom({ approved: "4", dirty: 2 }, { verdict: "held" }),
    { approved: "4" },
  ],
  [
    "discarding pins what the shop shows",
    after("discarded", { verdict: "held", holdId: "h" }, { who: "Ann" }),
    { verdict: "held", reason: "pinned", pinned: "7", pinnedFor: "5", pinnedBy: "Ann", holdId: null },
  ],
  ["a pin lasts while the source says the same", decidedFrom(pinned), { pinned: "7", pinnedBy: "Ann" }],
  ["a pin ends when the source moves", decidedFrom(pinned, { desired: "4" }), NO_PIN],
  [
    "a pin that only silences ends when the shop moves, too",
    decidedFrom({ ...pinned, ignored: true, observed: "8" }),
    NO_PIN,
  ],
  [
    "asking for a repair ends a pin and a rest",
    after("repairAsked", { ...refused, ...pinned }),
    { ...NO_PIN, retryAt: null, failures: 0 },
  ],
  [
    "taking the source's side approves it, and leaves time to take that back",
    after("resolved", { verdict: "conflict" }, { take: "source", value: "5", who: "Ann", undoMs: 8_000 }),
    { verdict: "push", approved: "5", pinned: null, retryAt: inSeconds(8) },
  ],
  [
    "taking the shop's side pins it",
    after("resolved", { verdict: "conflict" }, { take: "shop", value: "7", who: "Ann", undoMs: 8_000 }),
    { verdict: "held", reason: "pinned", pinned: "7", pinnedFor: "5", ignored: false, retryAt: null },
  ],
  [
    "ignoring silences it",
    after("resolved", { verdict: "conflict" }, { take: "ignore", value: "7", who: "Ann", undoMs: 8_000 }),
    { verdict: "held", reason: "ignored", pinned: "7", ignored: true },
  ],
  [
    "undoing a write wants back what the shop showed before",
    after("undone", { verdict: "in-sync", observed: "5" }, { value: "7", who: "Ann" }),
    { pinned: "7", pinnedFor: "5", pinnedBy: "Ann", dirty: 2 },
  ],
])("a person: %s", (_, became, expected) => {
  expect(became).toMatchObject(expected);
});

test.each<[string, Value, Partial<Value>]>([
  [
    "what was written as desired is in step",
    after("applied", { verdict: "push", approved: "5" }, { after: "5" }),
    { verdict: "in-sync", driftSince: null, urgency: 0, approved: null, dirty: 1 },
  ],
  [
    "what was written while the source moved is decided again",
    after("applied", { verdict: "push", desired: "4" }, { after: "5" }),
    { verdict: "push", driftSince: EARLIER, dirty: 2 },
  ],
  [
    "what the shop refuses is failing, with its words",
    after("rejected", { verdict: "push" }, { reason: "rejected", message: "No." }),
    { verdict: "failing", reason: "rejected", message: "No.", failures: 1, retryAt: inSeconds(60) },
  ],
  ["it keeps failing until its time comes", decidedFrom(refused), refused],
  [
    "when its time comes it is tried again",
    decidedFrom({ ...refused, retryAt: EARLIER }),
    { verdict: "planned", reason: null, message: null, failures: 2 },
  ],
  [
    "another value is not the one that was refused, and need not rest",
    decidedFrom(refused, { desired: "4" }),
    { verdict: "planned", failures: 0, retryAt: null },
  ],
  [
    "what came into step by itself does not rest when it drifts again",
    decidedFrom(refused, { verdict: "in-sync" }),
    { verdict: "in-sync", retryAt: null },
  ],
  [
    "a choice that can still be taken back keeps its time",
    decidedFrom({ verdict: "push", approved: "5", retryAt: inSeconds(8) }, { verdict: "push" }),
    { verdict: "push", retryAt: inSeconds(8) },
  ],
  [
    "its time having come owes a decision",
    after("retryDue", refused),
    { verdict: "failing", retryAt: null, dirty: 2 },
  ],
  [
    "a lost connection changes no verdict",
    after("rested", { verdict: "push" }, { message: "Away.", forMs: 30_000 }),
    { verdict: "push", message: "Away.", retryAt: inSeconds(30) },
  ],
])("a write: %s", (_, became, expected) => {
  expect(became).toMatchObject(expected);
});

test("each refusal rests longer than the one before, up to two hours", () => {
  const rests = [0, 1, 2, 3, 4, 50].map(
    (failures) =>
      after("rejected", { verdict: "push", failures }, { reason: "rejected", message: null }).retryAt,
  );
  expect(rests).toEqual([...RETRY_SECONDS, 7200, 7200].map(inSeconds));
});

test("an order that the source refused keeps failing until either side says something else", () => {
  const told = { verdict: "push", reason: null, desired: "5", observed: "7", urgency: 0, dirty: 1 };
  expect(after("orderDecided", refused, told)).toMatchObject(refused);
  const edited = after("orderDecided", refused, { ...told, observed: "8" });
  expect(edited).toMatchObject({ verdict: "push", failures: 0, retryAt: null, message: null });
});
