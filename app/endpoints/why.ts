import type { IncomingMessage, ServerResponse } from "node:http";
import { explain } from "#app/core/values/why.ts";
import type { AppSecrets } from "#app/shopify/auth/id-token.ts";
import type { ValueRow } from "#app/store/views/drift/value-rows.server.ts";
import { readWhy, type Why } from "#app/store/views/drift/why.server.ts";
import { forExtension } from "./caller.ts";
import { productOrVariant } from "./product-or-variant.ts";
import type { WhyAnswer, WhyValue } from "./why-answer.ts";

/** A card in the admin has room for no more. */
const OUT_OF_STEP_MAX = 10;

/** GET /api/why?product= or ?variant=: is it in step, and if not, why? */
export function whyEndpoint(app: AppSecrets) {
  return (request: IncomingMessage, response: ServerResponse): Promise<void> =>
    forExtension({ request, response, method: "GET" }, app, async ({ shop }) => {
      const query = new URL(request.url ?? "/", "http://concord").searchParams;
      const of = productOrVariant({ product: query.get("product"), variant: query.get("variant") });
      if (!of) return { status: 400, body: { error: "name-one-product-or-variant" } };
      const why = await readWhy(shop, of);
      return why ? { status: 200, body: toAnswer(why) } : { status: 404, body: { error: "unknown-product" } };
    });
}

function toAnswer({ explanation, values, more, productId, variantId }: Why): WhyAnswer {
  const { state, sentence, cure, counts, cause } = explanation;
  const outOfStep = values.filter((value) => !["in-step", "not-kept"].includes(explain([value]).state));
  return {
    state,
    sentence,
    cure,
    counts,
    worst: cause && { ...toValue(cause), receipt: cause.receipt },
    outOfStep: outOfStep.slice(0, OUT_OF_STEP_MAX).map(toValue),
    more: more || outOfStep.length > OUT_OF_STEP_MAX,
    page: variantId === null ? `app/product/${productId}` : `app/sku/${variantId}`,
  };
}

function toValue(row: ValueRow): WhyValue {
  const { kind, place, placeName, sku, observed, target, desired, verdict, reason, message } = row;
  return {
    kind,
    place,
    placeName,
    sku,
    shows: observed,
    should: target ?? desired,
    verdict,
    reason,
    message,
  };
}
