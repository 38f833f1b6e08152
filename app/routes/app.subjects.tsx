import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { authenticate } from "#app/shopify.server.ts";
import { parseScope, searchSubjects } from "#app/store/views/settings/subjects.server.ts";

/** What a rule or a price reduction may apply to, for the search fields. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { session } = await authenticate.admin(request);
  const { searchParams } = new URL(request.url);
  const scope = parseScope(searchParams.get("scope"));
  if (!scope) return json({ found: [] });
  return json({ found: await searchSubjects(session.shop, scope, searchParams.get("text") ?? "") });
}
