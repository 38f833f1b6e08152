import { redirect, type LoaderFunctionArgs } from "@remix-run/node";
import { authenticate } from "#app/shopify.server.ts";

/** The bounce page that fetches a new session token: the library draws it. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { pathname } = new URL(request.url);
  // Shopify's App Store forbids asking for a shop name, so there is no login form.
  if (pathname === "/auth/login") return redirect("/");
  // The library has more pages here. They would run scripts of their own, and nothing of ours leads to them.
  if (pathname !== "/auth/session-token") throw new Response("No such page", { status: 404 });
  await authenticate.admin(request);
  return null;
}
