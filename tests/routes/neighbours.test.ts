import { createHmac } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { endpoints, type Endpoints } from "#app/endpoints/endpoints.ts";
import { closeQueues, openQueues } from "#app/jobs/queue.ts";
import { db } from "#app/store/database/database.server.ts";
import { noteDataRequest } from "#app/store/shops/privacy.server.ts";
import { savePromotion } from "#app/sync/settings/promotions.server.ts";
import { mintCustomerToken, mintSessionToken } from "#sandbox/shopify/auth/session-token.ts";
import { testDatabase } from "#tests/support/database.ts";
import { openOrderWorld, type OrderWorld } from "#tests/support/order-world.ts";
import { goLiveWith, openWorld, type World } from "#tests/support/world.ts";
import { samplesOf, type Subject } from "#tests/support/page-samples.ts";

testDatabase();

const ROUTES = "app/routes";
const APP_URL = "https://concord.example.com";
const KEY = { apiKey: "test-key", apiSecret: "test-secret" };
const PROMOTION = "019a9d60-0000-7000-8000-000000000001";
const EVENT = "019a9d60-0000-7000-8000-000000000002";
/** Says nothing about any shop, and is not for the shop's people. */
const OF_NO_SHOP = ["/healthz", "/readyz", "/metrics", "/webhooks"];

let theirs: OrderWorld;
let ours: World;
let subject: Subject;
let machines: Endpoints;
let server: Server;
let url: string;
let secrets: Set<string>;

const names = readdirSync(ROUTES).filter((name) => name.endsWith(".tsx"));
const SAMPLES = samplesOf(() => subject);

beforeAll(async () => {
  theirs = await openOrderWorld();
  await goLiveWith(theirs, [
    ["MUG", 90],
    ["CUP", 80],
  ]);
  subject = await fill(theirs);
  ours = await openWorld([{ sku: "A", shows: 4 }]);
  await goLiveWith(ours, [["A", 4]]);
  process.env["SHOPIFY_APP_URL"] = APP_URL;
  await openQueues();
  const nothing = () => Promise.resolve();
  machines = endpoints({ ...KEY, secrets: [KEY.apiSecret], nudgeInbox: nothing, nudgeOwed: nothing });
  server = createServer((request, response) => void machines.handle(request, response));
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  secrets = await known();
});

afterAll(async () => {
  await closeQueues();
  await machines.end();
  await new Promise((resolve) => server.close(resolve));
  await ours.close();
  await theirs.close();
});

/** Gives the other shop something of every kind that a page can name. */
async function fill({ shop, sourceId, ...world }: OrderWorld): Promise<Subject> {
  const name = world.buy("MUG", { email: "theirs@example.org", note: "Nobody else's business" });
  await world.export();
  const { id: orderId } = await db().order.findFirstOrThrow({ where: { shop, name } });
  await noteDataRequest(shop, { customerId: "7700112233", orderIds: [orderId] });
  const scope = {
    name: "Their winter",
    scope: "sku",
    subjects: ["MUG"],
    percent: "20",
    amount: null,
  } as const;
  const times = { from: "2030-01-01T00:00:00Z", until: null };
  await savePromotion(shop, { id: PROMOTION, ...scope, ...times }, "Their Ada", new Date());
  const value = { shop, kind: "stock", subject: world.itemId("MUG"), place: world.locationId };
  await db().connection.update({ where: { id: sourceId }, data: { name: "Their ledger" } });
  const { id: setAsideId } = await db().setAside.create({
    data: {
      shop,
      connectionId: sourceId,
      kind: "stock",
      origin: "their file",
      reason: "malformed",
      raw: "their row",
      at: new Date(),
    },
  });
  const { id: holdId } = await db().hold.create({
    data: {
      shop,
      connectionId: sourceId,
      kind: "stock",
      state: "waiting",
      reason: "first-plan",
      origin: "their plan",
    },
  });
  const { id: changeId } = await db().change.create({
    data: {
      ...value,
      before: "7",
      after: "5",
      who: "Their Ada",
      idempotencyKey: "their key",
      outcome: "applied",
    },
  });
  await db().timelineEvent.create({
    data: {
      ...value,
      id: EVENT,
      at: new Date(),
      event: "resolved",
      value: "5",
      detail: { choice: "value", who: "Their Ada" },
    },
  });
  const feed = await db().feed.findFirstOrThrow({ where: { shop } });
  const { productId, id: variantId } = await db().variant.findFirstOrThrow({ where: { shop, sku: "MUG" } });
  return {
    ...{ connectionId: sourceId, feedId: feed.id, setAsideId, variantId, productId, holdId, orderId },
    ...{ itemId: value.subject, locationId: value.place, place: `${sourceId}/S1` },
    ...{ promotionId: PROMOTION, changeId, eventId: EVENT },
  };
}

