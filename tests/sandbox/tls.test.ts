import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { mintSessionToken } from "#sandbox/shopify/auth/session-token.ts";
import { API_KEY, API_SECRET, openShop, type OpenShop } from "./open-shop.ts";

const PRELOAD = fileURLToPath(new URL("../../sandbox/preload.cjs", import.meta.url));

/** What an unmodified app does: exchange its session token, then ask, at Shopify's own addresses. */
const APP = `
const [, shop, subject_token, client_id, client_secret] = process.argv;
const post = async (path, headers, body) => {
  const response = await fetch("https://" + shop + path, {
    method: "POST", headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(body),
  });
  return response.json();
};
const { access_token } = await post("/admin/oauth/access_token", {}, {
  client_id, client_secret, subject_token,
  grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
  subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
  requested_token_type: "urn:shopify:params:oauth:token-type:offline-access-token",
  expiring: "1",
});
const ask = (query) => post("/admin/api/2026-10/graphql.json", { "x-shopify-access-token": access_token }, { query });
const { data } = await ask("{ shop { name myshopifyDomain } }");
await ask('mutation { bulkOperationRunQuery(query: "{ products { edges { node { id title } } } }") { userErrors { message } } }');
let operation = null;
while (!operation?.url) operation = (await ask("{ currentBulkOperation { url } }")).data.currentBulkOperation;
const results = await (await fetch(operation.url)).text();
console.log(JSON.stringify({ shop: data.shop, lines: results.trim().split("\\n").length }));
`;

let shop: OpenShop;

beforeAll(async () => {
  shop = await openShop({ plan: "enterprise" });
}, 60_000);

afterAll(() => shop.close());

test("an unmodified app reaches the sandbox at Shopify's addresses, over trusted TLS", async () => {
  const { sandbox } = shop;
  const token = await mintSessionToken({ shop: sandbox.shop, apiKey: API_KEY, apiSecret: API_SECRET });
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--input-type=module", "-e", APP, "--", sandbox.shop, token, API_KEY, API_SECRET],
    {
      env: {
        ...process.env,
        NODE_OPTIONS: `--require ${PRELOAD}`,
        NODE_EXTRA_CA_CERTS: sandbox.caFile,
        SANDBOX_TLS_PORT: String(sandbox.tlsPort),
      },
    },
  );
  expect(JSON.parse(stdout)).toEqual({
    shop: { name: "Concord Demo", myshopifyDomain: "concord-demo.myshopify.com" },
    lines: 2,
  });
}, 60_000);

test("another shop's name is not answered for", async () => {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      "--input-type=module",
      "-e",
      `const r = await fetch("https://other.myshopify.com/admin/api/2026-10/graphql.json", { method: "POST" }); console.log(r.status);`,
    ],
    {
      env: {
        ...process.env,
        NODE_OPTIONS: `--require ${PRELOAD}`,
        NODE_EXTRA_CA_CERTS: shop.sandbox.caFile,
        SANDBOX_TLS_PORT: String(shop.sandbox.tlsPort),
      },
    },
  );
  expect(stdout.trim()).toBe("404");
}, 60_000);
