import { config } from "#app/config.server.ts";
import { log } from "#app/log.ts";
import { receiveTrigger } from "#app/shopify/shop/flow.ts";
import { underLease } from "#app/store/database/leases.server.ts";
import { flowNews, noteSent, type FlowNews } from "#app/store/webhooks/flow-news.server.ts";
import { clientFor } from "../look/shop-client.server.ts";

/** The handle and the fields of extensions/drift-trigger: Flow refuses a payload with others. */
const TRIGGER = "drift-needs-review";

/**
 * Tells Shopify Flow what began to wait for a person: once for every hold, and once for the conflicts of each record
 * kind that came up since it was last told. Killed between telling and noting it, it tells once more. Returns how
 * often workflows were started.
 */
export async function tellFlow(shop: string, signal: AbortSignal): Promise<number> {
  const delivered = await underLease(`flow:${shop}`, signal, (_, leaseSignal) => tellNews(shop, leaseSignal));
  return delivered?.done ?? 0;
}

async function tellNews(shop: string, signal: AbortSignal): Promise<number> {
  const client = clientFor(shop);
  let delivered = 0;
  for (const news of await flowNews(shop)) {
    const sent = await receiveTrigger(client, { handle: TRIGGER, payload: payloadOf(shop, news) }, signal);
    // Shopify would refuse the same payload again, so it counts as told; the next news may fare better.
    if (sent.outcome === "rejected") log.warn({ shop, message: sent.message }, "Flow refused a trigger");
    else delivered += 1;
    await noteSent(shop, news.keys);
  }
  return delivered;
}

function payloadOf(shop: string, { recordKind, hold, values, examples }: FlowNews) {
  return {
    "Record kind": recordKind,
    Reason: hold?.reason ?? "conflict",
    "Values waiting": values,
    Examples: examples.join(", "),
    Review: pageOf(shop, hold ? `app/holds/${hold.id}` : "app/conflicts"),
  };
}

/** A page of the app as the shop's admin opens it. */
function pageOf(shop: string, path: string): string {
  return `https://${shop}/admin/apps/${config("SHOPIFY_API_KEY")}/${path}`;
}
