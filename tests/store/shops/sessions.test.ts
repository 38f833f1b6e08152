import { randomBytes } from "node:crypto";
import { Session } from "@shopify/shopify-app-remix/server";
import { beforeAll, expect, test } from "vitest";
import { db } from "#app/store/database/database.server.ts";
import { eraseSessions, offlineSessionId, sessionStorage } from "#app/store/shops/sessions.server.ts";
import { testDatabase } from "#tests/support/database.ts";

testDatabase();

const SHOP = "one.myshopify.com";

beforeAll(() => {
  process.env["CONCORD_SECRET_KEY"] = randomBytes(32).toString("base64");
});

function offline(shop: string): Session {
  return new Session({
    id: offlineSessionId(shop),
    shop,
    state: "state",
    isOnline: false,
    scope: "read_products,write_inventory",
    accessToken: "access-canary",
    expires: new Date("2026-11-21T12:00:00Z"),
    refreshToken: "refresh-canary",
    refreshTokenExpires: new Date("2027-02-19T12:00:00Z"),
  });
}

test("a session comes back as it was stored, also when it was stored twice", async () => {
  await sessionStorage.storeSession(offline(SHOP));
  await sessionStorage.storeSession(offline(SHOP));
  const loaded = await sessionStorage.loadSession(offlineSessionId(SHOP));
  expect(loaded?.toObject()).toEqual(offline(SHOP).toObject());
  expect(await sessionStorage.findSessionsByShop(SHOP)).toHaveLength(1);
});

test("no token can be read in the database", async () => {
  await sessionStorage.storeSession(offline(SHOP));
  const stored = JSON.stringify(await db().session.findMany({ omit: { userId: true } }));
  expect(stored).not.toContain("canary");
});

test("a person's session keeps the name for the audit trail, and no e-mail address", async () => {
  const associated_user = {
    id: 7,
    first_name: "Ada",
    last_name: "Lovelace",
    email: "ada@example.com",
    email_verified: true,
    account_owner: true,
    locale: "en",
    collaborator: false,
  };
  const session = new Session({
    id: `${SHOP}_7`,
    shop: SHOP,
    state: "",
    isOnline: true,
    accessToken: "online",
    onlineAccessInfo: { expires_in: 60, associated_user_scope: "", associated_user },
  });
  await sessionStorage.storeSession(session);
  const user = (await sessionStorage.loadSession(`${SHOP}_7`))?.onlineAccessInfo?.associated_user;
  expect(user).toMatchObject({ id: 7, first_name: "Ada", last_name: "Lovelace" });
  expect(user?.email ?? null).toBeNull();
});

test("erasing one shop's sessions leaves the other shop's", async () => {
  await sessionStorage.storeSession(offline(SHOP));
  await sessionStorage.storeSession(offline("two.myshopify.com"));
  await eraseSessions(SHOP);
  expect(await sessionStorage.findSessionsByShop(SHOP)).toEqual([]);
  expect(await sessionStorage.findSessionsByShop("two.myshopify.com")).toHaveLength(1);
});
