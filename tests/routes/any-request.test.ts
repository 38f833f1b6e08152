import { createHmac } from "node:crypto";
import { readFileSync, globSync } from "node:fs";
import fc from "fast-check";
import pMap from "p-map";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeQueues } from "#app/jobs/queue.ts";
import { mintCustomerToken, mintSessionToken } from "#sandbox/shopify/auth/session-token.ts";
import { testDatabase } from "#tests/support/database.ts";
import { endpointPaths, pageDoors, type PageDoor } from "#tests/support/doors.ts";
import { pagePosts, type Sample } from "#tests/support/page-posts.ts";
import { pagesBuild } from "#tests/support/pages.ts";
import { openWeb, type Web } from "#tests/support/web.ts";
import { goLiveWith, openWorld, type World } from "#tests/support/world.ts";

testDatabase();

/** FUZZ_REQUESTS=10000 asks every door as often as that; the seed says which requests these are. */
const REQUESTS = Number(process.env["FUZZ_REQUESTS"] ?? 60);
const SEED = Number(process.env["FUZZ_SEED"] ?? 20_261_129);
const AT_ONCE = 6;
const MINUTE_MS = 60_000;
const DOORS = 40;

let world: World;
let web: Web;
let pages: PageDoor[];
let samples: Record<string, Sample>;

beforeAll(async () => {
  process.env["SHOPIFY_APP_URL"] = "https://concord.example.com";
  world = await openWorld([
    { sku: "A", shows: 4 },
    { sku: "B", shows: 2 },
  ]);
  process.env["SHOPIFY_APP_URL"] = "https://concord.example.com";
  await goLiveWith(world, [
    ["A", 4],
    ["B", 2],
  ]);
  samples = await pagePosts(world);
  web = await openWeb();
  pages = pageDoors(await pagesBuild());
});

afterAll(async () => {
  await web.close();
  await closeQueues();
  await world.close();
});

/** Parameters that a loader reads somewhere, as the sources name them. */
const NAMES = [
  ...new Set(
    globSync("app/{routes,store/views,endpoints}/**/*.{ts,tsx}").flatMap((file) =>
      [...readFileSync(file, "utf8").matchAll(/(?:\.get(?:All)?|short)\("(\w+)"\)/g)].map(
        ([, name = ""]) => name,
      ),
    ),
  ),
];

/** What a sender may put where a text belongs, already as it stands in an address. */
const refusedAtOnce = fc.constantFrom("%00", "a%00b", "x".repeat(9_000));
const hostile = fc.oneof({ weight: 1, arbitrary: refusedAtOnce }, { weight: 50, arbitrary: anything() });

function anything(): fc.Arbitrary<string> {
  return fc.oneof(
    fc.constantFrom(
      ...["%", "%zz", "%ED%A0%80", "%EF%BF%BF", "%0d%0aX:%20y", "%2e%2e%2f", "%F0%9F%A6%84"],
      ...["", "0", "-1", "1e308", "NaN", "9".repeat(19), "9".repeat(400), "x".repeat(1_000)],
      ...["__proto__", "constructor", "toString", "hasOwnProperty", "null", "undefined", "true", "[]", "{}"],
      ...[
        "%7B",
        "%5B%5D",
        "%5B1,2%5D",
        "%5B%22a%22,%22b%22,%22c%22%5D",
        "%5Bnull,null,null%5D",
        "%27%20OR%201=1--",
      ],
      ...["%5B%22stock%22,%22-1%22,%22%5Cu0000%22,%22%22%5D", "%5B1e999,%22%5Cud800%22,%22%22%5D"],
      ...[
        "2026-11-02T09:00:00Z%201",
        "+275760-09-14%20x",
        "x%20y",
        "999999-01-01T00:00:00Z%201",
        "%25",
        "%5C",
      ],
      ...[
        "decided",
        "open",
        "all",
        "orders",
        "sku",
        "collection",
        "title",
        "urgency",
        "oldest",
        "24h",
        "customer",
      ],
    ),
    fc.constantFrom(
      "toString",
      "constructor",
      "decided",
      "open",
      "age",
      "title",
      "urgency",
      "sku",
      "price",
      "1",
    ),
    fc.uuid(),
    fc.string({ unit: "binary", maxLength: 12 }).map((text) => encodeURIComponent(text.toWellFormed())),
    fc.json({ maxDepth: 2 }).map(encodeURIComponent),
    fc.bigInt({ min: 0n, max: 2n ** 70n }).map(String),
  );
}

