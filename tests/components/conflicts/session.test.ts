import { expect, test } from "vitest";
import {
  answered,
  decide,
  EMPTY_SESSION,
  merge,
  openRows,
  takeBack,
  targets,
  type Session,
  type ConflictRow,
} from "#app/components/conflicts/session.ts";

const at = Date.parse("2026-11-21T18:00:00Z");

test("after a decision the next open row is the active one, and the row stays where it is", () => {
  const decided = decide(listed("a", "b", "c"), batch(1, "a"));
  expect(decided.rows.map(({ row, state }) => [row.key, state])).toEqual([
    ["a", "decided"],
    ["b", "open"],
    ["c", "open"],
  ]);
  expect(decided.active).toBe("b");
});

test("after the last row the one that is still open above is the active one", () => {
  const first = { ...listed("a", "b"), active: "b" };
  expect(decide(first, batch(1, "b")).active).toBe("a");
});

test("a decision is about the selected rows, else about the active one", () => {
  const session = listed("a", "b", "c");
  expect(targets(session).map(({ row }) => row.key)).toEqual(["a"]);
  expect(targets({ ...session, selected: ["b", "c"] }).map(({ row }) => row.key)).toEqual(["b", "c"]);
});

test("fresh data keeps every row in its place; new ones go below", () => {
  const decided = decide(listed("a", "b", "c"), batch(1, "b"));
  const merged = merge(decided, [rowOf("z"), rowOf("c"), rowOf("a")], false);
  expect(merged.rows.map(({ row }) => row.key)).toEqual(["a", "b", "c", "z"]);
  expect(merged.rows[1]?.state).toBe("decided");
});

test("what somebody else decided is marked and not removed", () => {
  const merged = merge(listed("a", "b"), [rowOf("b")], true);
  expect(merged.rows.map(({ state }) => state)).toEqual(["gone", "open"]);
  expect(merge(merged, [rowOf("a"), rowOf("b")], true).rows[0]?.state).toBe("open");
});

test("a decided value that has moved since asks anew", () => {
  const decided = decide(listed("a", "b"), batch(1, "a"));
  expect(merge(decided, [rowOf("a")], false).rows[0]?.state).toBe("decided");
  expect(merge(decided, [{ ...rowOf("a"), desired: "9.00 EUR" }], false).rows[0]?.state).toBe("open");
});

test("taking back opens the rows again and returns to the first of them", () => {
  const decided = decide({ ...listed("a", "b", "c"), selected: ["a", "b"] }, batch(1, "a", "b"));
  const back = takeBack(decided, 1);
  expect(openRows(back)).toHaveLength(3);
  expect(back.active).toBe("a");
  expect(back.batches).toEqual([]);
});

test("a row whose sides had moved is open again with what it holds now; one that is settled is gone", () => {
  const decided = decide(listed("a", "b", "c"), batch(1, "a", "b"));
  const fresh = { ...rowOf("a"), observed: "8.00 EUR" };
  const answer = { decided: [], moved: ["a", "b"], fresh: [fresh], refused: [] };
  const after = answered(decided, 1, answer, "moved");
  expect(after.rows[0]).toMatchObject({ state: "open", problem: "moved", row: { observed: "8.00 EUR" } });
  expect(after.rows[1]?.state).toBe("gone");
  expect(after.batches).toEqual([]);
});

test("a refused value is open again with what was typed", () => {
  const typed = { ...batch(1, "a"), choice: { take: "value" as const, value: "cheap" } };
  const decided = decide(listed("a", "b"), typed);
  const answer = { decided: [], moved: [], fresh: [], refused: [{ key: "a", problem: "not-a-price" }] };
  expect(answered(decided, 1, answer, "").rows[0]).toMatchObject({
    state: "open",
    problem: "not-a-price",
    typed: "cheap",
  });
});

function batch(id: number, ...keys: string[]) {
  return { id, keys, choice: { take: "source" as const }, at };
}

function listed(...keys: string[]): Session {
  return merge(EMPTY_SESSION, keys.map(rowOf), true);
}

function rowOf(key: string): ConflictRow {
  return {
    key,
    kind: "price",
    subject: key,
    place: "",
    field: "price",
    placeName: null,
    variantId: key,
    productId: key,
    sku: key,
    title: key,
    variantTitle: "",
    imageUrl: null,
    vendor: null,
    tags: [],
    collections: [],
    desired: "12.50 EUR",
    observed: "11.00 EUR",
    baseline: "12.00 EUR",
    agreedAt: null,
    source: { name: "ERP", at: null, origin: null },
    seen: { at: null, editor: "Maya" },
    since: null,
    assignee: null,
    note: null,
    pictures: {},
  };
}
