import { readdirSync } from "node:fs";
import pg from "pg";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { migrate, prisma } from "#app/store/database/migrate.server.ts";

const server = inject("serverUrl");
const names = { migrated: `migrated_${process.pid}`, declared: `declared_${process.pid}` };

beforeAll(async () => {
  for (const name of Object.values(names)) await query(server, `CREATE DATABASE ${name}`);
});

afterAll(async () => {
  for (const name of Object.values(names)) await query(server, `DROP DATABASE ${name} WITH (FORCE)`);
});

test("two processes that start on an empty database at once migrate it once", async () => {
  const url = urlOf(names.migrated);
  await Promise.all([migrate(url), migrate(url)]);
  const migrations = readdirSync("prisma/migrations", { withFileTypes: true }).filter((one) =>
    one.isDirectory(),
  );
  const applied = await query(
    url,
    "SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL",
  );
  expect(applied).toHaveLength(migrations.length);
});

test("the migrations together make what schema.prisma says", async () => {
  const arguments_ = [
    "migrate",
    "diff",
    "--from-empty",
    "--to-schema-datamodel",
    "prisma/schema.prisma",
    "--script",
  ];
  await query(urlOf(names.declared), await prisma(urlOf(names.declared), arguments_));
  await migrate(urlOf(names.migrated));

  const columns = `
    SELECT table_name, column_name, data_type, is_nullable, column_default FROM information_schema.columns
    WHERE table_schema = 'public' AND table_name <> '_prisma_migrations' ORDER BY table_name, column_name`;
  expect(await query(urlOf(names.migrated), columns)).toEqual(await query(urlOf(names.declared), columns));

  // A migration may add what Prisma cannot express, such as a partial index.
  const indexes = "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'";
  const made = await query(urlOf(names.migrated), indexes);
  expect(made).toEqual(expect.arrayContaining(await query(urlOf(names.declared), indexes)));
});

function urlOf(name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<pg.QueryResultRow>(sql)).rows;
  } finally {
    await client.end();
  }
}
