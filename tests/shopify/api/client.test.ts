import { describe, expect, test } from "vitest";
import { adminClient } from "#app/shopify/api/client.ts";
import { Budget } from "#app/shopify/api/budget.ts";
import { operation } from "#app/shopify/api/operation.ts";
import { type Reply, answering, data, network, topLevel } from "../answering.ts";

type None = Record<string, never>;
const Ask = operation<{ shop: { id: string } }, None>("query Ask { shop { id } }");
const Write = operation<{ write: { id: string } | null }, None>("mutation Write { write { id } }");

const html = (status: number): Response =>
  new Response("<html><style>p{}</style><h1>Something went   wrong</h1></html>", { status });
const shop = (): Response => data({ shop: { id: "gid://shopify/Shop/1" } });

describe("what one request leads to", () => {
  test.each<[string, Reply[], string]>([
    ["a query against a failing server", [html(500), html(502), html(503), html(504)], "ShopifyUnavailable"],
    ["a query without a route", Array<Reply>(4).fill(network("ENOTFOUND")), "ShopifyUnavailable"],
    [
      "a query turned away for a minute",
      [new Response("", { status: 429, headers: { "retry-after": "60" } })],
      "ShopifyUnavailable",
    ],
    [
      "a query the token may not ask",
      [topLevel("ACCESS_DENIED", "Access denied for shop field.")],
      "ShopifyRefused",
    ],
    ["a frozen shop", [html(402)], "ShopGone"],
    ["an app that was uninstalled", [html(404)], "ShopGone"],
    ["a locked shop", [html(423)], "ShopGone"],
    ["a shop that is not active", [topLevel("SHOP_INACTIVE", "The shop is not active")], "ShopGone"],
    ["a token refused twice", [html(401), html(401)], "TokenRejected"],
  ])("%s", async (_, replies, error) => {
    const { client, asked } = answering(...replies);
    await expect(client.run(Ask, {})).rejects.toHaveProperty("name", error);
    expect(asked).toHaveLength(replies.length);
  });

  test.each<[string, Reply, string]>([
    ["a server error", html(500), "OutcomeUnknown"],
    ["a connection cut off", network("ECONNRESET"), "OutcomeUnknown"],
    ["a page instead of an answer", html(200), "OutcomeUnknown"],
    ["an answer without data", Response.json({ data: null }), "OutcomeUnknown"],
    ["an internal error", topLevel("INTERNAL_SERVER_ERROR", "Internal error"), "OutcomeUnknown"],
    [
      "an error beside a payload",
      topLevel("ACCESS_DENIED", "Denied", { write: { id: "1" } }),
      "OutcomeUnknown",
    ],
    [
      "a missing key",
      topLevel("BAD_REQUEST", "The @idempotent directive is required", { write: null }),
      "ShopifyRefused",
    ],
    ["too many rows", topLevel("MAX_INPUT_SIZE_EXCEEDED", "The input array size of 251"), "ShopifyRefused"],
    ["a frozen shop", html(402), "ShopGone"],
  ])("a mutation is sent once and no more: %s", async (_, reply, error) => {
    const { client, asked } = answering(reply);
    await expect(client.run(Write, {})).rejects.toHaveProperty("name", error);
    expect(asked).toHaveLength(1);
  });

  test("a mutation that never left is sent again", async () => {
    const { client, asked } = answering(network("ECONNREFUSED"), data({ write: { id: "1" } }));
    await expect(client.run(Write, {})).resolves.toMatchObject({ data: { write: { id: "1" } } });
    expect(asked).toHaveLength(2);
  });
});

test("a query is repeated until it succeeds", async () => {
  const { client } = answering(html(503), network("ECONNRESET"), shop());
  const { data: answered } = await client.run(Ask, {});
  expect(answered.shop.id).toBe("gid://shopify/Shop/1");
});

test("a refused token is renewed once and the request goes again", async () => {
  const { client, asked, tokens } = answering(html(401), shop());
  await client.run(Ask, {});
  expect(tokens.forced).toBe(1);
  expect(asked.map(({ token }) => token)).toEqual(["token-0", "token-1"]);
});

test("a throttled mutation waits and goes again", async () => {
  const { client, asked } = answering(
    topLevel("THROTTLED", "Throttled"),
    topLevel("THROTTLED", "Throttled"),
    data({ write: { id: "1" } }),
  );
  await client.run(Write, {});
  expect(asked).toHaveLength(3);
  expect(client.spent).toEqual({ requests: 3, points: 10 });
});

test("a shop that throttles for ever is given up", async () => {
  const throttled = Array<Reply>(30).fill(() => topLevel("THROTTLED", "Throttled"));
  const { client, asked } = answering(...throttled);
  await expect(client.run(Write, {})).rejects.toHaveProperty("name", "ShopifyUnavailable");
  expect(asked).toHaveLength(21);
});

test("a message quotes what a page says, shortened", async () => {
  const { client } = answering(html(402));
  await expect(client.run(Ask, {})).rejects.toThrow("Shopify answered 402: Something went wrong");
});

test("requests go to the shop's own address with its token", async () => {
  const { client, asked } = answering(shop());
  await client.run(Ask, {});
  expect(asked[0]).toMatchObject({
    url: "https://concord-demo.myshopify.com/admin/api/2026-10/graphql.json",
    token: "token-0",
  });
});

test.each(["evil.example", "a.myshopify.com.evil.example", "x@y.myshopify.com", "a.myshopify.com/"])(
  "no token is sent to %s",
  (domain) => {
    const open = () => adminClient({ shop: domain, token: () => Promise.resolve("t"), budget: new Budget() });
    expect(open).toThrow("Not a shop's domain");
  },
);

describe("giving up", () => {
  test("before sending, nothing has happened", async () => {
    const { client, asked } = answering(shop());
    await expect(client.run(Write, {}, { signal: AbortSignal.abort(new Error("closing")) })).rejects.toThrow(
      "closing",
    );
    expect(asked).toHaveLength(0);
  });

  test.each([
    ["a mutation under way has an unknown outcome", Write, "OutcomeUnknown"],
    ["a query under way ends with the reason given", Ask, "Error"],
  ])("%s", async (_, what, name) => {
    const giveUp = new AbortController();
    const client = adminClient({
      shop: "concord-demo.myshopify.com",
      token: () => Promise.resolve("token"),
      budget: new Budget(),
      fetch: (_url, init) =>
        new Promise((_resolve, reject) => {
          init?.signal?.addEventListener("abort", () => reject(init.signal?.reason as Error));
          setTimeout(() => giveUp.abort(new Error("closing")), 5);
        }),
    });
    const run = client.run<unknown, None>(what, {}, { signal: giveUp.signal });
    await expect(run).rejects.toHaveProperty("name", name);
  });
});

test("an answer larger than the limit is not kept", async () => {
  const piece = new Uint8Array(1024 * 1024).fill(32);
  let sent = 0;
  const endless = () =>
    new Response(
      new ReadableStream({
        pull(controller) {
          sent += 1;
          controller.enqueue(piece);
        },
      }),
    );
  const { client } = answering(endless);
  await expect(client.run(Write, {})).rejects.toThrow("larger than");
  expect(sent).toBeLessThan(64);
});
