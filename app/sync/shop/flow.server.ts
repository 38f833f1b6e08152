import { config } from "#app/config.server.ts";
import { log } from "#app/log.ts";
import { receiveTrigger } from "#app/shopify/shop/flow.ts";
import { underLease } from "#app/store/database/leases.server.ts";
import { flowNews, noteSent, type FlowNews } from "#app/store/webhooks/flow-news.server.ts";
import { clientFor } from "../look/shop-client.server.ts";

/** The handle of extensions/drift-trigger. Flow refuses a payload with fields that are not named there. */
const TRIGGER = "drift-needs-review";

/**
 * Reports to Shopify Flow what began to wait for a person: once for every hold, and once per record kind for
 * the conflicts that came up since the last report. Killed between sending and noting it, it sends again.
 * Returns how many triggers Flow accepted.
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
    // Shopify would refuse the same payload again, so it counts as sent; the next news may be accepted.
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

/** The address of a page of the app in the shop's admin. */
function pageOf(shop: string, path: string): string {
  return `https://${shop}/admin/apps/${config("SHOPIFY_API_KEY")}/${path}`;
}
