import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { mintSessionToken } from "#sandbox/shopify/auth/session-token.ts";
import { API_KEY, API_SECRET, openShop, type OpenShop } from "./open-shop.ts";

const OFFLINE = "urn:shopify:params:oauth:token-type:offline-access-token";
const ONLINE = "urn:shopify:params:oauth:token-type:online-access-token";

interface TokenBody {
  access_token: string;
  refresh_token: string;
  scope: string;
  expires_in?: number;
  refresh_token_expires_in?: number;
  error?: string;
}

let shop: OpenShop;
let time = Date.now();

beforeAll(async () => {
  shop = await openShop({ plan: "enterprise", now: () => time });
}, 60_000);

afterAll(() => shop.close());

async function post(body: object): Promise<{ status: number; body: TokenBody }> {
  const response = await fetch(`http://127.0.0.1:${shop.sandbox.httpPort}/admin/oauth/access_token`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ client_id: API_KEY, client_secret: API_SECRET, ...body }),
  });
  return { status: response.status, body: (await response.json()) as TokenBody };
}

async function exchange(change: object = {}, token: Partial<Parameters<typeof mintSessionToken>[0]> = {}) {
  const subject = { shop: shop.sandbox.shop, apiKey: API_KEY, apiSecret: API_SECRET, ...token };
  return post({
    grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
    subject_token: await mintSessionToken(subject),
    subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
    requested_token_type: OFFLINE,
    expiring: "1",
    ...change,
  });
}

async function works(token: string): Promise<boolean> {
  return (await shop.ask("{ shop { name } }", {}, token)).status === 200;
}

function refresh(refreshToken: string) {
  return post({ grant_type: "refresh_token", refresh_token: refreshToken });
}

describe("token exchange", () => {
  test("gives an offline token that expires in an hour, with a refresh token for ninety days", async () => {
    const { status, body } = await exchange();
    expect(status).toBe(200);
    expect(body).toMatchObject({ expires_in: 3600, refresh_token_expires_in: 7_776_000 });
    expect(body.scope.split(",")).toContain("write_inventory");
    expect(await works(body.access_token)).toBe(true);
    time += 3601 * 1000;
    expect(await works(body.access_token)).toBe(false);
  });

  test("gives a lasting token to an app that does not ask for an expiring one", async () => {
    const { body } = await exchange({ expiring: "0" });
    expect(body).not.toHaveProperty("expires_in");
    time += 365 * 24 * 3600 * 1000;
    expect(await works(body.access_token)).toBe(true);
  });

  test("gives an online token with the staff member it is for", async () => {
    const { body } = await exchange({ requested_token_type: ONLINE }, { userId: "77" });
    expect(body).toMatchObject({ associated_user: { id: 77 } });
  });

  test.each<[string, object]>([
    ["signed with another secret", { apiSecret: "other" }],
    ["for another app", { apiKey: "other" }],
    ["for another shop", { shop: "other.myshopify.com" }],
    ["that expired", { now: Date.now() - 3_600_000 }],
  ])("refuses a session token %s", async (_what, token) => {
    expect(await exchange({}, token)).toMatchObject({
      status: 400,
      body: { error: "invalid_subject_token" },
    });
  });

  test("refuses another client", async () => {
    expect(await exchange({ client_secret: "guess" })).toMatchObject({
      status: 400,
      body: { error: "invalid_client" },
    });
  });
});

describe("refreshing", () => {
  test("replaces both tokens", async () => {
    const { body: first } = await exchange();
    const { body: second } = await refresh(first.refresh_token);
    expect(second.refresh_token).not.toBe(first.refresh_token);
    expect(await works(second.access_token)).toBe(true);
  });

  test("an answer that was lost can be asked for again, until the replacement is used", async () => {
    const { body: first } = await exchange();
    await refresh(first.refresh_token);
    const { status, body: second } = await refresh(first.refresh_token);
    expect(status).toBe(200);
    expect(await works(second.access_token)).toBe(true);
    expect(await refresh(first.refresh_token)).toMatchObject({
      status: 400,
      body: { error: "invalid_grant" },
    });
  });

  test("a refresh token ends after ninety days", async () => {
    const { body } = await exchange();
    time += 91 * 24 * 3600 * 1000;
    expect((await refresh(body.refresh_token)).status).toBe(400);
  });

  test("all expiring tokens can be made to expire at once", async () => {
    const { body } = await exchange();
    shop.sandbox.expireTokens();
    expect(await works(body.access_token)).toBe(false);
    expect(await works((await refresh(body.refresh_token)).body.access_token)).toBe(true);
  });
});

describe("uninstalling", () => {
  test("revokes every token; an exchange installs again", async () => {
    const { body } = await exchange();
    shop.sandbox.uninstall();
    expect(await works(body.access_token)).toBe(false);
    expect((await refresh(body.refresh_token)).status).toBe(400);
    expect(await works((await exchange()).body.access_token)).toBe(true);
  });
});