/** A place in a list, nearly as the app itself writes it. */
const cursor = fc
  .tuple(
    fc.constantFrom(
      '"stock"',
      '"2026-11-02T09:00:00Z"',
      '"x"',
      "7",
      "-1",
      "0.5",
      "1e999",
      "1e10",
      "null",
      '"+275760-01-01T00:00:00Z"',
    ),
    fc.array(fc.constantFrom('"price"', '"1"', '""', '"\\u0000"', '"\\ud800"', "7", "null"), {
      maxLength: 4,
    }),
  )
  .map(([value, rest]) => encodeURIComponent(`[${[value, ...rest].join(",")}]`));

/** Each parameter that any page reads: absent, or anything. */
const query = fc
  .record(
    Object.fromEntries(
      [...NAMES, "x"].map((name) => [
        name,
        fc.option(name === "after" ? fc.oneof(cursor, hostile) : hostile),
      ]),
    ),
  )
  .map((values) =>
    Object.entries(values).flatMap(([name, value]) => (value === null ? [] : [`${name}=${value}`])),
  )
  .map((pairs) => pairs.join("&").slice(0, 12_000));

const UNSTORABLE = ["\0", "\ud800", "x".repeat(200_000), "", " "];
const anyValue = fc.oneof(
  fc.constantFrom<unknown>(...UNSTORABLE, null, true, -1, 0.5, 1e308, 2 ** 53, [], {}, [[]], [null], {
    __proto__: null,
  }),
  fc.jsonValue({ maxDepth: 3 }),
);

/** Replaces one value of a body that fits by one that may not: `way` says which. */
function spoilt(body: unknown, way: readonly number[], value: unknown): unknown {
  const [turn = 0, ...rest] = way;
  if (way.length === 0 || typeof body !== "object" || body === null) return value;
  const entries = Object.entries(body);
  const chosen = entries[turn % Math.max(1, entries.length)];
  if (chosen === undefined) return value;
  const next = spoilt(chosen[1], rest, value);
  if (Array.isArray(body))
    return body.map((one: unknown, index) => (String(index) === chosen[0] ? next : one));
  return { ...body, [chosen[0]]: next };
}

interface Asked {
  method: "GET" | "POST";
  path: string;
  body?: string;
  headers: Record<string, string>;
}

const language = fc.constantFrom("cs", "nb", "", "*", "x".repeat(500), "en-US,en;q=0.5");
const types = fc.constantFrom(
  ...[
    "application/json",
    "application/json; charset=x",
    "application/x-www-form-urlencoded",
    "text/plain",
    "",
  ],
  ...["multipart/form-data", "multipart/form-data; boundary=x", 'multipart/form-data; boundary="'],
);

function encoded(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return encodeURIComponent(text.toWellFormed());
}

/** Bodies: one that fits with one thing wrong, as JSON or as a form; or anything else. */
function bodyOf(fitting: readonly (() => object)[]): fc.Arbitrary<string> {
  const nearly = fc
    .tuple(fc.nat(), fc.array(fc.nat(9), { minLength: 1, maxLength: 5 }), anyValue)
    .map(([which, way, value]) => spoilt(fitting[which % Math.max(1, fitting.length)]?.() ?? {}, way, value));
  return fc.oneof(
    { weight: 5, arbitrary: nearly.map((body) => JSON.stringify(body)) },
    nearly.map((body) =>
      typeof body === "object" && body !== null
        ? Object.entries(body)
            .map(([name, value]) => `${name}=${encoded(value)}`)
            .join("&")
        : encoded(body),
    ),
    fc.json(),
    fc.constantFrom(
      "",
      "{",
      "null",
      "[".repeat(20_000),
      "%00=%00",
      '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n',
    ),
    hostile,
  );
}

/** Requests for one page: for its data or the whole document, with parameters that exist or not. */
function toPage({ route, path, methods, drawn }: PageDoor): fc.Arbitrary<Asked> {
  const sample = samples[`${route.replace("routes/", "")}.tsx`];
  const known = sample?.id?.() ?? world.connectionId;
  const params = fc.array(fc.oneof(fc.constant(known), fc.constantFrom("1", "toString"), hostile), {
    minLength: 3,
    maxLength: 3,
  });
  return fc
    .record({
      method: fc.constantFrom(...methods),
      params,
      query,
      isDocument: fc.nat(9).map((one) => drawn && one === 0),
      body: bodyOf(sample?.bodies ?? []),
      type: types,
      language,
    })
    .map(({ method, params, query, isDocument, body, type, language }) => {
      let next = 0;
      const address = path.replaceAll(/:\w+|\*$/g, () => params[next++] ?? "1");
      const data = isDocument ? "" : `_data=${encodeURIComponent(route)}&`;
      const index = route.endsWith("_index") ? "index&" : "";
      return {
        ...{ method, path: `${address}?${data}${index}${query}` },
        ...(method === "POST" ? { body } : {}),
        headers: {
          "accept-language": language,
          ...(method === "POST" && type ? { "content-type": type } : {}),
        },
      };
    });
}

