import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, inject } from "vitest";
import { closeDatabase } from "#app/store/database/database.server.ts";

/** Call at the top of a test file: it gets an empty, migrated database and DATABASE_URL points to it. */
export function testDatabase(): { readonly url: string } {
  const server = inject("serverUrl");
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  const own = new URL(server);
  own.pathname = `/${name}`;

  beforeAll(async () => {
    await onServer(server, `CREATE DATABASE ${name} TEMPLATE template_concord`);
    process.env["DATABASE_URL"] = own.href;
  });
  afterAll(async () => {
    await closeDatabase();
    await onServer(server, `DROP DATABASE ${name} WITH (FORCE)`);
  });
  return { url: own.href };
}

async function onServer(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}
