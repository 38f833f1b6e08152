import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { authenticate } from "#app/shopify.server.ts";
import { countOpen } from "#app/store/views/conflicts/conflicts.server.ts";

/** How many conflicts wait, for the navigation. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { session } = await authenticate.admin(request);
  return json({ open: await countOpen(session.shop) });
}
