import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Prisma } from "@prisma/client";
import { symbols } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { DEFAULT_FULFILLMENT_RULES } from "#app/core/fulfillment/rules.ts";
import { DEFAULT_ORDER_RULES } from "#app/core/orders/rules.ts";
import { log } from "#app/log.ts";
import { db } from "#app/store/database/database.server.ts";
import { PEOPLE, type Buyer } from "#app/store/shops/personal-data.server.ts";
import { customerData, eraseAgain, eraseOldDocuments } from "#app/store/shops/privacy.server.ts";
import { savePolicy } from "#app/store/shops/policies.server.ts";
import { eraseShop, setShopState } from "#app/store/shops/shops.server.ts";
import { orderRulesChanged } from "#app/sync/choices/orders.server.ts";
import { note } from "#app/sync/choices/resolve.server.ts";
import { createConnection, feedsOf } from "#app/sync/connections/connections.server.ts";
import { pullFeed } from "#app/sync/connections/pull.server.ts";
import { workInbox } from "#app/sync/shop/inbox.server.ts";
import { forgetOld } from "#app/sync/shop/privacy.server.ts";
import { testDatabase } from "#tests/support/database.ts";
import { everything } from "#tests/support/everything.ts";
import { openOrderWorld, type OrderWorld } from "#tests/support/order-world.ts";
import { goLiveWith } from "#tests/support/world.ts";

testDatabase();

const PERSON = {
  name: "Zdeňka Plánová",
  lastFirst: "Plánová Zdeňka",
  email: "zdenka.planova@example.org",
  phone: "+420777123987",
  street: "Hloubětínská 77",
};
const ADDRESS = {
  ...{ firstName: "Zdeňka", lastName: "Plánová", address1: PERSON.street, city: "Brno", zip: "602 00" },
  ...{ countryCode: "CZ", phone: PERSON.phone },
};
const SAYS = `${PERSON.name}, ${PERSON.street}, ${PERSON.phone}, ${PERSON.email}`;
const { signal } = new AbortController();

let world: OrderWorld;
let folder: string;
let filesId: string;
let customerId: string;
let orderName: string;
let orderId: string;
/** What was logged, at any level; `unheard` ends the listening. */
const lines: string[] = [];
let unheard: () => void;

beforeAll(async () => {
  const stream = (log as unknown as Record<symbol, { write(line: string): boolean }>)[symbols.streamSym];
  if (!stream) throw new Error("The log has no stream");
  const { level } = log;
  const write = stream.write;
  unheard = () => Object.assign(log, { level }) && Object.assign(stream, { write });
  log.level = "debug";
  stream.write = (line) => lines.push(line) > 0;
  world = await openOrderWorld();
  await goLiveWith(world, [
    ["MUG", 90],
    ["CUP", 90],
  ]);
  folder = mkdtempSync(join(tmpdir(), "concord-forgetting-"));
  mkdirSync(join(folder, "out"));
  await connectFiles();
  const { firstName, lastName } = ADDRESS;
  const customer = world.sandbox.store.createCustomer({
    firstName,
    lastName,
    email: PERSON.email,
    phone: PERSON.phone,
  });
  customerId = customer.id;
  const buyer = { customer, email: PERSON.email, phone: PERSON.phone };
  const said = {
    note: SAYS,
    tags: [PERSON.name],
    poNumber: PERSON.name,
    attributes: [{ key: "Gift", value: SAYS }],
  };
  // A postal code that is none is a problem, whose words are kept.
  const odd = { ...ADDRESS, zip: PERSON.lastFirst };
  orderName = world.buy("MUG", { ...buyer, ...said, shippingAddress: ADDRESS, billingAddress: odd });
  world.source.faults.refuses.set(orderName, `We do not sell to ${SAYS}`);
  await world.export();
  orderId = (await db().order.findFirstOrThrow({ where: { shop: world.shop, name: orderName } })).id;
});

