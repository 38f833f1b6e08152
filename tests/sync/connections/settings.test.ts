import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createConnection, feedsOf, updateConnection } from "#app/sync/connections/connections.server.ts";
import { testDatabase } from "#tests/support/database.ts";

testDatabase();

const shop = "settings.myshopify.com";
let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "concord-settings-"));
  vi.stubEnv("CONCORD_LOCAL_FOLDERS", folder);
  vi.stubEnv("CONCORD_SECRET_KEY", Buffer.alloc(32, 7).toString("base64"));
});

afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

function draft(kinds: readonly string[]) {
  const file = { mode: "full" };
  const files = {
    stock: { ...file, pattern: "stock*", columns: { sku: "SKU", quantity: "Free" } },
    prices: { ...file, pattern: "prices*", currency: "EUR", columns: { sku: "SKU", amount: "Price" } },
    rates: { ...file, pattern: "rates*", to: "EUR", columns: { from: "From", rate: "Rate" } },
  };
  const chosen = Object.fromEntries(Object.entries(files).filter(([kind]) => kinds.includes(kind)));
  const settings = { place: { kind: "local", folder }, files: chosen };
  return { adapter: "csv", name: "ERP", settings, secrets: {} };
}

test("a connection is read for what its settings describe, no more and no less", async () => {
  const saved = await createConnection(shop, draft(["stock", "prices"]));
  const id = saved.ok ? saved.id : "";
  const kinds = async () => (await feedsOf(shop, id)).map(({ kind }) => kind);
  expect(await kinds()).toEqual(["prices", "stock"]);

  const [, stock] = await feedsOf(shop, id);
  await updateConnection(shop, id, draft(["stock", "rates"]));
  expect(await kinds()).toEqual(["rates", "stock"]);
  expect((await feedsOf(shop, id))[1]?.id).toBe(stock?.id);
});

test("settings that cannot be used are refused by the name of the field", async () => {
  const wrong = draft(["prices"]);
  Object.assign(wrong.settings.files["prices"] ?? {}, { currency: "KR" });
  const saved = await createConnection(shop, wrong);
  expect(saved).toMatchObject({ ok: false, problems: [{ field: "files.prices.currency" }] });
});
