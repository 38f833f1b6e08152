import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { Session } from "@shopify/shopify-app-remix/server";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { db } from "#app/store/database/database.server.ts";
import { offlineSessionId, sessionStorage } from "#app/store/shops/sessions.server.ts";
import { findShop, saveShop, setShopState } from "#app/store/shops/shops.server.ts";
import { offlineToken, ReconnectError } from "#app/sync/look/token.server.ts";
import { testDatabase } from "#tests/support/database.ts";

testDatabase();

const SHOP = "one.myshopify.com";
const HOUR_MS = 3_600_000;

/** Stands in for Shopify: each refresh gives new tokens and takes a while. */
let shopify: Server;
let port = 0;
let refreshes: string[] = [];
let status = 200;

beforeAll(async () => {
  process.env["CONCORD_SECRET_KEY"] = randomBytes(32).toString("base64");
  shopify = createServer((request, response) => {
    void text(request).then((body) => {
      const { refresh_token } = JSON.parse(body) as { refresh_token: string };
      refreshes.push(refresh_token);
      const number = refreshes.length;
      setTimeout(() => {
        response.writeHead(status, { "content-type": "application/json" });
        const lives = { expires_in: 3600, refresh_token_expires_in: 7_776_000, scope: "read_products" };
        const tokens = { access_token: `access-${number}`, refresh_token: `refresh-${number}` };
        response.end(JSON.stringify(status === 200 ? { ...tokens, ...lives } : { error: "invalid_grant" }));
      }, 200);
    });
  }).listen(0, "127.0.0.1");
  await once(shopify, "listening");
  port = (shopify.address() as AddressInfo).port;
});

afterAll(() => shopify.close());

beforeEach(async () => {
  refreshes = [];
  status = 200;
  const send = globalThis.fetch;
  vi.stubGlobal("fetch", (_: unknown, init?: RequestInit) => send(`http://127.0.0.1:${port}/`, init));
  await db().session.deleteMany();
  await saveShop(SHOP, {});
  return () => vi.unstubAllGlobals();
});

async function store(leftMs: number | null, refreshToken: string | null = "refresh-0"): Promise<void> {
  const session = new Session({
    id: offlineSessionId(SHOP),
    shop: SHOP,
    state: "",
    isOnline: false,
    accessToken: "access-0",
  });
  if (leftMs !== null) session.expires = new Date(Date.now() + leftMs);
  if (refreshToken !== null) session.refreshToken = refreshToken;
  await sessionStorage.storeSession(session);
}

test("a token with time left is used as it is", async () => {
  await store(HOUR_MS);
  expect(await offlineToken(SHOP, null)).toBe("access-0");
  expect(refreshes).toEqual([]);
});

test("a token that ends within minutes is replaced, and the new one is kept for all", async () => {
  await store(60_000);
  expect(await offlineToken(SHOP, null)).toBe("access-1");
  expect(await offlineToken(SHOP, null)).toBe("access-1");
  expect(refreshes).toEqual(["refresh-0"]);
  const session = await sessionStorage.loadSession(offlineSessionId(SHOP));
  expect(session?.refreshToken).toBe("refresh-1");
  expect(session?.expires?.getTime()).toBeGreaterThan(Date.now() + 0.9 * HOUR_MS);
});

test("ten callers in each of two processes meet an expired token: one refresh", async () => {
  await store(-60_000);
  const program = ["tests/support/take-token.ts", SHOP, String(port), "10"];
  const processes = [spawn(process.execPath, program), spawn(process.execPath, program)];
  for (const child of processes) child.stderr.pipe(process.stderr);
  const answers = processes.map((child) => text(child.stdout));
  for (const child of processes) child.stdin.end();
  const tokens = (await Promise.all(answers)).flatMap((answer) => JSON.parse(answer) as string[]);
  expect(tokens).toHaveLength(20);
  expect(new Set(tokens)).toEqual(new Set(["access-1"]));
  expect(refreshes).toEqual(["refresh-0"]);
});

test("a refused token is replaced once for all who were refused together", async () => {
  await store(HOUR_MS);
  const tokens = await Promise.all(Array.from({ length: 10 }, () => offlineToken(SHOP, "access-0")));
  expect(new Set(tokens)).toEqual(new Set(["access-1"]));
  expect(refreshes).toEqual(["refresh-0"]);
});

test.each([400, 401])(
  "when Shopify refuses the refresh token with %i, the shop must be reconnected",
  async (code) => {
    await store(-60_000);
    status = code;
    await expect(offlineToken(SHOP, null)).rejects.toThrow(ReconnectError);
    expect(await findShop(SHOP)).toMatchObject({ state: "reconnect", stateReason: "token-refused" });
    // The next visit from the admin must exchange its session token instead of using the dead one.
    expect(await sessionStorage.loadSession(offlineSessionId(SHOP))).toBeUndefined();
  },
);

test("a shop that is opened while its dead token is refused goes on with the new one", async () => {
  await store(-60_000);
  status = 400;
  const asked = offlineToken(SHOP, null);
  await expect.poll(() => refreshes.length).toBe(1);
  const opened = new Session({
    id: offlineSessionId(SHOP),
    shop: SHOP,
    state: "",
    isOnline: false,
    accessToken: "access-opened",
    expires: new Date(Date.now() + HOUR_MS),
  });
  // What the library does then: store the new token, which waits for the row, and record the installation.
  const visit = sessionStorage.storeSession(opened).then(() => saveShop(SHOP, {}));
  await expect(asked).rejects.toThrow(ReconnectError);
  await visit;
  expect(await offlineToken(SHOP, null)).toBe("access-opened");
  expect(await findShop(SHOP)).toMatchObject({ state: "active" });
});

test("when Shopify is away, the old token stays and the next attempt uses it", async () => {
  await store(-60_000);
  status = 503;
  await expect(offlineToken(SHOP, null)).rejects.toThrow(/503/);
  expect(await findShop(SHOP)).toMatchObject({ state: "active" });
  status = 200;
  expect(await offlineToken(SHOP, null)).toBe("access-2");
  expect(refreshes).toEqual(["refresh-0", "refresh-0"]);
});

test("a token without an end is used until it is refused", async () => {
  await store(null, null);
  expect(await offlineToken(SHOP, null)).toBe("access-0");
  await expect(offlineToken(SHOP, "access-0")).rejects.toThrow(ReconnectError);
});

test("an uninstalled shop has no token and stays uninstalled", async () => {
  await setShopState(SHOP, "uninstalled", null);
  await expect(offlineToken(SHOP, null)).rejects.toThrow(ReconnectError);
  expect(await findShop(SHOP)).toMatchObject({ state: "uninstalled" });
});