afterAll(async () => {
  unheard();
  await world.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A second source, which takes orders as files and tells of shipments in files. */
async function connectFiles(): Promise<void> {
  const { shop } = world;
  const columns = {
    ...{
      number: "no",
      orderName: "order",
      sku: "sku",
      pieces: "pieces",
      warehouse: "house",
      carrier: "carrier",
    },
    ...{ tracking: "parcel", trackingUrl: "url", event: "event", eventAt: "at", eventMessage: "message" },
  };
  const saved = await createConnection(shop, {
    adapter: "csv",
    name: "Files",
    secrets: {},
    settings: {
      place: { kind: "local", folder },
      arrival: "renamed",
      orders: { folder: "out", amend: true, cancel: true, credit: true },
      files: { shipments: { pattern: "shipped-*.csv", mode: "delta", columns } },
    },
  });
  if (!saved.ok) throw new Error(JSON.stringify(saved.problems));
  filesId = saved.id;
  await db().connection.update({ where: { id: filesId }, data: { state: "active", approvedAt: new Date() } });
  const links = await db().link.findMany({ where: { connectionId: world.sourceId } });
  await db().link.createMany({ data: links.map((link) => ({ ...link, connectionId: filesId })) });
  const mapping = { shop, connectionId: filesId, warehouse: "MAIN", locationId: world.locationId };
  await db().mapping.create({ data: mapping });
  const of = { scope: "connection", subject: filesId } as const;
  const orders = { ...DEFAULT_ORDER_RULES, on: true };
  await savePolicy(shop, { rule: "orders", ...of, value: orders }, "Ada");
  const fulfillment = { ...DEFAULT_FULFILLMENT_RULES, on: true };
  await savePolicy(shop, { rule: "fulfillment", ...of, value: fulfillment }, "Ada");
  await orderRulesChanged(shop);
}

let shipped = 0;
async function ship(...rows: string[]): Promise<void> {
  shipped += 1;
  const header = "no;order;sku;pieces;house;carrier;parcel;url;event;at;message";
  writeFileSync(join(folder, `shipped-${shipped}.csv`), [header, ...rows, ""].join("\n"));
  for (const { id } of await feedsOf(world.shop, filesId)) await pullFeed(world.shop, id, signal);
  await world.export();
}

const track = `https://post.example/1?mail=${PERSON.email}`;
const at = new Date().toISOString();
const parcel = (event: string) =>
  `S1;${orderName};ERP-MUG;1;MAIN;Post;${PERSON.name};${track};${event};${at};Left with ${SAYS}`;

const WORDS = () => [...Object.values(PERSON), PERSON.name.toLowerCase(), customerId];
const namesPerson = (text: string) => WORDS().some((word) => text.includes(word));
const namedIn = (text: string) => text.split("\n").filter(namesPerson);

/** Files that we wrote, in any folder, which name the person. */
function namedInFiles(): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => {
    const path = join(folder, name);
    return !name.includes("shipped-") && statSync(path).isFile() && namesPerson(readFileSync(path, "utf8"));
  });
}

/** "Table.column" of every column that names the person. */
async function namedInColumns(): Promise<string[]> {
  const found = new Set<string>();
  for (const line of (await everything()).split("\n")) {
    const table = line.slice(0, line.indexOf(" "));
    const row = JSON.parse(line.slice(table.length + 1)) as Record<string, unknown>;
    for (const [column, value] of Object.entries(row))
      if (namesPerson(JSON.stringify(value))) found.add(`${table}.${column}`);
  }
  return [...found].sort();
}

const buyer = (): Buyer => ({
  ...{ shop: world.shop, orderIds: [orderId], customerIds: [customerId] },
  kinds: ["order", "fulfillment"],
});

