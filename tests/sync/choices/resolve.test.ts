import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { db } from "#app/store/database/database.server.ts";
import { saveDecisions, type DecidedRow } from "#app/store/values/decisions.server.ts";
import { readResolutions } from "#app/store/views/conflicts/resolutions.server.ts";
import { approveHold, discardHold } from "#app/sync/choices/holds.server.ts";
import {
  assign,
  note,
  previewRule,
  resolve,
  saveRule,
  undoResolutions,
  type Choice,
} from "#app/sync/choices/resolve.server.ts";
import { seedConflict, seedVariant, seenConflict } from "#tests/support/conflicts.ts";
import { testDatabase } from "#tests/support/database.ts";

testDatabase();

const UNDO_MS = 12_000;
const by = { who: "Ada", note: null, undoMs: UNDO_MS };
let shop = "";
let shops = 0;

beforeEach(() => {
  shops += 1;
  shop = `conflicts-${shops}.myshopify.com`;
});

test("taking the source's value approves it, and nothing is written while it can be undone", async () => {
  await seedConflict(shop, "1");
  const { decided, moved } = await decide("1", { take: "source" });
  expect([decided.length, moved.length]).toEqual([1, 0]);
  const row = await stored("1");
  expect(row).toMatchObject({ verdict: "push", approved: "12.50 EUR", pinned: null, ignored: false });
  expect(row.baseline).toBe("12.00 EUR");
  expect(row.dirty).toBe(2);
  expect((row.retryAt?.getTime() ?? 0) - Date.now()).toBeGreaterThan(UNDO_MS / 2);
});

test("keeping the shop's value agrees on it until the source moves", async () => {
  await seedConflict(shop, "1");
  await decide("1", { take: "shop" });
  expect(await stored("1")).toMatchObject({
    verdict: "held",
    reason: "pinned",
    pinned: "11.00 EUR",
    pinnedFor: "12.50 EUR",
    pinnedBy: "Ada",
    baseline: "11.00 EUR",
    ignored: false,
    approved: null,
  });
});

test("a value set by hand is written as observations spell it", async () => {
  await seedConflict(shop, "1");
  await decide("1", { take: "value", value: "11,5" });
  expect(await stored("1")).toMatchObject({ verdict: "push", pinned: "11.50 EUR", pinnedFor: "12.50 EUR" });
});

test("a value that cannot be is refused with its reason, and nothing is decided", async () => {
  await seedConflict(shop, "1");
  const answer = await decide("1", { take: "value", value: "12 NOK" });
  expect(answer.refused).toMatchObject([{ subject: "1", problem: "wrong-currency" }]);
  expect((await stored("1")).verdict).toBe("conflict");
});

test("a description set by hand keeps no script", async () => {
  const text = { kind: "content", place: "description", desired: "<p>Old</p>", observed: "<p>New</p>" };
  await seedConflict(shop, "1", { ...text, baseline: "" });
  const typed = { take: "value" as const, value: "<p>Mine</p><script>alert(1)</script>" };
  await resolve(shop, [{ subject: "1", ...text }], typed, by);
  expect(await db().observation.findFirst({ where: { shop } })).toMatchObject({ pinned: "<p>Mine</p>" });
});

test("ignoring silences the conflict and agrees on nothing", async () => {
  await seedConflict(shop, "1");
  await decide("1", { take: "ignore" });
  expect(await stored("1")).toMatchObject({
    verdict: "held",
    reason: "ignored",
    ignored: true,
    pinned: "11.00 EUR",
    pinnedFor: "12.50 EUR",
    baseline: "12.00 EUR",
  });
});

test("a row whose sides are no longer what the person saw is answered as moved", async () => {
  await seedConflict(shop, "1");
  await seedConflict(shop, "2");
  await db().observation.updateMany({ where: { shop, subject: "2" }, data: { observed: "9.00 EUR" } });
  const answer = await resolve(shop, [seenConflict("1"), seenConflict("2")], { take: "source" }, by);
  expect(answer.decided.map(({ subject }) => subject)).toEqual(["1"]);
  expect(answer.moved.map(({ subject }) => subject)).toEqual(["2"]);
  expect((await stored("2")).verdict).toBe("conflict");
});

test("two people who decide the same row at once are not mixed: the second one is told, or decides again", async () => {
  await seedConflict(shop, "1");
  await db().observation.updateMany({ where: { shop }, data: { verdict: "in-sync" } });
  expect((await decide("1", { take: "source" })).moved).toHaveLength(1);
});

test("a choice made while the value was being decided anew outlives that decision", async () => {
  for (const [subject, choice] of [
    ["1", { take: "source" }],
    ["2", { take: "shop" }],
    ["3", { take: "ignore" }],
  ] as const) {
    await seedConflict(shop, subject);
    await decide(subject, choice);
    const chosen = await stored(subject);
    await saveDecisions(shop, [stillConflict(subject, 1)]);
    const { approved, pinned, pinnedFor, ignored, dirty, decided } = await stored(subject);
    expect({ approved, pinned, pinnedFor, ignored }).toEqual({
      approved: chosen.approved,
      pinned: chosen.pinned,
      pinnedFor: chosen.pinnedFor,
      ignored: chosen.ignored,
    });
    expect(dirty).toBeGreaterThan(decided);
  }
});

