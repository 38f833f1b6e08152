import { decideOrder } from "#app/core/orders/decision.ts";
import type { EntryState, OrderDecision } from "#app/core/orders/facts.ts";
import { reviveSourceOrder } from "#app/core/orders/version.ts";
import type { ShopOrderDocument } from "#app/core/shop/order.ts";
import type { SourceOrderStatus } from "#app/core/source/order.ts";
import { isAdapterError } from "#app/adapters/errors.ts";
import { log } from "#app/log.ts";
import { findConnection } from "#app/store/connections/connections.server.ts";
import { leaveDecided, saveOrderDecisions, type DecidedOrder } from "#app/store/orders/decisions.server.ts";
import { loadOwedOrders, type OrderRow } from "#app/store/orders/rows.server.ts";
import type { ValueKey } from "#app/store/values/observations.server.ts";
import { GONE } from "#app/store/orders/outbox.server.ts";
import { openAdapter } from "../connections/adapter.server.ts";
import { loadRules, type Rules } from "../decide/rules.server.ts";

/** What a connection's system can do with orders; `takes` false: nothing. */
export interface OrderAbilities {
  takes: boolean;
  amend: boolean;
  cancel: boolean;
  credit: boolean;
}

type Whole = OrderRow & { document: ShopOrderDocument };

/** Decides the next orders that are owed a decision, at most `limit`; returns those it looked at. */
export async function decideOrders(shop: string, after: ValueKey, limit: number): Promise<ValueKey[]> {
  const rows = await loadOwedOrders(shop, after, limit);
  if (rows.length === 0) return [];
  const erased = rows.filter(({ document }) => document === null);
  if (erased.length > 0) await leaveDecided(shop, erased);
  const whole = rows.filter((row): row is Whole => row.document !== null);
  const abilities = await abilitiesOf(shop, whole);
  const rules = await loadRules(shop, new Date());
  const decided = whole.map((row) => decidedOrder(row, rules, abilities(row.connectionId)));
  if (decided.length > 0) await saveOrderDecisions(shop, decided);
  return rows.map(({ orderId, connectionId }) => ({ kind: "order", subject: orderId, place: connectionId }));
}

/** Decides one order under the given rules, regardless of the state of its connection. */
export function decideOrderRow(row: Whole, rules: Rules, can: OrderAbilities): OrderDecision {
  const { shop, connectionId, document, entry } = row;
  return decideOrder({
    document,
    context: {
      shop,
      rules: rules.ordersOf(connectionId),
      links: firstOf(row.links.map(({ variantId, sku, unit }) => [variantId, { sku, unit }])),
      warehouses: onlyOnes(row.warehouses.map(({ locationId, warehouse }) => [locationId, warehouse])),
    },
    entry: {
      ...entry,
      state: entry.state as EntryState,
      exported: reviveSourceOrder(entry.exported),
      sourceStatus: entry.sourceStatus === GONE ? null : (entry.sourceStatus as SourceOrderStatus | null),
      gone: entry.sourceStatus === GONE,
    },
    can,
    now: rules.now.getTime(),
  });
}

/** What each connection of these orders can do. */
export async function abilitiesOf(
  shop: string,
  rows: readonly { connectionId: string }[],
): Promise<(connectionId: string) => OrderAbilities> {
  const known = new Map<string, OrderAbilities>();
  for (const connectionId of new Set(rows.map((row) => row.connectionId))) {
    known.set(connectionId, await abilities(shop, connectionId));
  }
  return (connectionId) => known.get(connectionId) ?? NOTHING;
}

const NOTHING: OrderAbilities = { takes: false, amend: false, cancel: false, credit: false };
const ALL: OrderAbilities = { takes: true, amend: true, cancel: true, credit: true };

async function abilities(shop: string, connectionId: string): Promise<OrderAbilities> {
  const connection = await findConnection(shop, connectionId);
  if (!connection) return NOTHING;
  try {
    const adapter = openAdapter(connection);
    const { orders } = adapter;
    await adapter.close();
    if (!orders) return NOTHING;
    return {
      takes: true,
      amend: orders.amend !== undefined,
      cancel: orders.cancel !== undefined,
      credit: orders.credit !== undefined,
    };
  } catch (error) {
    // Its settings are incomplete: the attempt to write to it reports that.
    if (isAdapterError(error)) return ALL;
    throw error;
  }
}

function decidedOrder(row: Whole, rules: Rules, can: OrderAbilities): DecidedOrder {
  const { orderId, connectionId, dirty } = row;
  const { dueAt, ...decision } = decidedBy(row, rules, can);
  const held = decision.verdict === "push" && row.connectionState !== "active";
  return {
    ...decision,
    orderId,
    connectionId,
    dirty,
    dueAt: dueAt === null ? null : new Date(dueAt).toISOString(),
    ...(held ? { verdict: "held", reason: "paused" } : {}),
    ...(decision.verdict === "push" && !can.takes ? { verdict: "blocked", reason: "takes-no-orders" } : {}),
  };
}

type Decided = Omit<DecidedOrder, "orderId" | "connectionId" | "dirty" | "dueAt"> & { dueAt: number | null };

/** An order that cannot even be decided is set aside alone; the others go on. */
function decidedBy(row: Whole, rules: Rules, can: OrderAbilities): Decided {
  try {
    const { state, reason, problems, verdict, observed, desired, urgency, version, dueAt } = decideOrderRow(
      row,
      rules,
      can,
    );
    return { state, reason, problems, verdict, observed, desired, urgency, version, dueAt };
  } catch (error) {
    log.error({ shop: row.shop, order: row.orderId, err: error }, "an order could not be decided");
    const nothing = { problems: [], observed: "", desired: null, urgency: 0, version: "", dueAt: null };
    return { state: "review", reason: "undecidable", verdict: "blocked", ...nothing };
  }
}

function firstOf<T>(pairs: readonly (readonly [string, T])[]): Map<string, T> {
  return new Map(pairs.toReversed());
}

/** Where several warehouses make up one location, it is unknown which of them ships an order. */
function onlyOnes(pairs: readonly (readonly [string, string])[]): Map<string, string> {
  const byLocation = Map.groupBy(pairs, ([locationId]) => locationId);
  return new Map(
    [...byLocation.values()].flatMap((warehouses) => (warehouses.length === 1 ? warehouses : [])),
  );
}
