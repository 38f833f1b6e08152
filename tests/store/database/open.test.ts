import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { db } from "#app/store/database/database.server.ts";
import { openStore } from "#app/store/database/open.server.ts";
import { seal, unseal } from "#app/store/database/secrets.server.ts";
import { testDatabase } from "#tests/support/database.ts";

const database = testDatabase();

beforeEach(() => void delete process.env["CONCORD_SECRET_KEY"]);
afterEach(() => {
  delete process.env["CONCORD_SECRET_KEY"];
  delete process.env["CONCORD_HOME"];
  process.env["DATABASE_URL"] = database.url;
});

test("with a database of one's own and no key, Concord says which one is missing", async () => {
  await expect(openStore()).rejects.toThrow(/CONCORD_SECRET_KEY/);
});

test("with nothing configured, database and key are made and found again at the next start", async () => {
  const home = await mkdtemp(join(tmpdir(), "concord-open-"));
  process.env["CONCORD_HOME"] = home;
  const start = async (): Promise<{ close(): Promise<void> }> => {
    delete process.env["DATABASE_URL"];
    delete process.env["CONCORD_SECRET_KEY"];
    return openStore();
  };

  const first = await start();
  const [place] = await db().$queryRaw<
    { folder: string }[]
  >`SELECT current_setting('data_directory') AS folder`;
  await db().shop.create({ data: { shop: "one.myshopify.com" } });
  const sealed = seal("password");
  await first.close();

  const second = await start();
  expect(await db().shop.count()).toBe(1);
  expect(unseal(sealed)).toBe("password");
  await second.close();

  const keyFile = join(home, "secret.key");
  expect((await stat(keyFile)).mode & 0o777).toBe(0o600);
  expect(Buffer.from(await readFile(keyFile, "utf8"), "base64")).toHaveLength(32);
  for (const folder of [home, dirname(place?.folder ?? home)])
    await rm(folder, { recursive: true, force: true });
});
