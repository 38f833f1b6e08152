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
  const [observations, locations, links, connections, events, changes, stopped] = await Promise.all([
    db().observation.findMany({ where: { shop, kind: "stock", subject } }),
    db().location.findMany({ where: { shop }, orderBy: [{ position: "asc" }, { name: "asc" }] }),
    db().link.findMany({ where: { shop, variantId, state: "confirmed" } }),
    db().connection.findMany({ where: { shop }, select: { id: true, name: true } }),
    db().timelineEvent.findMany({
      where: { shop, kind: "stock", subject },
      orderBy: { at: "desc" },
      take: EVENTS_SHOWN,
    }),
    db().change.findMany({
      where: { shop, kind: "stock", subject, outcome: { not: "intended" } },
      orderBy: { at: "desc" },
      take: CHANGES_SHOWN,
    }),
    variant.sku === null
      ? null
      : db().policy.findFirst({ where: { shop, rule: "stop-selling", scope: "sku", subject: variant.sku } }),
  ]);
  const nameOf = (place: string) => locations.find(({ id }) => id === place)?.name ?? "";
  const order = new Map(locations.map(({ id }, index) => [id, index]));
  const iso = (time: Date | null) => time?.toISOString() ?? null;
  const whole = (value: string | null) => (value === null ? null : Number(value));
  return {
    product: {
      id: variant.productId,
      title: variant.productTitle,
      variantTitle: variant.title === "Default Title" ? "" : variant.title,
      sku: variant.sku,
      barcode: variant.barcode,
      imageUrl: variant.imageUrl,
      status: variant.productStatus,
      tracked: variant.tracked,
    },
    links: links.map(({ sku, connectionId, unit }) => {
      return { sku, unit, connectionId, connection: connections.find(({ id }) => id === connectionId)?.name ?? "" };
    }),
    stopped: stopped?.value === true,
    values: observations
      .sort((a, b) => (order.get(a.place) ?? 0) - (order.get(b.place) ?? 0))
      .map((row) => ({
        key: `${row.subject} ${row.place}`,
        subject: row.subject,
        place: row.place,
        location: nameOf(row.place),
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
        driftSince: iso(row.driftSince),
        receipt: row.receipt as Receipt | null,
        holdId: row.holdId,
      })),
    events: events.map(({ id, at, event, place, value, before, detail }) => {
      return { id, at: at.toISOString(), event, location: nameOf(place), place, value, before, detail };
    }),
    changes: changes.map(({ id, at, place, before, after, who, outcome, message, undoneAt }) => {
      const undone = undoneAt !== null;
      return { id, at: at.toISOString(), place, location: nameOf(place), before, after, who, outcome, message, undone };
    }),
  };
}
