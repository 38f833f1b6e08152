import { Prisma, type Connection, type Feed } from "@prisma/client";
import { db } from "../database/database.server.ts";
import { writeJson, type JsonColumns } from "../database/json.server.ts";
import { happens } from "../values/life.server.ts";

export type { Connection, Feed } from "@prisma/client";
export type ConnectionState = "setup" | "active" | "paused" | "broken";

interface Settings {
  settings: JsonColumns["Connection.settings"];
}

export async function insertConnection(
  shop: string,
  { settings, ...row }: Pick<Connection, "adapter" | "name" | "secrets"> & Settings,
  feeds: readonly { kind: string; everyMs: number }[],
): Promise<string> {
  const connection = { ...row, ...writeJson("Connection.settings", settings) };
  const secretsSetAt = row.secrets === null ? null : new Date();
  return db().$transaction(async (tx) => {
    const { id } = await tx.connection.create({ data: { ...connection, shop, secretsSetAt } });
    await tx.feed.createMany({ data: feeds.map((feed) => ({ ...feed, shop, connectionId: id })) });
    return id;
  });
}

export async function findConnection(shop: string, id: string): Promise<Connection | null> {
  return db().connection.findFirst({ where: { shop, id } });
}

export async function updateConnectionRow(
  shop: string,
  id: string,
  { settings, ...rest }: Omit<Prisma.ConnectionUpdateManyMutationInput, "settings"> & Partial<Settings>,
): Promise<void> {
  const data = { ...rest, ...(settings && writeJson("Connection.settings", settings)) };
  await db().connection.updateMany({ where: { shop, id }, data });
}

/** Stops a connection that runs, with the reason in words for the merchant; false: it does not run. */
export async function breakConnection(shop: string, id: string, stateReason: string): Promise<boolean> {
  const { count } = await db().connection.updateMany({
    where: { shop, id, state: "active" },
    data: { state: "broken", stateReason },
  });
  return count > 0;
}

/** Remembers that a person has approved a first plan of these kinds of record. */
export async function approveRecords(shop: string, id: string, records: readonly string[]): Promise<void> {
  await db().$executeRaw`
    UPDATE "Connection" SET approved = ARRAY(SELECT DISTINCT unnest(approved || ${[...records]}::text[]))
    WHERE shop = ${shop} AND id = ${id}::uuid`;
}

/** Removes a connection and what was read from it. Values it kept in step stay as they are in the shop. */
export async function deleteConnection(shop: string, id: string): Promise<void> {
  const mine = { where: { shop, connectionId: id } };
  await db().$transaction([
    db().outboxEntry.deleteMany(mine),
    db().parcel.deleteMany(mine),
    db().shipment.deleteMany(mine),
    db().invoice.deleteMany(mine),
    db().orderState.deleteMany(mine),
    db().policy.deleteMany({ where: { shop, scope: "connection", subject: id } }),
    db().listedReading.deleteMany(mine),
    db().reading.deleteMany(mine),
    db().link.deleteMany(mine),
    db().item.deleteMany(mine),
    db().mapping.deleteMany(mine),
    db().priceListMapping.deleteMany(mine),
    db().observation.deleteMany({ where: { shop, connectionId: id, kind: { not: "stock" } } }),
    db().warehouse.deleteMany(mine),
    db().setAside.deleteMany(mine),
    db().hold.updateMany({
      where: { shop, connectionId: id, state: "waiting" },
      data: { state: "superseded" },
    }),
    db().feed.deleteMany(mine),
    db().connection.deleteMany({ where: { shop, id } }),
  ]);
  const disconnected = happens(
    "disconnected",
    {},
    {
      also: Prisma.sql`"connectionId" = NULL`,
      where: Prisma.sql`o.shop = ${shop} AND o."connectionId" = ${id}::uuid`,
    },
  );
  await db().$executeRaw(disconnected);
}

export async function listFeeds(shop: string, connectionId?: string): Promise<Feed[]> {
  const where = connectionId === undefined ? { shop } : { shop, connectionId };
  return db().feed.findMany({ where, orderBy: { kind: "asc" } });
}

export async function findFeed(
  shop: string,
  id: string,
): Promise<(Feed & { connection: Connection }) | null> {
  const feed = await db().feed.findFirst({ where: { shop, id } });
  const connection = feed && (await findConnection(shop, feed.connectionId));
  return feed && connection ? { ...feed, connection } : null;
}

export async function updateFeed(shop: string, id: string, data: Prisma.FeedUpdateManyMutationInput) {
  await db().feed.updateMany({ where: { shop, id }, data });
}

/** Makes these the feeds of a connection: others are removed, those it already has go on. */
export async function keepFeeds(
  shop: string,
  connectionId: string,
  feeds: readonly { kind: string; everyMs: number }[],
): Promise<void> {
  const data = feeds.map(({ kind, everyMs }) => ({ shop, connectionId, kind, everyMs }));
  const kinds = feeds.map(({ kind }) => kind);
  await db().$transaction([
    db().feed.deleteMany({ where: { shop, connectionId, kind: { notIn: kinds } } }),
    db().feed.createMany({ data, skipDuplicates: true }),
  ]);
}

/** Makes feeds due now, also those of a connection that does not run yet. */
export async function askForFeeds(shop: string, connectionId?: string): Promise<void> {
  const where = connectionId === undefined ? { shop } : { shop, connectionId };
  await db().feed.updateMany({ where, data: { nextAt: new Date(0) } });
}
