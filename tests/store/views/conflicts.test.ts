import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { db } from "#app/store/database/database.server.ts";
import {
  countConflicts,
  parseConflictQuery,
  readConflicts,
} from "#app/store/views/conflicts/conflicts.server.ts";
import { seedConflict, seedVariant } from "#tests/support/conflicts.ts";
import { testDatabase } from "#tests/support/database.ts";

testDatabase();

let shop = "";
let shops = 0;

beforeEach(() => {
  shops += 1;
  shop = `conflicts-${shops}.myshopify.com`;
});

test("the list walks all conflicts of every kind, worst first, page by page", async () => {
  await Promise.all(
    Array.from({ length: 60 }, (_, n) =>
      seedConflict(shop, `p${n}`, { urgency: n % 7, title: `Title ${n % 5}` }),
    ),
  );
  await Promise.all(
    Array.from({ length: 60 }, (_, n) =>
      seedConflict(shop, `p${n}`, {
        kind: "content",
        place: "title",
        urgency: n % 7,
        driftSince: new Date(n * 1000),
      }),
    ),
  );
  for (const sort of ["urgency", "age", "product"] as const) {
    const first = await list({ sort });
    const second = await list({ sort, after: first.next });
    const third = await list({ sort, after: second.next });
    const keys = [...first.rows, ...second.rows, ...third.rows].map(({ key }) => key);
    expect(new Set(keys).size).toBe(120);
    expect(third.next).toBeNull();
  }
  const { rows } = await list({});
  const urgencies = await Promise.all(
    rows.map(async ({ kind, subject, place }) => {
      const where = { shop_kind_subject_place: { shop, kind, subject, place } };
      return (await db().observation.findUniqueOrThrow({ where })).urgency;
    }),
  );
  expect(urgencies).toEqual(urgencies.toSorted((a, b) => b - a));
});

test("filters and counts agree: field, person, vendor, text", async () => {
  await seedVariant(shop, "1", { vendor: "Acme" });
  await seedConflict(shop, "1", { sku: "A-1", productId: "p1", variantId: "1", assignee: "Ada" });
  await seedConflict(shop, "2", { sku: "B-2", kind: "content", place: "title" });
  const of = async (query: object) => (await list(query)).rows.map(({ sku }) => sku);
  expect(await of({ field: "price" })).toEqual(["A-1"]);
  expect(await of({ field: "title" })).toEqual(["B-2"]);
  expect(await of({ assignee: "me" })).toEqual(["A-1"]);
  expect(await of({ assignee: "nobody" })).toEqual(["B-2"]);
  expect(await of({ vendor: "Acme" })).toEqual(["A-1"]);
  expect(await of({ text: "b-" })).toEqual(["B-2"]);
  expect(await countConflicts(shop, "Ada")).toEqual({
    all: 2,
    mine: 1,
    nobody: 1,
    fields: [
      { field: "price", n: 1 },
      { field: "title", n: 1 },
    ],
    people: [{ name: "Ada", n: 1 }],
    vendors: ["Acme"],
  });
});

test("a row tells who moved which side, and when", async () => {
  await seedConflict(shop, "1", {
    receipt: {
      of: "price",
      lines: [{ kind: "source", asOf: "2026-11-20T08:00:00Z", origin: "prices.csv, line 4" }],
    },
  });
  const at = new Date("2026-11-21T10:00:00Z");
  const event = { id: randomUUID(), shop, kind: "price", subject: "1", place: "", at, event: "seen" };
  await db().timelineEvent.create({ data: { ...event, value: "11.00 EUR", detail: { editor: "Maya" } } });
  const { rows } = await list({});
  expect(rows[0]).toMatchObject({
    source: { at: "2026-11-20T08:00:00Z", origin: "prices.csv, line 4" },
    seen: { at: at.toISOString(), editor: "Maya" },
  });
});

function list(part: object) {
  const query = { ...parseConflictQuery(new URLSearchParams()), ...part };
  return readConflicts(shop, query, "Ada");
}
