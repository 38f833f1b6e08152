import type { IncomingMessage, ServerResponse } from "node:http";
import type { AppSecrets } from "#app/shopify/auth/id-token.ts";
import { forgetFailures } from "#app/store/orders/outbox-choices.server.ts";
import { staffName } from "#app/store/views/settings/staff.server.ts";
import { forExtension } from "./caller.ts";
import { fieldsOf } from "./fields.ts";
import { orderNamed } from "./order.ts";

/** POST /api/order/retry {order}: somebody pressed "Try again" beside an order of the shop. */
export function retryOrderEndpoint(app: AppSecrets, nudgeOwed: () => Promise<void>) {
  return (request: IncomingMessage, response: ServerResponse): Promise<void> =>
    forExtension({ request, response, method: "POST" }, app, async ({ shop, user }) => {
      const id = orderNamed((await fieldsOf(request))["order"]);
      if (id === null) return { status: 400, body: { error: "name-one-order" } };
      const tried = await forgetFailures(shop, [id], await staffName(shop, user));
      if (tried === 0) return { status: 404, body: { error: "unknown-order" } };
      await nudgeOwed();
      return { status: 200, body: { tried } };
    });
}
