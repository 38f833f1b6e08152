import { randomBytes } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { db } from "#app/store/database/database.server.ts";
import { resealSecrets } from "#app/store/database/reseal.server.ts";
import { currentSeal, seal, unseal } from "#app/store/database/secrets.server.ts";
import { testDatabase } from "#tests/support/database.ts";

testDatabase();

const newKey = (): string => randomBytes(32).toString("base64");
const SHOP = "one.myshopify.com";

beforeEach(() => {
  process.env["CONCORD_SECRET_KEY"] = newKey();
  delete process.env["CONCORD_SECRET_KEY_PREVIOUS"];
});

function rotate(): void {
  process.env["CONCORD_SECRET_KEY_PREVIOUS"] = process.env["CONCORD_SECRET_KEY"];
  process.env["CONCORD_SECRET_KEY"] = newKey();
}

test("a secret comes back as it was, and its sealed form never shows it twice alike", () => {
  const [first, second] = [seal("pässword 🔑"), seal("pässword 🔑")];
  expect(unseal(first)).toBe("pässword 🔑");
  expect(first).not.toBe(second);
  expect(first).not.toContain("password");
});

test("a changed seal is refused", () => {
  const sealed = seal("password");
  const middle = sealed.length - 5;
  const forged = sealed.slice(0, middle) + (sealed[middle] === "A" ? "B" : "A") + sealed.slice(middle + 1);
  expect(() => unseal(forged)).toThrow();
});

test("after the key was changed, old secrets open while the key before it is known", () => {
  const sealed = seal("password");
  rotate();
  expect(unseal(sealed)).toBe("password");
  delete process.env["CONCORD_SECRET_KEY_PREVIOUS"];
  expect(() => unseal(sealed)).toThrow(/CONCORD_SECRET_KEY_PREVIOUS/);
});

test("a key that is not 32 bytes is refused by name", () => {
  process.env["CONCORD_SECRET_KEY"] = "c2hvcnQ=";
  expect(() => seal("password")).toThrow(/CONCORD_SECRET_KEY must be 32 bytes/);
});

test("changing the key encrypts everything stored anew, and then the old key is needed no more", async () => {
  const connection = { shop: SHOP, adapter: "csv", name: "Files", settings: {} };
  await db().connection.create({ data: { ...connection, secrets: seal("ftp password") } });
  await db().connection.create({ data: connection });
  const session = { shop: SHOP, state: "", isOnline: false };
  await db().session.create({
    data: { ...session, id: "a", accessToken: seal("access"), refreshToken: seal("refresh") },
  });
  await db().session.create({ data: { ...session, id: "b", accessToken: seal("forever") } });

  rotate();
  expect(await resealSecrets()).toBe(3);
  expect(await resealSecrets()).toBe(0);
  delete process.env["CONCORD_SECRET_KEY_PREVIOUS"];

  const stored = await db().connection.findMany({ where: { secrets: { not: null } } });
  expect(stored.map(({ secrets }) => unseal(secrets ?? ""))).toEqual(["ftp password"]);
  const sessions = await db().session.findMany({ orderBy: { id: "asc" } });
  expect(sessions.map(({ accessToken }) => unseal(accessToken))).toEqual(["access", "forever"]);
  expect(unseal(sessions[0]?.refreshToken ?? "")).toBe("refresh");
  expect(sessions.every(({ accessToken }) => accessToken.startsWith(currentSeal()))).toBe(true);
});
