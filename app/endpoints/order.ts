import type { IncomingMessage, ServerResponse } from "node:http";
import { bareId } from "#app/core/gid.ts";
import type { AppSecrets } from "#app/shopify/auth/id-token.ts";
import { readOrderCard } from "#app/store/views/orders/card.server.ts";
import { forExtension } from "./caller.ts";
import type { OrderAnswer } from "./order-answer.ts";

const ORDER = /^(?:gid:\/\/shopify\/Order\/)?(\d+)$/;

/** The bare id of the order that `value` names; null: it names none. */
export function orderNamed(value: unknown): string | null {
  return typeof value === "string" && ORDER.test(value) ? bareId(value) : null;
}

/** GET /api/order?order=: what state is it in, who holds it, where are its parcels? */
export function orderEndpoint(app: AppSecrets) {
  return (request: IncomingMessage, response: ServerResponse): Promise<void> =>
    forExtension({ request, response, method: "GET" }, app, async ({ shop }) => {
      const id = orderNamed(new URL(request.url ?? "/", "http://concord").searchParams.get("order"));
      if (id === null) return { status: 400, body: { error: "name-one-order" } };
      const card = await readOrderCard(shop, id);
      if (!card) return { status: 404, body: { error: "unknown-order" } };
      const { standing, stages, total, sources, parcels } = card;
      const { state, key, params, cure } = standing;
      const answer: OrderAnswer = {
        ...{ state, sentence: { key, params }, cure, stages, total, sources, parcels },
        page: `app/orders/${id}`,
      };
      return { status: 200, body: answer };
    });
}