test("a plan approved or discarded while a value was being decided anew stays approved or discarded", async () => {
  for (const subject of ["1", "2"]) {
    const hold = await db().hold.create({
      data: { shop, kind: "price", reason: "first-plan", changes: 1, zeroed: 0, rows: 1 },
    });
    await seedConflict(shop, subject, { verdict: "held", reason: "first-plan", holdId: hold.id });
    if (subject === "1") await approveHold(shop, hold.id, "all", "Ada");
    else await discardHold(shop, hold.id, "Ada");
    await saveDecisions(shop, [{ ...stillConflict(subject, 1), verdict: "planned" }]);
    const { dirty, decided } = await stored(subject);
    expect(dirty).toBeGreaterThan(decided);
  }
  expect(await stored("1")).toMatchObject({ approved: "12.50 EUR", pinned: null });
  expect(await stored("2")).toMatchObject({ approved: null, pinned: "11.00 EUR", pinnedFor: "12.50 EUR" });
});

test("a decision may be changed while it rests", async () => {
  await seedConflict(shop, "1");
  await decide("1", { take: "ignore" });
  expect((await decide("1", { take: "source" })).decided).toHaveLength(1);
  expect(await stored("1")).toMatchObject({
    verdict: "push",
    approved: "12.50 EUR",
    pinned: null,
    ignored: false,
  });
});

test("a value that is kept for another reason is not decided here", async () => {
  await seedConflict(shop, "1", {
    verdict: "held",
    reason: "pinned",
    pinned: "11.00 EUR",
    pinnedFor: "12.50 EUR",
  });
  expect((await decide("1", { take: "source" })).moved).toHaveLength(1);
});

test.each<Choice>([
  { take: "source" },
  { take: "shop" },
  { take: "value", value: "11.50" },
  { take: "ignore" },
])("undo brings the conflict back as it was: $take", async (choice) => {
  await seedConflict(shop, "1", { assignee: "Bo", note: "ask the buyer" });
  const before = await stored("1");
  const { decided } = await decide("1", choice);
  expect(await stored("1")).toMatchObject({ assignee: null, note: null });
  const answer = await undoResolutions(shop, [event(decided)], "Ada");
  expect(answer).toEqual({ reopened: 1, writtenBack: 0, moved: 0 });
  const { dirty: _, baselineAt: __, ...after } = await stored("1");
  expect(before).toMatchObject(after);
  expect(after.retryAt).toBeNull();
});

test("undo of what was written wants the shop's value back, by the undo of changes", async () => {
  await seedConflict(shop, "1");
  const { decided } = await decide("1", { take: "source" });
  const change = await wrote("1");
  const answer = await undoResolutions(shop, [event(decided)], "Bo");
  expect(answer).toEqual({ reopened: 0, writtenBack: 1, moved: 0 });
  expect(await stored("1")).toMatchObject({ pinned: "11.00 EUR", pinnedFor: "12.50 EUR", pinnedBy: "Bo" });
  expect((await db().change.findUniqueOrThrow({ where: { id: change } })).undoneAt).not.toBeNull();
});

test("undo of what is being written at this moment wants the shop's value back", async () => {
  await seedConflict(shop, "1");
  const { decided } = await decide("1", { take: "source" });
  await wrote("1", "intended");
  expect((await undoResolutions(shop, [event(decided)], "Bo")).writtenBack).toBe(1);
  expect(await stored("1")).toMatchObject({ pinned: "11.00 EUR", approved: null });
});

test("undo touches only its own kind of value of a variant", async () => {
  await seedConflict(shop, "1");
  await seedConflict(shop, "1", { kind: "compareAt" });
  const { decided } = await decide("1", { take: "source" });
  await wrote("1");
  await undoResolutions(shop, [event(decided)], "Bo");
  const other = await db().observation.findFirstOrThrow({ where: { shop, kind: "compareAt" } });
  expect(other).toMatchObject({ verdict: "conflict", pinned: null });
});

test("a decision that was replaced, was taken back, or whose source moved is past undoing", async () => {
  await seedConflict(shop, "1");
  const first = await decide("1", { take: "ignore" });
  const second = await decide("1", { take: "shop" });
  expect((await undoResolutions(shop, [event(first.decided)], "Ada")).moved).toBe(1);
  await db().observation.updateMany({ where: { shop }, data: { desired: "13.00 EUR" } });
  expect((await undoResolutions(shop, [event(second.decided)], "Ada")).moved).toBe(1);
  await seedConflict(shop, "2");
  const third = await decide("2", { take: "ignore" });
  await undoResolutions(shop, [event(third.decided)], "Ada");
  expect((await undoResolutions(shop, [event(third.decided)], "Ada")).moved).toBe(1);
});

