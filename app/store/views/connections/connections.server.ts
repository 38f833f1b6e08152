import { db } from "#app/store/database/database.server.ts";

const SET_ASIDE_SHOWN = 100;

export async function readConnectionNames(shop: string) {
  return db().connection.findMany({
    where: { shop },
    select: { id: true, name: true },
    orderBy: { createdAt: "asc" },
  });
}

/** All connections with what their cards say. */
export async function readConnections(shop: string) {
  const [connections, feeds] = await Promise.all([
    db().connection.findMany({ where: { shop }, orderBy: { createdAt: "asc" } }),
    db().feed.findMany({ where: { shop } }),
  ]);
  return connections.map((connection) => {
    const own = feeds.filter(({ connectionId }) => connectionId === connection.id);
    const contacts = own.flatMap(({ lastReadAt }) => lastReadAt?.toISOString() ?? []).toSorted();
    return {
      id: connection.id,
      adapter: connection.adapter,
      name: connection.name,
      state: connection.state,
      stateReason: connection.stateReason,
      feeds: own.map(({ kind }) => kind).toSorted(),
      lastContactAt: contacts.at(-1) ?? null,
    };
  });
}

/** One connection as its pages need it. Of its secrets only the time they were set leaves the database. */
export async function readConnection(shop: string, id: string) {
  if (!isUuid(id)) return null;
  const connection = await db().connection.findFirst({ where: { shop, id } });
  if (!connection) return null;
  const [setAside, hold] = await Promise.all([
    db().setAside.count({ where: { shop, connectionId: id, resolvedAt: null } }),
    db().hold.findFirst({
      where: { shop, connectionId: id, state: "waiting" },
      orderBy: { createdAt: "desc" },
      select: { id: true },
    }),
  ]);
  return {
    id,
    adapter: connection.adapter,
    name: connection.name,
    settings: connection.settings,
    secretsSetAt: connection.secretsSetAt?.toISOString() ?? null,
    state: connection.state,
    stateReason: connection.stateReason,
    approved: connection.approvedAt !== null,
    bookedAfterMs: connection.bookedAfterMs,
    setAside,
    holdId: hold?.id ?? null,
  };
}

/** Rows of the source that could not be used, newest first, and whether there are more. */
export async function readSetAside(shop: string, connectionId: string) {
  const rows = await db().setAside.findMany({
    where: { shop, connectionId, resolvedAt: null },
    orderBy: { at: "desc" },
    take: SET_ASIDE_SHOWN + 1,
  });
  return {
    more: rows.length > SET_ASIDE_SHOWN,
    rows: rows.slice(0, SET_ASIDE_SHOWN).map(({ id, kind, origin, sku, reason, raw, at }) => {
      return { id, kind, origin, sku, reason, raw, at: at.toISOString() };
    }),
  };
}

/** Ids come from the address; PostgreSQL refuses to compare an uuid with anything else. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
