import { expect, test } from "vitest";
import { db } from "#app/store/database/database.server.ts";
import { PEOPLE, TABLES_OF_SHOPS } from "#app/store/shops/personal-data.server.ts";
import { testDatabase } from "#tests/support/database.ts";

testDatabase();

/** Kept by the tools that migrate the database. */
const NOT_OURS = ["_prisma_migrations"];

async function columns(where: string): Promise<Map<string, string[]>> {
  const rows = await db().$queryRawUnsafe<{ table: string; column: string }[]>(`
    SELECT c.table_name::text AS "table", c.column_name::text AS "column" FROM information_schema.columns c
    JOIN information_schema.tables t USING (table_schema, table_name)
    WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND (${where})
    ORDER BY c.table_name, c.column_name`);
  const ours = rows.filter(({ table }) => !NOT_OURS.includes(table));
  return new Map(
    [...Map.groupBy(ours, ({ table }) => table)].map(([table, of]) => [table, of.map((c) => c.column)]),
  );
}

const columnsOf = (blanks: (typeof PEOPLE)["Order"]["buyer"]) =>
  Object.keys(blanks === "rows" ? {} : (blanks ?? {}));

/** What can hold words: numbers, times, yes or no, and ids that we draw ourselves cannot. */
const NO_WORDS = ["boolean", "integer", "bigint", "double precision", "uuid"];

test("the list says of every column of every table whether it may name a person", async () => {
  const types = NO_WORDS.map((type) => `'${type}'`).join(", ");
  const found = await columns(`c.data_type NOT IN (${types}) AND c.data_type NOT LIKE 'timestamp%'`);
  const listed = Object.entries(PEOPLE).map(([table, { buyer, life, words, staff, nobody }]) => {
    const named = [...columnsOf(buyer), ...columnsOf(words), ...(life ?? []), ...(staff ?? []), ...nobody];
    return [table, [...new Set(named)].sort()] as const;
  });
  expect(Object.fromEntries(listed)).toEqual(
    Object.fromEntries([...found].map(([table, names]) => [table, [...names].sort()])),
  );
});

test("no column is listed twice", () => {
  for (const [table, { buyer, life, words, staff, nobody }] of Object.entries(PEOPLE)) {
    // Words about anything may stand in a row about the buyer too.
    const named = [
      ...new Set([...columnsOf(buyer), ...columnsOf(words)]),
      ...(life ?? []),
      ...(staff ?? []),
      ...nobody,
    ];
    expect(named, table).toEqual([...new Set(named)]);
  }
});

test("whoever may name a buyer says in which rows", () => {
  for (const [table, { of, buyer }] of Object.entries(PEOPLE))
    expect(Boolean(of), table).toBe(Boolean(buyer));
});

test("every table with rows of a shop is among those that are erased with it", async () => {
  const found = await columns(`c.column_name = 'shop'`);
  expect([...TABLES_OF_SHOPS].sort()).toEqual([...found.keys()].sort());
});
