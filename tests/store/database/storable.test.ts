import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { db } from "#app/store/database/database.server.ts";
import { jsonText } from "#app/store/database/json-text.server.ts";
import { testDatabase } from "../../support/database.ts";

testDatabase();

const run = { shop: "a.myshopify.com", activity: "pull", kind: "stock" };

describe.each([
  ["a zero character", "a\0b"],
  ["the first half of a pair", "a\ud83db"],
  ["the second half of a pair", "a\ude00b"],
])("%s", (_, text) => {
  test("in a failure does not keep the failure from being saved", async () => {
    const { id } = await db().run.create({ data: { ...run, error: text } });
    await db().run.update({ where: { id }, data: { error: text } });
    expect(await db().run.findUnique({ where: { id } })).toMatchObject({ error: "a\ufffdb" });
    await db().$transaction([db().run.update({ where: { id }, data: { origin: text } })]);
    await db().$transaction((tx) => tx.run.update({ where: { id }, data: { kind: text } }));
    expect(await db().run.findUnique({ where: { id } })).toMatchObject({
      origin: "a\ufffdb",
      kind: "a\ufffdb",
    });
  });

  test("is stored inside JSON too, in its names and in its values", async () => {
    const { id } = await db().run.create({ data: { ...run, reasons: { [text]: [text] } } });
    expect(await db().run.findUnique({ where: { id } })).toMatchObject({
      reasons: { "a\ufffdb": ["a\ufffdb"] },
    });
  });

  test("in hand-written SQL is stored, alone, in a list and in JSON", async () => {
    const value = jsonText([{ [text]: text, whole: "😀", backslash: "\\u0000" }]);
    const [row] = await db().$queryRaw<{ alone: string; list: string[]; json: unknown }[]>`
      SELECT ${text}::text AS alone, ${[text]}::text[] AS list, ${value}::jsonb AS json`;
    expect(row).toEqual({
      alone: "a\ufffdb",
      list: ["a\ufffdb"],
      json: [{ "a\ufffdb": "a\ufffdb", whole: "😀", backslash: "\\u0000" }],
    });
    expect(await db().$executeRaw`SELECT ${text}::text`).toBe(1);
  });

  test("in a question finds nothing, and breaks nothing", async () => {
    expect(await db().run.findMany({ where: { shop: text, startedAt: { gt: new Date(0) } } })).toEqual([]);
  });
});

test("nothing but jsonText makes JSON for the database", () => {
  // Bookmarks of lists, a comparison, and texts inside a reading: none is a parameter of type jsonb.
  const others = [
    "connections/readings.server.ts",
    "fulfillment/shipments.server.ts",
    "views/conflicts/order.server.ts",
    "views/drift/order.server.ts",
  ];
  const found = globSync("**/*.ts", { cwd: "app/store" }).filter((file) =>
    readFileSync(join("app/store", file), "utf8").includes("JSON.stringify("),
  );
  expect(found.sort()).toEqual([...others, "database/json-text.server.ts"].sort());
});
