import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { authenticate } from "#app/shopify.server.ts";
import { countStuck } from "#app/store/views/orders/orders.server.ts";

/** How many orders need a person, for the navigation. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { session } = await authenticate.admin(request);
  return json({ stuck: await countStuck(session.shop) });
}
