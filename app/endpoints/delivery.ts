import type { IncomingMessage, ServerResponse } from "node:http";
import { bareId } from "#app/core/gid.ts";
import type { AppSecrets } from "#app/shopify/auth/id-token.ts";
import { readDelivery } from "#app/store/views/orders/delivery.server.ts";
import { forCustomer } from "./caller.ts";

const ORDER = /^gid:\/\/shopify\/(?:Order|OrderIdentity)\/\d+$/;

/** GET /api/delivery?order=: where is my order? Answers core/orders/progress/delivery.ts to its customer. */
export function deliveryEndpoint(app: AppSecrets) {
  return (request: IncomingMessage, response: ServerResponse): Promise<void> =>
    forCustomer({ request, response, method: "GET" }, app, async ({ shop, customerId }) => {
      const order = new URL(request.url ?? "/", "http://concord").searchParams.get("order") ?? "";
      if (!ORDER.test(order)) return { status: 400, body: { error: "name-one-order" } };
      const delivery = await readDelivery(shop, bareId(order), customerId);
      return delivery ? { status: 200, body: delivery } : { status: 404, body: { error: "unknown-order" } };
    });
}