/** Writes of the person wherever the list says that one may be named and none is yet. */
async function plantTheRest(): Promise<void> {
  const there = new Set(await namedInColumns());
  for (const [table, { of, buyer: columns, life, words }] of Object.entries(PEOPLE)) {
    const plant = async (column: string, where: Prisma.Sql) => {
      const [type] = await db().$queryRaw<{ type: string }[]>`
        SELECT data_type::text AS type FROM information_schema.columns
        WHERE table_schema = 'public' AND table_name = ${table} AND column_name = ${column}`;
      const value =
        type?.type === "jsonb" ? Prisma.sql`${JSON.stringify({ message: SAYS })}::jsonb`
        : type?.type === "ARRAY" ? Prisma.sql`ARRAY[${SAYS}]`
        : Prisma.sql`${SAYS}`; // prettier-ignore
      await db().$executeRaw`
        UPDATE ${Prisma.raw(`"${table}"`)} o SET ${Prisma.raw(`"${column}"`)} = ${value} WHERE ${where}`;
    };
    for (const column of [...Object.keys(columns === "rows" ? {} : (columns ?? {})), ...(life ?? [])])
      if (of && !there.has(`${table}.${column}`)) await plant(column, of(buyer()));
    // Rows that are about nobody in particular.
    const elsewhere = of ? Prisma.sql`AND NOT (${of(buyer())})` : Prisma.empty;
    for (const column of Object.keys(words ?? {}))
      await plant(column, Prisma.sql`o.shop = ${world.shop} ${elsewhere}`);
  }
}

test("through the real doors a person comes into tables and files, and never into the log", async () => {
  await ship(parcel("In transit"), `S2;${orderName};ERP-MUG;${SAYS};MAIN;Post;;;;;`);
  await note(world.shop, { kind: "order", subject: orderId, place: world.sourceId }, `Rang ${SAYS}`, "Ada");
  const mug = { kind: "stock", subject: world.itemId("MUG"), place: world.locationId };
  await note(world.shop, mug, `Promised one to ${PERSON.name}`, "Ada");
  world.sandbox.sendCompliance("customers/data_request");
  await world.inbox();
  expect(await namedInColumns()).toEqual(
    expect.arrayContaining([
      ...["Order.customerId", "Order.customerName", "Order.document", "Order.tags"],
      ...["OutboxEntry.exported", "OutboxEntry.message", "OutboxEntry.problems"],
      ...["Observation.message", "Observation.note", "Observation.observed", "Observation.receipt"],
      ...["Change.after", "Change.why", "Parcel.events", "Parcel.number", "Parcel.url", "SetAside.raw"],
      ...["TimelineEvent.detail", "TimelineEvent.value", "TimelineEvent.subject", "InboxEvent.payload"],
    ]),
  );
  expect(namedInFiles()).toHaveLength(1);
  expect(lines.filter((line) => line.includes('"msg":"decided"')).length).toBeGreaterThan(0);
  expect(lines.filter(namesPerson)).toEqual([]);
});

test("the customer is given all of it, and nothing of another", async () => {
  const other = world.buy("CUP", { email: "someone.else@example.org" });
  await world.export();
  const data = await customerData(world.shop, { customerId, orderIds: [] });
  expect(Object.keys(data)).toEqual(
    expect.arrayContaining(["Order", "OutboxEntry", "Change", "Parcel", "SetAside", "TimelineEvent"]),
  );
  for (const word of Object.values(PERSON)) expect(JSON.stringify(data)).toContain(word);
  expect(JSON.stringify(data)).not.toContain("someone.else");
  expect(JSON.stringify(data)).not.toContain(other);
});

