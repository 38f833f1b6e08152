import { createHmac } from "node:crypto";
import { connect } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { mintSessionToken } from "#sandbox/shopify/auth/session-token.ts";
import { db } from "#app/store/database/database.server.ts";
import { endpointPaths, OPEN_PAGES, opened, pageDoors, type PageDoor } from "#tests/support/doors.ts";
import { testDatabase } from "#tests/support/database.ts";
import { pagesBuild } from "#tests/support/pages.ts";
import { openWeb, type Web } from "#tests/support/web.ts";
import { openWorld, type World } from "#tests/support/world.ts";

testDatabase();

const SLOW = { headers: 400, request: 800 };
const MEGABYTE = 1024 * 1024;
const STRANGER = "203.0.113.5";

let world: World;
let web: Web;
/** The same, that waits for slow senders only as long as a test can. */
let impatient: Web;
let pages: PageDoor[];

beforeAll(async () => {
  process.env["SHOPIFY_APP_URL"] = "https://concord.example.com";
  world = await openWorld([{ sku: "A", shows: 4 }]);
  process.env["SHOPIFY_APP_URL"] = "https://concord.example.com";
  web = await openWeb();
  impatient = await openWeb(SLOW);
  pages = pageDoors(await pagesBuild());
});

afterAll(async () => {
  await web.close();
  await impatient.close();
  await world.close();
});

const tokenOf = () =>
  mintSessionToken({
    shop: world.shop,
    apiKey: process.env["SHOPIFY_API_KEY"] ?? "",
    apiSecret: process.env["SHOPIFY_API_SECRET"] ?? "",
  });

const signatureOf = (text: string) =>
  createHmac("sha256", process.env["SHOPIFY_API_SECRET"] ?? "")
    .update(text)
    .digest("base64");

test("every answer says who may frame it, and that nothing in it is to be guessed", async () => {
  const token = await tokenOf();
  const paths = [
    ...pages.flatMap(({ path }) => [path, opened(path, world.shop, token)]),
    ...endpointPaths(),
    ...["/%00", "/app/runs?x=%00", "/auth/login", "/auth/exit-iframe"],
  ];
  for (const path of paths) {
    const { headers } = await web.ask(path);
    expect(headers.get("x-content-type-options"), path).toBe("nosniff");
    expect(headers.get("referrer-policy"), path).toBe("strict-origin-when-cross-origin");
    expect(headers.get("content-security-policy"), path).toMatch(/frame-ancestors ('none'|https:)/);
  }
});

test("only the shop's own admin frames a page, and only the scripts that the page marks run in it", async () => {
  const token = await tokenOf();
  const drawn = pages.filter(({ drawn, route }) => drawn && !OPEN_PAGES.includes(route));
  for (const { path, route } of drawn) {
    const answer = await web.ask(opened(path, world.shop, token));
    const policy = answer.headers.get("content-security-policy") ?? "";
    expect(policy, route).toContain(`frame-ancestors https://${world.shop} https://admin.shopify.com;`);
    expect(policy, route).not.toContain("unsafe");
    const nonce = /script-src [^;]*'nonce-([\w+/=]+)'/.exec(policy)?.[1];
    const html = await answer.text();
    const inline = [...html.matchAll(/<script\b([^>]*)>/g)].filter(([, tag = ""]) => !/\bsrc=/.test(tag));
    expect(inline.length, route).toBeGreaterThan(0);
    for (const [tag] of inline) expect(tag, route).toContain(`nonce="${nonce}"`);
    expect(html.replaceAll(/<script\b[\s\S]*?<\/script>/g, ""), route).not.toMatch(/\son\w+=|javascript:/);
  }
});

test("a nonce is used once", async () => {
  const policies = await Promise.all(
    [1, 2].map(async () => (await web.ask("/")).headers.get("content-security-policy")),
  );
  expect(policies[0]).not.toBe(policies[1]);
});

test("the page that fetches a token is framed by the shop's admin and runs Shopify's script only", async () => {
  const answer = await web.ask(`/auth/session-token?shop=${world.shop}`);
  expect(answer.status).toBe(200);
  expect(await answer.text()).toContain("https://cdn.shopify.com/shopifycloud/app-bridge.js");
  expect(answer.headers.get("content-security-policy")).toBe(
    `frame-ancestors https://${world.shop} https://admin.shopify.com; script-src 'self' https://cdn.shopify.com; object-src 'none'; base-uri 'none'`,
  );
});

