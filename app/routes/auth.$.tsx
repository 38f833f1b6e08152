import { redirect, type LoaderFunctionArgs } from "@remix-run/node";
import { authenticate } from "#app/shopify.server.ts";

/** The bounce page that fetches a new session token, and the way out of the frame: the library does both. */
export async function loader({ request }: LoaderFunctionArgs) {
  // Shopify's App Store forbids asking for a shop name, so there is no login form.
  if (new URL(request.url).pathname === "/auth/login") return redirect("/");
  await authenticate.admin(request);
  return null;
}
