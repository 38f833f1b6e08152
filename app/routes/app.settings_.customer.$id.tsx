import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { authenticate } from "#app/shopify.server.ts";
import { customerData, findDataRequest } from "#app/store/shops/privacy.server.ts";

/** All data kept about a customer who asked for it, as a file for the merchant to pass on. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { session } = await authenticate.admin(request);
  const asked = await findDataRequest(session.shop, params["id"] ?? "");
  if (!asked) throw new Response("Not found", { status: 404 });
  return json(await customerData(session.shop, asked));
}