test("the history tells who decided what, with the note, and who took it back", async () => {
  await seedConflict(shop, "1", { note: "ask the buyer" });
  const { decided } = await decide("1", { take: "shop" });
  await undoResolutions(shop, [event(decided)], "Bo");
  const { decided: past } = await readResolutions(shop, { text: "", after: null });
  expect(past).toMatchObject([
    {
      choice: "shop",
      value: "11.00 EUR",
      agreed: "12.00 EUR",
      source: "12.50 EUR",
      shop: "11.00 EUR",
      who: "Ada",
      note: "ask the buyer",
      undone: { by: "Bo" },
      undoable: false,
    },
  ]);
});

test("assignee and note are kept with the row, and told in its timeline", async () => {
  await seedConflict(shop, "1");
  await assign(shop, [seenConflict("1")], "Bo", "Ada");
  await note(shop, seenConflict("1"), " ask the buyer ", "Ada");
  expect(await stored("1")).toMatchObject({ assignee: "Bo", note: "ask the buyer" });
  await note(shop, seenConflict("1"), "", "Ada");
  await assign(shop, [seenConflict("1")], null, "Ada");
  expect(await stored("1")).toMatchObject({ assignee: null, note: null });
  const events = await db().timelineEvent.findMany({ where: { shop }, orderBy: { at: "asc" } });
  expect(events.map((one) => one.event).toSorted()).toEqual(["assigned", "assigned", "noted", "noted"]);
});

test("a rule says what it would have decided before, and which open conflicts it ends", async () => {
  await seedVariant(shop, "1", { tags: ["sale"] });
  for (const subject of ["1", "2", "3"])
    await seedConflict(shop, subject, { variantId: subject, sku: `S${subject}` });
  await decide("1", { take: "source" });
  await decide("2", { take: "shop" });
  await seedConflict(shop, "4", { kind: "content", place: "title" });
  const rule = { field: "price", authority: "source" as const };
  expect(await previewRule(shop, { ...rule, scope: "shop", subject: "" })).toEqual({
    alike: 1,
    otherwise: 1,
    settles: 1,
  });
  expect(await previewRule(shop, { ...rule, scope: "tag", subject: "sale" })).toEqual({
    alike: 1,
    otherwise: 0,
    settles: 0,
  });
  expect((await previewRule(shop, { ...rule, scope: "sku", subject: "S3" })).settles).toBe(1);
});

test("a narrower rule that still asks keeps its conflict open", async () => {
  await seedConflict(shop, "1", { sku: "S1" });
  await saveRule(shop, { field: "price", scope: "sku", subject: "S1", authority: "ask" }, "Ada");
  const rule = { field: "price", scope: "shop" as const, subject: "", authority: "source" as const };
  expect((await previewRule(shop, rule)).settles).toBe(0);
});

test("a saved rule owes every value of its field a decision, and no other", async () => {
  await seedConflict(shop, "1");
  await seedConflict(shop, "1", { kind: "cost" });
  await saveRule(shop, { field: "price", scope: "shop", subject: "", authority: "shop" }, "Ada");
  const rows = await db().observation.findMany({ where: { shop }, orderBy: { kind: "asc" } });
  expect(rows.map(({ kind, dirty }) => [kind, dirty])).toEqual([
    ["cost", 1],
    ["price", 2],
  ]);
  expect(await db().policy.findFirst({ where: { shop } })).toMatchObject({
    rule: "authority:price",
    value: "shop",
    updatedBy: "Ada",
  });
});

/** What the writer leaves behind. */
async function wrote(subject: string, outcome = "applied"): Promise<string> {
  const row = await stored(subject);
  const { id } = await db().change.create({
    data: {
      shop,
      kind: "price",
      subject,
      place: "",
      before: row.observed,
      after: row.desired ?? "",
      who: "concord",
      idempotencyKey: randomUUID(),
      outcome,
    },
  });
  if (outcome === "applied")
    await db().observation.updateMany({
      where: { shop, kind: "price", subject },
      data: { observed: row.desired, baseline: row.desired, verdict: "in-sync", approved: null },
    });
  return id;
}

function decide(subject: string, choice: Choice) {
  return resolve(shop, [seenConflict(subject)], choice, by);
}

function event(decided: readonly { event: string }[]): string {
  const [first] = decided;
  if (!first) throw new Error("Nothing was decided");
  return first.event;
}

async function stored(subject: string) {
  return db().observation.findFirstOrThrow({ where: { shop, kind: "price", subject } });
}

/** A decision that was begun when the value's `dirty` mark was this one. */
function stillConflict(subject: string, dirty: number): DecidedRow {
  return {
    kind: "price",
    subject,
    place: "",
    dirty,
    verdict: "conflict",
    reason: null,
    desired: "12.50 EUR",
    target: "12.50 EUR",
    agreed: null,
    receipt: null,
    urgency: 0,
    authority: "ask",
    dueAt: null,
  };
}
