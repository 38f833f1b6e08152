import { db } from "#app/store/database/database.server.ts";

/** Everything that any column of any table holds, as text, one line a row: "Table {...}". */
export async function everything(): Promise<string> {
  const tables = await db().$queryRaw<{ name: string }[]>`
    SELECT tablename::text AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename`;
  const texts = await Promise.all(
    tables.map(async ({ name }) => {
      const rows = await db().$queryRawUnsafe<{ text: string }[]>(
        `SELECT to_jsonb(t)::text AS text FROM "${name}" t`,
      );
      return rows.map(({ text }) => `${name} ${text}`);
    }),
  );
  return texts.flat().join("\n");
}
