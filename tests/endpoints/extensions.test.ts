import { SignJWT } from "jose";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { WhyAnswer } from "#app/endpoints/why-answer.ts";
import { db } from "#app/store/database/database.server.ts";
import { mintSessionToken } from "#sandbox/shopify/auth/session-token.ts";
import { testDatabase } from "#tests/support/database.ts";
import { APP, listening, observationsOf, seedProduct, type Listening } from "./product-page.ts";

testDatabase();

const OURS = "ours.myshopify.com";
const THEIRS = "theirs.myshopify.com";
let app: Listening;

beforeAll(async () => {
  app = await listening();
});

afterAll(() => app.close());

beforeEach(async () => {
  await db().$executeRaw`TRUNCATE "Shop", "Location", "Variant", "Observation"`;
  await seedProduct(OURS, "100");
  await seedProduct(THEIRS, "200");
});

const tokenOf = (shop: string, changes: Partial<Parameters<typeof mintSessionToken>[0]> = {}) =>
  mintSessionToken({ shop, apiKey: APP.apiKey, apiSecret: APP.secret, ...changes });

async function ask(path: string, token: string | null, init: RequestInit = {}): Promise<Response> {
  const headers = { ...init.headers, ...(token === null ? {} : { authorization: `Bearer ${token}` }) };
  return fetch(app.url + path, { ...init, headers });
}

const repair = (body: unknown, token: string) =>
  ask("/api/repair", token, { method: "POST", body: JSON.stringify(body) });

describe("why", () => {
  test("the product's page hears the one sentence, the arithmetic and what is out of step", async () => {
    const response = await ask("/api/why?product=gid://shopify/Product/100", await tokenOf(OURS));
    expect(response.status).toBe(200);
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
    const answer = (await response.json()) as WhyAnswer;
    expect(answer).toMatchObject({
      state: "needs-you",
      sentence: { key: "explain.conflict", params: { shows: "11.00 EUR", should: "12.50 EUR" } },
      worst: { kind: "price" },
      page: "app/product/100",
      more: false,
    });
    expect(answer.outOfStep.map(({ kind }) => kind).sort()).toEqual(["price", "stock"]);
    expect(answer.counts.content).toEqual({ agreed: 1, repairing: 0, waiting: 0 });
  });

  test("a variant's page hears of the variant and is led to its own page", async () => {
    const response = await ask("/api/why?variant=1001", await tokenOf(OURS));
    expect(await response.json()).toMatchObject({ state: "needs-you", page: "app/sku/1001" });
  });

  test("the admin's browser is told beforehand that it may ask, and with which headers", async () => {
    const response = await ask("/api/why", null, { method: "OPTIONS" });
    expect(response.status).toBe(204);
    expect(response.headers.get("access-control-allow-headers")).toContain("Authorization");
    expect(response.headers.get("access-control-allow-methods")).toBe("GET, OPTIONS");
  });

  test("what another shop sells is unknown, whichever id is asked for", async () => {
    for (const query of ["product=200", "variant=2001", "product=999"]) {
      const response = await ask(`/api/why?${query}`, await tokenOf(OURS));
      expect(response.status, query).toBe(404);
    }
  });

  test.each(["", "?product=", "?product=abc", "?product=1&variant=2", "?product=gid://shopify/Order/1"])(
    "a question that names no one product is refused: %s",
    async (query) => {
      expect((await ask(`/api/why${query}`, await tokenOf(OURS))).status).toBe(400);
    },
  );
});