test("no page takes more than a megabyte, whether it is announced or only keeps coming", async () => {
  const token = await tokenOf();
  const before = process.memoryUsage().rss;
  for (const { route, path } of pages.filter(({ methods }) => methods.includes("POST"))) {
    const address = `${path.replaceAll(/:\w+/g, world.connectionId)}?_data=${encodeURIComponent(route)}`;
    const index = route.endsWith("_index") ? "&index" : "";
    const send = (body: string | AsyncIterable<Buffer>) =>
      web.ask(address + index, {
        ...{ method: "POST", token, body, duplex: "half" },
        headers: { "content-type": "application/json", "accept-language": "cs" },
      });
    for (const body of [`{"a":"${"x".repeat(2 * MEGABYTE)}"}`, endless(20 * MEGABYTE)]) {
      const answer = await send(body);
      // A page of something that does not exist has nothing to read.
      if (answer.status === 404) continue;
      expect(answer.status, route).toBe(413);
      expect(await answer.text(), route).toMatch(/^\{"refused":".*větší/);
    }
  }
  expect(process.memoryUsage().rss - before).toBeLessThan(300 * MEGABYTE);
});

async function* endless(bytes: number): AsyncGenerator<Buffer> {
  const chunk = Buffer.alloc(64 * 1024, "x");
  for (let sent = 0; sent < bytes; sent += chunk.length) yield await Promise.resolve(chunk);
}

/** Sends the text and nothing more; what comes back until the server closes, and after how long. */
async function trickle(text: string): Promise<{ answer: string; afterMs: number }> {
  const { port } = new URL(impatient.url);
  const startedMs = Date.now();
  const socket = connect(Number(port), "127.0.0.1").setEncoding("utf8");
  socket.write(text);
  let answer = "";
  for await (const part of socket as AsyncIterable<string>) answer += part;
  return { answer, afterMs: Date.now() - startedMs };
}

test("a slow sender is let go, at pages as at endpoints, with or without its headers", async () => {
  const token = await tokenOf();
  const posted = `POST /app/orders HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${token}\r\nUser-Agent: Chrome\r\n`;
  const begun = await Promise.all(
    [
      "GET /app HTTP/1.1\r\nHost: a\r\n",
      `${posted}Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 999\r\n\r\norder=1&`,
      `POST /webhooks HTTP/1.1\r\nHost: a\r\nContent-Length: 999\r\n\r\n{`,
      `POST /auth/login HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n`,
    ].map(trickle),
  );
  for (const { afterMs } of begun) expect(afterMs).toBeLessThan(8_000);
});

test("of a form whose sender went away, not even the part that came is done", async () => {
  const token = await tokenOf();
  const shop = await db().shop.findUniqueOrThrow({ where: { shop: world.shop } });
  expect(shop.setupDismissed).toBe(false);
  const { port } = new URL(web.url);
  const socket = connect(Number(port), "127.0.0.1");
  const head = `POST /app?index HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${token}\r\nUser-Agent: Chrome\r\n`;
  const form = "intent=dismiss-setup";
  socket.end(
    `${head}Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ${form.length + 9}\r\n\r\n${form}`,
  );
  await new Promise((resolve) => socket.once("close", resolve).resume());
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(await db().shop.findUniqueOrThrow({ where: { shop: world.shop } })).toEqual(shop);
});

test("a workflow's run is let in while a stranger holds what they can", async () => {
  const body = JSON.stringify({
    shopify_domain: world.shop,
    action_run_id: "r",
    properties: { product_id: 1 },
  });
  const run = (headers: Record<string, string>) =>
    impatient.ask("/flow/repair", { method: "POST", body, headers });
  const lie = (signature: string) =>
    `POST /flow/repair HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: ${STRANGER}\r\n${signature}Content-Length: 900\r\n\r\n{`;
  const false_ = `X-Shopify-Hmac-Sha256: ${signatureOf("something else")}\r\n`;
  expect((await trickle(lie(""))).answer).toContain("401 Unauthorized");
  const held = Array.from({ length: 60 }, () => trickle(lie(false_)));
  await new Promise((resolve) => setTimeout(resolve, 200));
  // The product is none of the shop's; that it is looked for says that the run was let in.
  expect((await run({ "x-shopify-hmac-sha256": signatureOf(body) })).status).toBe(404);
  expect((await run({ "x-shopify-hmac-sha256": signatureOf("x") })).status).toBe(401);
  const answers = await Promise.all(held);
  expect(answers.filter(({ answer }) => answer.includes("429"))).toHaveLength(20);
});

test("a stranger who asks without end is told to wait; a genuine webhook from the same place is not", async () => {
  const from = { "x-forwarded-for": "198.51.100.77" };
  const ask = async (path: string) => (await web.ask(path, { headers: from })).status;
  // While one asks, the share grows again, so more is asked for than it holds; the slower, the more.
  const untilRefused = async (path: string) => {
    for (let count = 0; count < 2_000; count++) if ((await ask(path)) === 429) return true;
    return false;
  };
  expect(await Promise.all(Array.from({ length: 20 }, () => untilRefused("/api/why")))).not.toContain(false);
  for (const path of [...endpointPaths(), ...pages.map((page) => page.path)]) {
    const signed = ["/webhooks", "/flow/repair"].includes(path);
    if (!signed) expect(await untilRefused(path), path).toBe(true);
  }
  let answer = await web.ask("/api/why", { headers: from });
  while (answer.status !== 429) answer = await web.ask("/api/why", { headers: from });
  expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(await answer.text()).toContain("Too many requests");
  const body = JSON.stringify({ id: 1 });
  const webhook = await web.ask("/webhooks", {
    ...{ method: "POST", body },
    headers: {
      ...from,
      "x-shopify-hmac-sha256": signatureOf(body),
      "x-shopify-shop-domain": world.shop,
      "x-shopify-topic": "orders/create",
      "x-shopify-webhook-id": "1",
    },
  });
  expect(webhook.status).toBe(200);
  expect((await web.ask("/healthz", { headers: { "x-forwarded-for": "198.51.100.78" } })).status).toBe(200);
});

test("figures are for this machine, unless the operator has set a token", async () => {
  const status = async (headers: Record<string, string>) => (await web.ask("/metrics", { headers })).status;
  expect(await status({})).toBe(200);
  expect(await status({ "x-forwarded-for": "198.51.100.2" })).toBe(403);
  const asProxy = "GET /metrics HTTP/1.1\r\nHost: concord.example.com\r\nConnection: close\r\n\r\n";
  expect((await trickle(asProxy)).answer).toMatch(/^HTTP\/1.1 403/);
  process.env["CONCORD_METRICS_TOKEN"] = "look";
  expect(await status({})).toBe(401);
  expect(await status({ "x-forwarded-for": "198.51.100.2", authorization: "Bearer look" })).toBe(200);
  delete process.env["CONCORD_METRICS_TOKEN"];
});
