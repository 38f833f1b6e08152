import { log } from "#app/log.ts";
import type { AdminClient } from "#app/shopify/api/client.ts";
import { ShopGone } from "#app/shopify/api/errors.ts";
import { setShopState } from "#app/store/shops/shops.server.ts";

const MINUTE_MS = 60_000;
/** How long a shop that is gone is not asked again, longer each time. */
const REST_MS = [MINUTE_MS, 5 * MINUTE_MS, 15 * MINUTE_MS, 60 * MINUTE_MS];
/** A shop that does not exist for us for so long needs its merchant. */
const GIVEN_UP_AFTER_MS = 24 * 60 * MINUTE_MS;
/** There is no such shop, or no such installation. Frozen and locked shops (402, 423) come back by themselves. */
const NO_SHOP = [403, 404];

interface Absence {
  since: number;
  until: number;
  times: number;
  error: ShopGone;
}

const absences = new Map<string, Absence>();

/**
 * A client that does not ask a shop again for a while after Shopify said that it is gone: it throws the same
 * ShopGone without a request. After a day of that the shop has to be opened in the admin again.
 */
export function sparing(client: AdminClient): AdminClient {
  const { shop } = client;
  return {
    shop,
    get spent() {
      return client.spent;
    },
    async run(operation, variables, options) {
      const absence = absences.get(shop);
      if (absence && Date.now() < absence.until) throw absence.error;
      try {
        const answer = await client.run(operation, variables, options);
        absences.delete(shop);
        return answer;
      } catch (error) {
        if (error instanceof ShopGone) await noteGone(shop, error);
        throw error;
      }
    },
  };
}

async function noteGone(shop: string, error: ShopGone): Promise<void> {
  const now = Date.now();
  const { since, times } = absences.get(shop) ?? { since: now, times: 0 };
  const restMs = REST_MS[Math.min(times, REST_MS.length - 1)] ?? 0;
  absences.set(shop, { since, until: now + restMs, times: times + 1, error });
  log.warn({ shop, status: error.status, restMs }, "the shop is gone; it is asked again later");
  if (now - since >= GIVEN_UP_AFTER_MS && NO_SHOP.includes(error.status)) {
    await setShopState(shop, "reconnect", "shop-gone");
    absences.delete(shop);
  }
}
