import { expect, test } from "vitest";
import { exchangeToken, refreshToken } from "#app/shopify/auth/tokens.ts";

const APP = { shop: "concord-demo.myshopify.com", apiKey: "key", apiSecret: "secret" };
const GRANTED = {
  access_token: "shpat_new",
  scope: "read_products,write_inventory",
  expires_in: 3600,
  refresh_token: "shprt_new",
  refresh_token_expires_in: 7776000,
};

function oauth(status: number, body: unknown) {
  const asked: { url: string; body: unknown }[] = [];
  const fetch = (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    asked.push({ url: input as string, body: JSON.parse(init?.body as string) });
    return Promise.resolve(
      typeof body === "string" ? new Response(body, { status }) : Response.json(body, { status }),
    );
  };
  return { asked, fetch };
}

test("a session token becomes an expiring offline token", async () => {
  const { asked, fetch } = oauth(200, GRANTED);
  const askedAtMs = Date.now();
  const token = await exchangeToken({ ...APP, sessionToken: "jwt", fetch });
  expect(token).toMatchObject({
    accessToken: "shpat_new",
    refreshToken: "shprt_new",
    scope: "read_products,write_inventory",
  });
  expect(token.expires.getTime() - askedAtMs).toBeGreaterThanOrEqual(3_600_000);
  expect(token.expires.getTime() - askedAtMs).toBeLessThan(3_610_000);
  expect(asked).toEqual([
    {
      url: "https://concord-demo.myshopify.com/admin/oauth/access_token",
      body: {
        client_id: "key",
        client_secret: "secret",
        grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
        subject_token: "jwt",
        subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
        requested_token_type: "urn:shopify:params:oauth:token-type:offline-access-token",
        expiring: "1",
      },
    },
  ]);
});

test("a refresh names the old refresh token", async () => {
  const { asked, fetch } = oauth(200, GRANTED);
  await refreshToken({ ...APP, refreshToken: "shprt_old", fetch });
  expect(asked[0]?.body).toEqual({
    client_id: "key",
    client_secret: "secret",
    grant_type: "refresh_token",
    refresh_token: "shprt_old",
  });
});

test.each([
  [400, { error: "invalid_subject_token" }, "TokenRejected"],
  [401, { error: "invalid_client" }, "TokenRejected"],
  [402, "<html>", "ShopGone"],
  [404, "<html>", "ShopGone"],
  [503, "<html>", "ShopifyUnavailable"],
  [200, "<html>", "ShopifyUnavailable"],
  [200, { ...GRANTED, refresh_token: undefined }, "ShopifyUnavailable"],
])("an answer of %i %j is %s", async (status, body, name) => {
  const { fetch } = oauth(status, body);
  const refreshed = refreshToken({ ...APP, refreshToken: "shprt_old", fetch });
  await expect(refreshed).rejects.toHaveProperty("name", name);
});

test("a token that cannot be read is not quoted in the error", async () => {
  const { fetch } = oauth(200, '{"access_token":"shpat_canary"');
  const refreshed = refreshToken({ ...APP, refreshToken: "shprt_old", fetch });
  const error = await refreshed.catch((caught: unknown) => caught);
  expect(String((error as Error).stack)).not.toContain("shpat_canary");
  expect((error as Error).cause).toBeUndefined();
});

test("secrets go to Shopify's domain only", async () => {
  const { asked, fetch } = oauth(200, GRANTED);
  const elsewhere = refreshToken({ ...APP, shop: "evil.example", refreshToken: "x", fetch });
  await expect(elsewhere).rejects.toThrow("Not a shop's domain");
  expect(asked).toHaveLength(0);
});
