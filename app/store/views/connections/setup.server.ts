import { db } from "#app/store/database/database.server.ts";
import { countOpenLists } from "./price-lists.server.ts";

/** How far the first connection is, for the setup guide; null once the merchant has put the guide away. */
export async function readSetup(shop: string) {
  const [row, connection] = await Promise.all([
    db().shop.findUnique({ where: { shop }, select: { setupDismissed: true } }),
    db().connection.findFirst({ where: { shop }, orderBy: { createdAt: "asc" } }),
  ]);
  if (row?.setupDismissed) return null;
  if (!connection) return { connectionId: null, steps: setupSteps(null) };
  return { connectionId: connection.id, steps: setupSteps(await readProgress(shop, connection.id)) };
}

/** What has been done for one connection. */
export async function readProgress(shop: string, id: string) {
  const where = { shop, connectionId: id };
  const [connection, mapping, link, hold, openLists, rule] = await Promise.all([
    db().connection.findFirst({ where: { shop, id }, select: { state: true, approvedAt: true } }),
    db().mapping.findFirst({ where, select: { warehouse: true } }),
    db().link.findFirst({ where: { ...where, state: "confirmed" }, select: { sku: true } }),
    db().hold.findFirst({ where, select: { id: true } }),
    countOpenLists(shop),
    db().policy.findFirst({
      where: {
        shop,
        rule: "orders",
        scope: "connection",
        subject: id,
        value: { path: ["on"], equals: true },
      },
      select: { subject: true },
    }),
  ]);
  return {
    mapped: mapping !== null,
    /** Every price list of the source is mapped or set aside. */
    listed: (openLists.get(id) ?? 0) === 0,
    linked: link !== null,
    previewed: hold !== null || connection?.approvedAt !== null,
    live: connection?.approvedAt !== null && connection?.state !== "setup",
    /** It receives orders. */
    ordered: rule !== null,
  };
}

function setupSteps(progress: Awaited<ReturnType<typeof readProgress>> | null) {
  return {
    connect: progress !== null,
    map: progress?.mapped === true,
    link: progress?.linked === true,
    preview: progress?.previewed === true,
    live: progress?.live === true,
  };
}