test("a forgotten customer is in no column of any table, in no file, and does not come back", async () => {
  await plantTheRest();
  const planted = Object.entries(PEOPLE).flatMap(([table, { buyer: columns, life, words }]) =>
    [...Object.keys({ ...(columns === "rows" ? {} : columns), ...words }), ...(life ?? [])].map(
      (column) => `${table}.${column}`,
    ),
  );
  expect(await namedInColumns()).toEqual(expect.arrayContaining([...new Set(planted)]));
  const others = await db().order.findMany({ where: { shop: world.shop, id: { not: orderId } } });
  expect(others.length).toBeGreaterThan(0);

  await setShopState(world.shop, "reconnect", null);
  world.sandbox.sendCompliance("customers/redact");
  await world.sandbox.idle();
  await workInbox(world.shop, signal);
  expect(namedIn(await everything())).toEqual([]);
  expect(namedInFiles()).toEqual([]);
  await setShopState(world.shop, "active", null);
  expect(
    await db().order.findMany({ where: { shop: world.shop, id: { not: orderId } } }),
    "other buyers stay",
  ).toEqual(others);

  world.sandbox.store.editOrder(orderName, { add: [{ variantId: world.variant("CUP").id, quantity: 1 }] });
  const more = parcel("In transit").replace("S1", "S3").replace("ERP-MUG", "ERP-CUP");
  await ship(parcel("Delivered"), more);
  await orderRulesChanged(world.shop);
  await world.export();
  expect(namedIn(await everything())).toEqual([]);
  expect(namedInFiles()).toEqual([]);
  expect(lines.filter(namesPerson)).toEqual([]);
  const shown = await db().observation.findFirst({ where: { subject: orderId, place: `${filesId}/S3` } });
  expect(shown?.verdict, "what is still to be shipped is shown").toBe("in-sync");
  expect(shown?.observed).toContain('"state":"shipped"');
});

test("what was being written while the customer was forgotten goes an hour later", async () => {
  await db().outboxEntry.updateMany({
    where: { orderId },
    data: { exported: { note: SAYS }, message: SAYS },
  });
  await eraseAgain();
  expect(namedIn(await everything())).toEqual([]);
});

test("files in a folder that cannot be reached are forgotten once it can", async () => {
  const name = world.buy("MUG", { email: PERSON.email, shippingAddress: ADDRESS, billingAddress: ADDRESS });
  await world.export();
  const { id } = await db().order.findFirstOrThrow({ where: { shop: world.shop, name } });
  expect(namedInFiles()).toHaveLength(1);
  const { settings } = await db().connection.findUniqueOrThrow({ where: { id: filesId } });
  const away = { ...(settings as object), orders: { folder: "nowhere" } };
  await db().connection.update({ where: { id: filesId }, data: { settings: away } });
  const payload = { customer: { id: 1 }, orders_to_redact: [Number(id)] };
  const topic = "customers/redact";
  await db().inboxEvent.create({ data: { shop: world.shop, webhookId: "away", topic, payload } });
  await workInbox(world.shop, signal);
  expect(namedIn(await everything())).toEqual([]);
  expect(namedInFiles()).toHaveLength(1);
  await db().connection.update({ where: { id: filesId }, data: { settings: settings as object } });
  await forgetOld(signal);
  expect(namedInFiles()).toEqual([]);
  expect(await db().timelineEvent.count({ where: { event: "files-to-forget" } })).toBe(0);
});

test("180 days after an order was closed its buyer is in no table and no file", async () => {
  await db().connection.update({ where: { id: filesId }, data: { state: "active" } });
  const name = world.buy("MUG", { email: PERSON.email, shippingAddress: ADDRESS, billingAddress: ADDRESS });
  await world.export();
  await db().setAside.updateMany({ data: { raw: SAYS } });
  expect(namedInFiles()).toHaveLength(1);
  const long = new Date(Date.now() - 200 * 24 * 3_600_000);
  await db().order.updateMany({ where: { name }, data: { closedAt: long, updatedAt: long } });
  await db().setAside.updateMany({ data: { at: long } });
  await eraseOldDocuments();
  expect(namedIn(await everything())).toEqual([]);
  await forgetOld(signal);
  expect(namedInFiles()).toEqual([]);
});

test("of a shop that is erased nothing is left", async () => {
  await eraseShop(world.shop);
  const left = (await everything()).split("\n").filter((line) => line.includes(world.shop));
  expect(left.filter((line) => !line.startsWith("Lease "))).toEqual([]);
});