/** Every row of a shop, table by table. */
async function rowsOf(shop: string): Promise<string[]> {
  const tables = await db().$queryRaw<{ name: string }[]>`
    SELECT table_name::text AS name FROM information_schema.columns
    WHERE table_schema = 'public' AND column_name = 'shop' ORDER BY table_name`;
  const rows = [];
  for (const { name } of tables) {
    const found = await db().$queryRawUnsafe<{ row: string }[]>(
      `SELECT to_jsonb(t)::text AS row FROM "${name}" t WHERE shop = $1 ORDER BY 1`,
      shop,
    );
    rows.push(...found.map(({ row }) => `${name} ${row}`));
  }
  return rows;
}

const LETTERS_MIN = 5;
/** A word of ours or of Shopify's, such as a verdict. */
const CODE = /^([a-z][A-Za-z]*([-./:][A-Za-z]+)*|[A-Z][A-Z_]*)$/;

/** What the tables say about the other shop and not about ours: texts, ids and times. */
async function known(): Promise<Set<string>> {
  const own = (await rowsOf(ours.shop)).join("\n");
  const texts = (await rowsOf(theirs.shop)).flatMap((row) => leaves(JSON.parse(row.slice(row.indexOf(" ")))));
  return new Set(
    texts.filter((text) => text.length >= LETTERS_MIN && !CODE.test(text) && !own.includes(text)),
  );
}

function leaves(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value === "number") return [String(value)];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(leaves);
}

/** Ids of a shop that an address may carry: one out of each column. */
async function idsOf(shop: string): Promise<string[]> {
  const found = new Map<string, string>();
  for (const line of await rowsOf(shop)) {
    const table = line.slice(0, line.indexOf(" "));
    const row = JSON.parse(line.slice(table.length)) as Record<string, unknown>;
    for (const [column, value] of Object.entries(row)) {
      const [id] = /[0-9a-f]{8}-[0-9a-f-]{27}|\b\d{6,}\b/.exec(JSON.stringify(value)) ?? [];
      if (id !== undefined) found.set(`${table}.${column}`, id);
    }
  }
  return [...new Set([...found.values(), ...Object.values<string>({ ...subject })])];
}

/** Names of parameters that any page or endpoint reads from its address. */
function parameters(): string[] {
  const files = ["app/routes", "app/components", "app/endpoints", "app/store/views", "app/core"].flatMap(
    (folder) =>
      readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((name) => /\.tsx?$/.test(name))
        .map((name) => join(folder, name)),
  );
  const read = files.flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/\.get(?:All)?\("(\w+)"\)/g)].map(([, name]) => name ?? ""),
  );
  return [...new Set(read)];
}

/** What an answer tells of the other shop that the request did not say itself. */
function foreign(answer: string, request: string): string[] {
  return [...secrets].filter((secret) => answer.includes(secret) && !request.includes(secret));
}

interface Route {
  loader?: (args: object) => Promise<unknown>;
  action?: (args: object) => Promise<unknown>;
}

async function textOf(call: () => Promise<unknown>): Promise<string> {
  try {
    const answer = await call();
    return answer instanceof Response
      ? `${[...answer.headers].join()} ${await answer.text()}`
      : JSON.stringify(answer ?? null);
  } catch (error) {
    return error instanceof Response ? `${[...error.headers].join()} ${await error.text()}` : String(error);
  }
}

async function ask(
  name: string,
  params: Record<string, string>,
  query: string,
  body?: object,
): Promise<string[]> {
  const route = (await import(
    /* @vite-ignore */ pathToFileURL(join(process.cwd(), ROUTES, name)).href
  )) as Route;
  const work = body ? route.action : route.loader;
  if (!work) return [];
  const headers = {
    authorization: `Bearer ${await mintSessionToken({ shop: ours.shop, ...KEY })}`,
    ...(body ? { "content-type": "application/json" } : {}),
  };
  const text = body ? JSON.stringify(body) : null;
  const address = `${APP_URL}/app${query}`;
  const request = new Request(address, { headers, method: text ? "POST" : "GET", body: text });
  const answer = await textOf(() => work({ request, params, context: {} }));
  const said = `${decodeURIComponent(address)} ${JSON.stringify(params)} ${text}`;
  return foreign(answer, said).map((secret) => `${name} tells "${secret}"`);
}

