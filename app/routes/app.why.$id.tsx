import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { authenticate } from "#app/shopify.server.ts";
import { readWhy } from "#app/store/views/drift/why.server.ts";
import { readOrderForSupport } from "#app/sync/orders/page.server.ts";

/** "product-123", "variant-456" or "order-789", with or without ".json": the explanation as support reads it. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { session } = await authenticate.admin(request);
  const why = await readWhyOf(session.shop, params["id"] ?? "");
  if (!why) throw new Response("No such product, variant or order", { status: 404 });
  return json({ shop: session.shop, at: new Date().toISOString(), ...why });
}

async function readWhyOf(shop: string, id: string) {
  const [, of, digits] = /^(product|variant|order)-(\d{1,20})(?:\.json)?$/.exec(id) ?? [];
  if (digits === undefined) return null;
  if (of === "order") return readOrderForSupport(shop, digits);
  return readWhy(shop, of === "product" ? { productId: digits } : { variantId: digits });
}
