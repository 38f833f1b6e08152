import type { OrderDecision } from "#app/core/orders/facts.ts";
import { orderMoney } from "#app/core/orders/money.ts";
import { orderValue, parseOrderValue } from "#app/core/orders/value.ts";
import { reviveSourceOrder } from "#app/core/orders/version.ts";
import type { ShopOrderDocument } from "#app/core/shop/order.ts";
import type { SourceOrder } from "#app/core/source/order.ts";
import { loadOrdersOf, type OrderRow } from "#app/store/orders/rows.server.ts";
import { GONE } from "#app/store/orders/outbox.server.ts";
import { orderLines } from "#app/store/views/orders/lines.server.ts";
import { readOrder } from "#app/store/views/orders/order.server.ts";
import { abilitiesOf, decideOrderRow } from "./decide.server.ts";
import { loadRules } from "../decide/rules.server.ts";

/** Everything that the page of one order shows, decided again but not saved; null: there is no such order. */
export async function readOrderPage(shop: string, id: string) {
  const [read, known] = await Promise.all([readOrder(shop, id), decideAnew(shop, id)]);
  if (!read) return null;
  const { document, entries, shipments, verdicts, ...rest } = read;
  const sources = entries.map((entry) => {
    const { decision = null } = known.get(entry.connectionId) ?? {};
    const now = verdicts.find(({ kind, place }) => kind === "order" && place === entry.connectionId);
    return {
      ...entry,
      verdict: now?.verdict ?? null,
      // A person decides about the stored version, so what is shown must be the same one.
      version: decision && now?.version === decision.version ? decision.version : null,
      problems: decision?.problems ?? [],
      differences: (decision?.differences ?? []).filter(({ weight }) => weight !== "note"),
      says: { source: decision && sourceText(entry, decision), shop: decision?.observed ?? null },
      currency: decision?.order.currency ?? null,
    };
  });
  const leading = entries.find(({ state }) => state !== "left") ?? entries[0];
  const { decision = null, held = null } = (leading && known.get(leading.connectionId)) ?? {};
  const planned = decision?.order ?? null;
  return {
    ...rest,
    sources,
    verdicts,
    shipments,
    lines: document && orderLines(document, { planned, held }, shippedLines(shipments)),
    money: document && orderMoney(document, held ?? planned, leading?.total ?? null),
    sentTo:
      leading && planned
        ? { connectionId: leading.connectionId, connection: leading.connection, held: held !== null }
        : null,
    people: document && people(document),
  };
}

function shippedLines(shipments: NonNullable<Awaited<ReturnType<typeof readOrder>>>["shipments"]) {
  return shipments
    .filter(({ status }) => status === "shipped" || status === "delivered")
    .flatMap(({ lines }) => lines);
}

function people({
  customer,
  company,
  email,
  phone,
  shippingAddress,
  billingAddress,
  note,
}: ShopOrderDocument) {
  return { customer, company, email, phone, shippingAddress, billingAddress, note };
}

/** What the source holds of the order as a whole (core/orders/value.ts); null: nothing. */
function sourceText(
  { status, total }: { status: string | null; total: string | null },
  { desired }: OrderDecision,
): string | null {
  const value = status === GONE || desired === null ? null : parseOrderValue(desired);
  return value && orderValue({ ...value, total: total ?? value.total });
}

interface Known {
  decision: OrderDecision;
  /** The order as last sent to the source and accepted by it; null: the source does not hold it. */
  held: SourceOrder | null;
}

async function decideAnew(shop: string, orderId: string): Promise<Map<string, Known>> {
  const rows = (await loadOrdersOf(shop, orderId)).filter(isWhole);
  if (rows.length === 0) return new Map();
  const [rules, can] = await Promise.all([loadRules(shop, new Date()), abilitiesOf(shop, rows)]);
  return new Map(
    rows.map((row) => {
      const { sourceId, sourceStatus, exported } = row.entry;
      const isHeld = sourceId !== null && sourceStatus !== GONE;
      const decision = decideOrderRow(row, rules, can(row.connectionId));
      return [row.connectionId, { decision, held: isHeld ? reviveSourceOrder(exported) : null }] as const;
    }),
  );
}

function isWhole(row: OrderRow): row is OrderRow & { document: ShopOrderDocument } {
  return row.document !== null;
}

/** The same for support: everything but who bought, who sold, and where it goes. */
export async function readOrderForSupport(shop: string, id: string) {
  const page = await readOrderPage(shop, id);
  if (!page) return null;
  const { people: _people, customerName: _customer, events, sources, ...rest } = page;
  return {
    ...rest,
    sources: sources.map(({ acceptedBy: _, differences, problems, ...source }) => ({
      ...source,
      differences: differences.map(({ place, field, weight }) => ({ place, field, weight })),
      problems: problems.map(({ code, place, blocks }) => ({ code, place, blocks })),
    })),
    // What staff wrote about a refund may name a person.
    events: events.map(({ who: _, message, ...event }) => {
      return { ...event, message: event.event === "refunded" ? null : message };
    }),
  };
}
