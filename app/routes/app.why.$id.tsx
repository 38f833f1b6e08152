import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { authenticate } from "#app/shopify.server.ts";
import { readWhy, type WhyOf } from "#app/store/views/why.server.ts";

/** "product-123" or "variant-456", with or without ".json": the explanation as support reads it. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { session } = await authenticate.admin(request);
  const of = parseWhyOf(params["id"] ?? "");
  const why = of && (await readWhy(session.shop, of));
  if (!why) throw new Response("No such product or variant", { status: 404 });
  return json({ shop: session.shop, at: new Date().toISOString(), ...why });
}

function parseWhyOf(id: string): WhyOf | null {
  const [, of, digits] = /^(product|variant)-(\d{1,20})(?:\.json)?$/.exec(id) ?? [];
  if (digits === undefined) return null;
  return of === "product" ? { productId: digits } : { variantId: digits };
}
