import type { Variant } from "@prisma/client";
import type { Receipt } from "#app/core/stock.ts";
import type { VerdictKind } from "#app/core/verdict.ts";
import { db } from "#app/store/database.server.ts";

const EVENTS_SHOWN = 60;
const CHANGES_SHOWN = 30;

/** Everything about one variant: the product, its value at each location, and what happened to them. */
export async function readSku(shop: string, variantId: string) {
  const variant = await db().variant.findFirst({ where: { shop, id: variantId } });
  if (!variant) return null;
  const subject = variant.inventoryItemId;
  const locations = await db().location.findMany({
    where: { shop },
    select: { id: true, name: true },
    orderBy: [{ position: "asc" }, { name: "asc" }],
  });
  const [links, stopped, values, history] = await Promise.all([
    readVariantLinks(shop, variantId),
    isStopped(shop, variant.sku),
    readValues(shop, subject, locations),
    readHistory(shop, subject, locations),
  ]);
  return { product: describe(variant), links, stopped, values, ...history };
}

function describe(variant: Variant) {
  return {
    id: variant.productId,
    title: variant.productTitle,
    variantTitle: variant.title === "Default Title" ? "" : variant.title,
    sku: variant.sku,
    barcode: variant.barcode,
    imageUrl: variant.imageUrl,
  };
}

async function readVariantLinks(shop: string, variantId: string) {
  const [links, connections] = await Promise.all([
    db().link.findMany({ where: { shop, variantId, state: "confirmed" } }),
    db().connection.findMany({ where: { shop }, select: { id: true, name: true } }),
  ]);
  return links.map(({ sku, connectionId }) => {
    return { sku, connectionId, connection: connections.find(({ id }) => id === connectionId)?.name ?? "" };
  });
}

async function isStopped(shop: string, sku: string | null): Promise<boolean> {
  if (sku === null) return false;
  const rule = { shop, rule: "stop-selling", scope: "sku", subject: sku };
  return (await db().policy.findFirst({ where: rule }))?.value === true;
}

type Locations = readonly { id: string; name: string }[];

async function readValues(shop: string, subject: string, locations: Locations) {
  const rows = await db().observation.findMany({ where: { shop, kind: "stock", subject } });
  const order = (place: string) => locations.findIndex(({ id }) => id === place);
  return rows
    .filter(({ verdict }) => verdict !== "unknown")
    .sort((a, b) => order(a.place) - order(b.place))
    .map((row) => ({
      key: `${row.subject} ${row.place}`,
      subject: row.subject,
      place: row.place,
      location: locations[order(row.place)]?.name ?? "",
      desired: whole(row.desired),
      pinned: whole(row.pinned),
      pinnedBy: row.pinnedBy,
      observed: whole(row.observed),
      baseline: whole(row.baseline),
      desiredAt: iso(row.desiredAt),
      observedAt: iso(row.observedAt),
      baselineAt: iso(row.baselineAt),
      verdict: row.verdict as VerdictKind,
      reason: row.reason,
      message: row.message,
      receipt: row.receipt as Receipt | null,
      holdId: row.holdId,
    }));
}

async function readHistory(shop: string, subject: string, locations: Locations) {
  const where = { shop, kind: "stock", subject };
  const newest = { orderBy: { at: "desc" } } as const;
  const [events, changes] = await Promise.all([
    db().timelineEvent.findMany({ where, ...newest, take: EVENTS_SHOWN }),
    db().change.findMany({
      where: { ...where, outcome: { not: "intended" } },
      ...newest,
      take: CHANGES_SHOWN,
    }),
  ]);
  const nameOf = (place: string) => locations.find(({ id }) => id === place)?.name ?? "";
  return {
    events: events.map(({ id, at, event, place, value, before }) => {
      return { id, at: at.toISOString(), event, location: nameOf(place), place, value, before };
    }),
    changes: changes.map(({ id, at, place, before, after, who, outcome, message, undoneAt }) => {
      const told = { id, at: at.toISOString(), place, location: nameOf(place), before, after, who };
      return { ...told, outcome, message, undone: undoneAt !== null };
    }),
  };
}

function iso(time: Date | null): string | null {
  return time?.toISOString() ?? null;
}

function whole(value: string | null): number | null {
  return value === null ? null : Number(value);
}
