import type { IncomingMessage, ServerResponse } from "node:http";
import type { AppSecrets } from "#app/shopify/auth/id-token.ts";
import { oweRepair } from "#app/store/values/repair.server.ts";
import { forExtension } from "./caller.ts";
import { fieldsOf } from "./fields.ts";
import { productOrVariant } from "./product-or-variant.ts";

/** POST /api/repair {product} or {variant}: somebody pressed "Repair" beside a product of the shop. */
export function repairEndpoint(app: AppSecrets, nudgeOwed: () => Promise<void>) {
  return (request: IncomingMessage, response: ServerResponse): Promise<void> =>
    forExtension({ request, response, method: "POST" }, app, async ({ shop }) => {
      const of = productOrVariant(await fieldsOf(request));
      if (!of) return { status: 400, body: { error: "name-one-product-or-variant" } };
      const repair = await oweRepair(shop, of);
      if (!repair) return { status: 404, body: { error: "unknown-product" } };
      await nudgeOwed();
      return { status: 200, body: repair };
    });
}
