import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { ActionFunction } from "@remix-run/node";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newPromotionDraft, toPromotionInput } from "#app/components/prices/promotion-draft.ts";
import { orderRulesDraft, readOrderRules } from "#app/components/orders/rules-draft.ts";
import { settingsDraft } from "#app/components/settings/draft.ts";
import { DEFAULT_FULFILLMENT_RULES } from "#app/core/fulfillment/rules.ts";
import { bareId } from "#app/core/gid.ts";
import { DEFAULT_ORDER_RULES } from "#app/core/orders/rules.ts";
import { DEFAULT_GUARDS } from "#app/core/values/plan.ts";
import { closeQueues, openQueues } from "#app/jobs/queue.ts";
import { db } from "#app/store/database/database.server.ts";
import { savePromotion } from "#app/sync/settings/promotions.server.ts";
import { mintSessionToken } from "#sandbox/shopify/auth/session-token.ts";
import { testDatabase } from "#tests/support/database.ts";
import { goLiveWith, openWorld, type World } from "#tests/support/world.ts";

testDatabase();

const ROUTES = "app/routes";
const ID = "019a9d60-0000-7000-8000-000000000001";
const HUGE = 1e308;

interface Sample {
  /** The value of `$id` in the route's address. */
  id?: () => string;
  /** Bodies that the route takes, one for each variant of its schema. */
  bodies: (() => object)[];
}

let world: World;
let holdId: string;
let productId: string;

const at = new Date("2026-11-02T09:00:00Z");
const ids = {
  connection: () => world.connectionId,
  variant: () => bareId(world.variant("A").id),
  product: () => productId,
};
const promotion = () => toPromotionInput({ ...newPromotionDraft("2030-01-01T00:00"), name: "Winter" });
const rules = () => readOrderRules(orderRulesDraft(DEFAULT_ORDER_RULES, DEFAULT_FULFILLMENT_RULES, ""));
const buffer = { rule: "buffer", scope: "sku", subject: "A", value: 2 };
const exception = { rule: "authority:price", scope: "sku", subject: "A", value: "shop" };
const draft = () =>
  settingsDraft({ basis: "available", guards: DEFAULT_GUARDS, buffers: [buffer], policies: [exception] });
const row = () => ({ kind: "stock", subject: world.itemId("A"), place: world.locationId });
const key = () => `stock ${world.itemId("A")} ${world.locationId}`;

const editor = () => ({ intent: "test", name: "ERP", settings: {}, secrets: {}, look: null });

/** May be anything that can be stored: only the adapter understands it. */
const FREE = ["look", "settings"];
const UNSTORABLE = ["\0", ["\ud800"], { a: { "\0": 1 } }];

const SAMPLES: Record<string, Sample> = {
  "app._index.tsx": { bodies: [() => ({ intent: "dismiss-setup" })] },
  "app.conflicts_.decide.tsx": {
    bodies: [
      () => ({ ops: [{ do: "undo", events: [ID] }] }),
      () => ({ ops: [{ do: "note", row: row(), text: "Ask Ada" }] }),
      () => ({
        ops: [
          {
            do: "resolve",
            rows: [{ ...row(), desired: "4", observed: "4" }],
            choice: { take: "value", value: "3" },
          },
        ],
      }),
      () => ({
        rule: { field: "price", scope: "sku", subject: "A", authority: "shop" },
        save: false,
      }),
    ],
  },
  "app.connections.$id._index.tsx": {
    id: ids.connection,
    bodies: [
      () => ({ intent: "resume" }),
      () => ({ intent: "schedule", feed: ID, everyMs: "60000" }),
      () => ({ intent: "booked", ms: "60000" }),
    ],
  },
  "app.connections.$id.links.tsx": {
    id: ids.connection,
    bodies: [
      () => ({ intent: "confirm-way", way: "sku" }),
      () => ({ intent: "confirm", sku: ["A", "B"] }),
      () => ({ intent: "choose", sku: "A", variant: ids.variant() }),
      () => ({ intent: "reopen", sku: "A" }),
      () => ({ intent: "unit", sku: "A", unit: "2" }),
    ],
  },
  "app.connections.$id.orders.tsx": {
    id: ids.connection,
    bodies: [() => ({ intent: "preview", rules: rules() })],
  },
  "app.connections.$id.plan.tsx": { id: ids.connection, bodies: [() => ({ intent: "plan" })] },
  "app.connections.$id.prices.tsx": {
    id: ids.connection,
    bodies: [() => ({ list: "default", target: "" })],
  },
  "app.connections.$id.set-aside.tsx": { id: ids.connection, bodies: [() => ({ row: [ID, ID] })] },
  "app.connections.$id.settings.tsx": { id: ids.connection, bodies: [editor] },
  "app.connections.$id.warehouses.tsx": {
    id: ids.connection,
    bodies: [() => ({ warehouse: "MAIN", location: world.locationId })],
  },
  "app.connections.new.$adapter.tsx": { id: () => "csv", bodies: [editor] },
  "app.drift.tsx": { bodies: [() => ({ row: key() }), () => ({ row: [key(), key()] })] },
  "app.holds.$id.tsx": {
    id: () => holdId,
    bodies: [() => ({ intent: "approve", row: key() }), () => ({ intent: "discard" })],
  },
  "app.orders.$id.tsx": {
    id: () => "1",
    bodies: [
      () => ({ intent: "retry" }),
      () => ({ intent: "accept", connectionId: world.connectionId, version: "1" }),
      () => ({ intent: "shipment", place: "1", take: "shop" }),
    ],
  },
  "app.orders._index.tsx": { bodies: [() => ({ order: ["1", "2"] })] },
  "app.product.$productId.tsx": {
    id: ids.product,
    bodies: [() => ({ intent: "repair" }), () => ({ intent: "undo", change: ID })],
  },
  "app.promotions.$id.tsx": {
    id: () => ID,
    bodies: [() => ({ intent: "preview", input: promotion(), after: "" }), () => ({ intent: "end" })],
  },
  "app.promotions.new.tsx": { bodies: [() => ({ intent: "preview", input: promotion(), after: "" })] },
  "app.settings.tsx": {
    bodies: [() => ({ intent: "sell", sku: "A" }), () => ({ intent: "preview", draft: draft() })],
  },
  "app.sku.$variantId.tsx": {
    id: ids.variant,
    bodies: [() => ({ intent: "repair" }), () => ({ intent: "undo", change: ID })],
  },
};

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
  await openQueues();
});

afterAll(async () => {
  await closeQueues();
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
