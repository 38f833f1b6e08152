import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { ActionFunction } from "@remix-run/node";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bareId } from "#app/core/gid.ts";
import { closeQueue, openQueue } from "#app/jobs/queue.ts";
import { db } from "#app/store/database/database.server.ts";
import { savePromotion } from "#app/sync/settings/promotions.server.ts";
import { mintSessionToken } from "#sandbox/shopify/auth/session-token.ts";
import { testDatabase } from "#tests/support/database.ts";
import { goLiveWith, openWorld, type World } from "#tests/support/world.ts";
import { samplesOf, type Sample } from "./samples.ts";

testDatabase();

const ROUTES = "app/routes";
const ID = "019a9d60-0000-7000-8000-000000000001";
const HUGE = 1e308;

let world: World;
let holdId: string;
let productId: string;

const at = new Date("2026-11-02T09:00:00Z");

const SAMPLES = samplesOf(() => ({
  ...{ connectionId: world.connectionId, holdId, productId, orderId: "1", place: "1" },
  ...{ variantId: bareId(world.variant("A").id), itemId: world.itemId("A"), locationId: world.locationId },
  ...{ feedId: ID, setAsideId: ID, promotionId: ID, changeId: ID, eventId: ID },
}));

/** May be anything that can be stored: only the adapter understands it. */
const FREE = ["look", "settings"];
const UNSTORABLE = ["\0", ["\ud800"], { a: { "\0": 1 } }];

beforeAll(async () => {
  process.env["SHOPIFY_APP_URL"] = "https://concord.example.com";
  world = await openWorld([
    { sku: "A", shows: 4 },
    { sku: "B", shows: 2 },
  ]);
  const { shop, connectionId } = world;
  await goLiveWith(world, [
    ["A", 4],
    ["B", 2],
  ]);
  productId = (await db().variant.findFirstOrThrow({ where: { shop } })).productId;
  const hold = { shop, connectionId, kind: "stock", state: "waiting", reason: "first-plan" };
  holdId = (await db().hold.create({ data: hold })).id;
  const scope = { name: "Winter", scope: "sku", subjects: ["A"], percent: "20", amount: null } as const;
  await savePromotion(shop, { id: ID, ...scope, from: "2030-01-01T00:00:00Z", until: null }, "Ada", at);
  await openQueue();
});

afterAll(async () => {
  await closeQueue();
  await world.close();
});

test("every route that takes a post is among the samples", () => {
  const found = readdirSync(ROUTES).filter((name) =>
    /export (async function|const) action\b/.test(readFileSync(join(ROUTES, name), "utf8")),
  );
  expect(Object.keys(SAMPLES).sort()).toEqual(found.sort());
});

test.each(Object.entries(SAMPLES))(
  "%s answers what it does not know with 400 in words, changes nothing, and takes what it does know",
  async (name, { id, bodies }) => {
    const before = await stored();
    const wrong = bodies.flatMap((body) => spoilt(body()).map((value) => JSON.stringify(value)));
    const answers: string[] = [];
    for (const body of [...RUBBISH, ...wrong])
      answers.push(await answered(name, id, body, "application/json"));
    for (const [type, body] of NO_FORMS) answers.push(await answered(name, id, body, type));
    expect(answers.filter((answer) => answer !== REFUSED)).toEqual([]);
    expect(await stored()).toEqual(before);
    for (const body of bodies) {
      const response = await post(name, id, JSON.stringify(body()), "application/json");
      expect(response.status, `${JSON.stringify(body())}: ${await response.clone().text()}`).toBeLessThan(
        400,
      );
    }
  },
);

const RUBBISH = ["", "{", "null", "7", `"text"`, "[]", "[{}]", "{}", `{"intent":"fly"}`, `{"ops":{}}`];

const NO_FORMS: readonly (readonly [type: string, body: string])[] = [
  ["application/x-www-form-urlencoded", "intent=fly&row=&order=%00&ops=1"],
  ["multipart/form-data; boundary=x", "no part at all"],
  ["text/plain", "intent=save"],
];

/** Copies of the body with one thing wrong, one for each place where something can be wrong. */
function spoilt(body: unknown): unknown[] {
  if (Array.isArray(body)) {
    const [first, ...rest] = body as unknown[];
    const inner = first === undefined ? [] : spoilt(first).map((wrong) => [wrong, ...rest]);
    return [{}, HUGE, ...inner];
  }
  if (typeof body === "object" && body !== null) {
    return [
      [],
      HUGE,
      ...Object.entries(body).flatMap(([name, value]) => [
        without(body, name),
        ...(FREE.includes(name) ? UNSTORABLE : spoilt(value)).map((wrong) => ({ ...body, [name]: wrong })),
      ]),
    ];
  }
  return [[["x"]], { x: "x" }, HUGE, "\0"];
}

function without(body: object, name: string): object {
  return Object.fromEntries(Object.entries(body).filter(([other]) => other !== name));
}

const REFUSED = "400 in words";

async function answered(name: string, id: Sample["id"], body: string, type: string): Promise<string> {
  const response = await post(name, id, body, type);
  const said = await response.text();
  const inWords = said.startsWith('{"refused":"Concord nerozumí');
  return response.status === 400 && inWords ? REFUSED : `${body}: ${response.status} ${said}`;
}

async function post(name: string, id: Sample["id"], body: string, type: string): Promise<Response> {
  const path = pathToFileURL(join(process.cwd(), ROUTES, name)).href;
  const { action } = (await import(/* @vite-ignore */ path)) as { action: ActionFunction };
  const token = await mintSessionToken({
    shop: world.shop,
    apiKey: process.env["SHOPIFY_API_KEY"] ?? "",
    apiSecret: process.env["SHOPIFY_API_SECRET"] ?? "",
  });
  const request = new Request("https://concord.example.com/app?locale=cs", {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": type },
    body,
  });
  const param = /\$(\w+)/.exec(name)?.[1];
  const params = param && id ? { [param]: id() } : {};
  try {
    return (await action({ request, params, context: {} })) as Response;
  } catch (error) {
    if (error instanceof Response) return error;
    return new Response(String(error), { status: 500 });
  }
}

/** Every row of every table, table by table. */
async function stored(): Promise<Record<string, string>> {
  const tables = await db().$queryRaw<{ name: string }[]>`
    SELECT table_name::text AS name FROM information_schema.tables
    WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY table_name`;
  const all: Record<string, string> = {};
  for (const { name } of tables) {
    const [row] = await db().$queryRawUnsafe<{ rows: string | null }[]>(
      `SELECT string_agg(t::text, E'\\n' ORDER BY t::text) AS rows FROM "${name}" t`,
    );
    all[name] = row?.rows ?? "";
  }
  return all;
}