describe("who asks", () => {
  const claims = { dest: `https://${OURS}`, iss: `https://${OURS}/admin`, aud: APP.apiKey, sub: "42" };
  const sign = (changes: object, { secret = APP.secret, alg = "HS256", lifetimeS = 60 } = {}) => {
    const nowS = Math.floor(Date.now() / 1000);
    return new SignJWT({ ...claims, nbf: nowS - 5, exp: nowS + lifetimeS, ...changes })
      .setProtectedHeader({ alg })
      .sign(new TextEncoder().encode(secret));
  };
  const statusWith = async (token: string | null) => (await ask("/api/why?product=100", token)).status;

  test("a genuine token opens the door, also one of the secret that is being replaced", async () => {
    expect(await statusWith(await sign({}))).toBe(200);
    expect(await statusWith(await sign({}, { secret: APP.previous }))).toBe(200);
  });

  test("without a token, or with one that is none, nothing is said", async () => {
    expect(await statusWith(null)).toBe(401);
    expect(await statusWith("not.a.token")).toBe(401);
  });

  test("a token that another secret or another algorithm signed is refused", async () => {
    expect(await statusWith(await sign({}, { secret: "guessed" }))).toBe(401);
    expect(await statusWith(await sign({}, { alg: "HS512", secret: APP.secret.repeat(20) }))).toBe(401);
    const unsigned = (await sign({})).split(".");
    const none = Buffer.from('{"alg":"none"}').toString("base64url");
    expect(await statusWith(`${none}.${unsigned[1]}.${unsigned[2]}`)).toBe(401);
  });

  test("a token of another app, expired, too early, or with no end is refused", async () => {
    expect(await statusWith(await sign({ aud: "another app" }))).toBe(401);
    expect(await statusWith(await sign({}, { lifetimeS: -60 }))).toBe(401);
    expect(await statusWith(await sign({ nbf: Math.floor(Date.now() / 1000) + 60 }))).toBe(401);
    expect(await statusWith(await sign({ exp: undefined }))).toBe(401);
  });

  test("a token whose issuer is another shop than the one it is for is refused", async () => {
    expect(await statusWith(await sign({ iss: `https://${THEIRS}/admin` }))).toBe(401);
    expect(await statusWith(await sign({ dest: "https://evil.example.com" }))).toBe(401);
  });
});

describe("repair", () => {
  test("every value that is kept in step is owed a decision, and a refused one is tried again", async () => {
    const before = app.nudged();
    const response = await repair({ product: "gid://shopify/Product/100" }, await tokenOf(OURS));
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ owed: 3, waiting: 1 });
    expect(app.nudged()).toBe(before + 1);
    const [title, price, stock, unmapped] = await observationsOf(OURS);
    for (const owed of [title, price, stock]) expect(owed).toMatchObject({ dirty: 2, decided: 1 });
    expect(stock).toMatchObject({ failures: 0, retryAt: null });
    expect(unmapped).toMatchObject({ dirty: 1 });
  });

  test("what a person decided is not undone by it", async () => {
    const decided = { pinned: "11.00 EUR", pinnedFor: "12.50 EUR", pinnedBy: "Eva", retryAt: new Date(2e12) };
    await db().observation.updateMany({ where: { shop: OURS, kind: "price" }, data: decided });
    await repair({ variant: "1001" }, await tokenOf(OURS));
    expect((await observationsOf(OURS))[1]).toMatchObject(decided);
  });

  test("another shop's product is neither repaired nor admitted to exist", async () => {
    const before = app.nudged();
    expect((await repair({ product: "200" }, await tokenOf(OURS))).status).toBe(404);
    expect((await observationsOf(THEIRS)).every(({ dirty }) => dirty === 1)).toBe(true);
    expect(app.nudged()).toBe(before);
  });

  test("an expired token, a wish without a product and another method change nothing", async () => {
    expect((await repair({ product: "100" }, await tokenOf(OURS, { lifetimeS: -60 }))).status).toBe(401);
    expect((await repair({}, await tokenOf(OURS))).status).toBe(400);
    expect((await repair({ product: ["100"] }, await tokenOf(OURS))).status).toBe(400);
    expect((await ask("/api/repair", await tokenOf(OURS))).status).toBe(405);
    expect((await observationsOf(OURS)).every(({ dirty }) => dirty === 1)).toBe(true);
  });
});