const parameterOf = (name: string) => /\$(\w*)/.exec(name)?.[1] ?? null;

test("the crawler sees what it looks for where it may be seen", () => {
  expect([...secrets]).toEqual(
    expect.arrayContaining([
      "theirs@example.org",
      "Nobody else's business",
      "Their ledger",
      "Their winter",
      "their row",
    ]),
  );
  expect(foreign("... Their winter ...", "no secret")).toEqual(["Their winter"]);
});

test("no page shows anything of another shop, whatever id of theirs is asked for", async () => {
  const ids = await idsOf(theirs.shop);
  const all = parameters();
  const told: string[] = [];
  let calls = 0;
  for (const name of names) {
    const parameter = parameterOf(name);
    for (const id of [...ids, theirs.shop]) {
      const params = parameter === null ? {} : { [parameter === "" ? "*" : parameter]: id };
      const queries = [`?${all.map((one) => `${one}=${encodeURIComponent(id)}`).join("&")}`];
      for (const query of parameter === null ? queries : ["", ...queries]) {
        calls += 1;
        told.push(...(await ask(name, params, query)));
      }
    }
  }
  expect([...new Set(told)]).toEqual([]);
  expect(calls).toBeGreaterThan(names.length * ids.length);
}, 300_000);

test("no post changes anything of another shop, or tells of it", async () => {
  const before = await rowsOf(theirs.shop);
  const told: string[] = [];
  for (const [name, { id, bodies }] of Object.entries(SAMPLES)) {
    const parameter = parameterOf(name);
    for (const body of bodies)
      told.push(...(await ask(name, parameter && id ? { [parameter]: id() } : {}, "", body())));
    // The page is ours, and what is named in it is theirs.
    if (parameter === "id" && name.startsWith("app.connections."))
      for (const body of bodies) told.push(...(await ask(name, { id: ours.connectionId }, "", body())));
  }
  expect([...new Set(told)]).toEqual([]);
  expect(await rowsOf(theirs.shop)).toEqual(before);
});

test("no endpoint tells or changes anything of another shop, whoever calls", async () => {
  const before = await rowsOf(theirs.shop);
  const paths = [...readFileSync("app/endpoints/endpoints.ts", "utf8").matchAll(/^ +"(\/[\w/]+)": ?/gm)]
    .map(([, path]) => path ?? "")
    .filter((path) => !OF_NO_SHOP.includes(path));
  expect(paths.length).toBeGreaterThan(4);
  const staff = await mintSessionToken({ shop: ours.shop, ...KEY, lifetimeS: 600 });
  const customer = await mintCustomerToken({ shop: ours.shop, ...KEY, customerId: "7700112233" });
  const told: string[] = [];
  for (const path of paths) {
    for (const id of await idsOf(theirs.shop)) {
      for (const named of [
        id,
        `gid://shopify/Product/${id}`,
        `gid://shopify/ProductVariant/${id}`,
        `gid://shopify/Order/${id}`,
      ]) {
        const fields = { product: named, variant: named, order: named };
        for (const field of Object.keys(fields) as (keyof typeof fields)[]) {
          const query = new URLSearchParams({ [field]: fields[field] }).toString();
          const run = {
            shopify_domain: ours.shop,
            action_run_id: `${id}-${field}`,
            properties: { product_id: id },
          };
          const body = JSON.stringify({ [field]: fields[field], ...run });
          const signature = createHmac("sha256", KEY.apiSecret).update(body).digest("base64");
          for (const authorization of [`Bearer ${staff}`, `Bearer ${customer}`]) {
            const headers = { authorization, "x-shopify-hmac-sha256": signature };
            const get = await textOf(() => fetch(`${url}${path}?${query}`, { headers }));
            const post = await textOf(() => fetch(`${url}${path}`, { method: "POST", headers, body }));
            told.push(...foreign(get + post, named).map((secret) => `${path} tells "${secret}"`));
          }
        }
      }
    }
  }
  expect([...new Set(told)]).toEqual([]);
  expect(await rowsOf(theirs.shop)).toEqual(before);
}, 300_000);
