import { expect, test } from "vitest";
import { db, pool } from "#app/store/database/database.server.ts";
import { testDatabase } from "#tests/support/database.ts";

testDatabase();

test("what Prisma writes, plain SQL on the same pool reads", async () => {
  await db().shop.create({ data: { shop: "one.myshopify.com" } });
  const { rows } = await pool().query<{ shop: string }>('SELECT shop FROM "Shop"');
  expect(rows).toEqual([{ shop: "one.myshopify.com" }]);
});