const TOPICS = [
  "orders/create",
  "products/update",
  "app/uninstalled",
  "customers/redact",
  "customers/data_request",
  "x",
];

/** Requests for one endpoint, most of them signed as it wants. */
function toEndpoint(path: string): fc.Arbitrary<Asked> {
  const fitting = [
    () => ({ product: "gid://shopify/Product/1" }),
    () => ({ order: "1" }),
    () => ({ shopify_domain: world.shop, action_run_id: "run", properties: { product_id: 1 } }),
    () => ({ shopify_domain: "\0", action_run_id: "run", properties: { product_id: 1 } }),
    () => ({ id: 1, order_id: 1, shop_domain: world.shop, customer: { id: 1 }, orders_to_redact: [1] }),
  ];
  return fc
    .record({
      method: fc.constantFrom<Asked["method"]>("GET", "POST"),
      name: fc.constantFrom("product", "variant", "order", "x"),
      value: hostile,
      body: bodyOf(fitting),
      topic: fc.constantFrom(...TOPICS),
      id: fc.constantFrom("1", "é", "x".repeat(300), "", "a b"),
      at: fc.constantFrom(
        "2026-11-02T09:00:00Z",
        "x",
        "+275760-09-13T00:00:00Z",
        "-271821-04-20T00:00:00Z",
        "",
      ),
    })
    .map(({ method, name, value, body, topic, id, at }) => ({
      ...{ method, path: `${path}?${name}=${value}` },
      ...(method === "POST" ? { body } : {}),
      headers: {
        "x-shopify-hmac-sha256": createHmac("sha256", process.env["SHOPIFY_API_SECRET"] ?? "")
          .update(body)
          .digest("base64"),
        ...{ "x-shopify-shop-domain": world.shop, "x-shopify-topic": topic },
        ...{ "x-shopify-webhook-id": id, "x-shopify-triggered-at": at },
      },
    }));
}

/** Asks all, waiting where it is told to; what was answered as no request may be, told apart by kind. */
async function wrongAnswers(arbitrary: fc.Arbitrary<Asked>, token: () => Promise<string>): Promise<string[]> {
  const asked = fc.sample(arbitrary, { numRuns: REQUESTS, seed: SEED });
  const wrong = await pMap(
    asked,
    async ({ path, ...init }) => {
      const jwt = await token();
      let answer = await web.ask(path, { ...init, token: jwt });
      while (answer.status === 429) {
        await answer.text();
        await new Promise((resolve) => setTimeout(resolve, Number(answer.headers.get("retry-after")) * 1000));
        answer = await web.ask(path, { ...init, token: jwt });
      }
      const text = await answer.text();
      const isRight = answer.status < 400 || (answer.status < 500 && (text !== "" || answer.status === 401));
      return isRight
        ? []
        : [`${answer.status} ${init.method} ${path.slice(0, 300)} ${(init.body ?? "").slice(0, 300)}`];
    },
    { concurrency: AT_ONCE },
  );
  return wrong.flat();
}

const app = () => ({
  shop: world.shop,
  apiKey: process.env["SHOPIFY_API_KEY"] ?? "",
  apiSecret: process.env["SHOPIFY_API_SECRET"] ?? "",
});

test(
  "whatever a page is asked, it answers, and in words where it cannot do it",
  async () => {
    const rejections: unknown[] = [];
    const note = (reason: unknown) => rejections.push(reason);
    process.on("unhandledRejection", note);
    const wrong: string[] = [];
    for (const page of pages)
      wrong.push(...(await wrongAnswers(toPage(page), () => mintSessionToken(app()))));
    process.off("unhandledRejection", note);
    expect(wrong).toEqual([]);
    expect(rejections).toEqual([]);
  },
  Math.max(5 * MINUTE_MS, REQUESTS * DOORS * 30),
);

test("whatever an endpoint is asked, it answers", async () => {
  const staff = () => mintSessionToken(app());
  const customer = () => mintCustomerToken({ ...app(), customerId: "7" });
  const wrong: string[] = [];
  for (const path of endpointPaths())
    wrong.push(...(await wrongAnswers(toEndpoint(path), path === "/api/delivery" ? customer : staff)));
  // Machines read the status.
  expect(wrong.filter((answer) => answer.startsWith("5"))).toEqual([]);
});
