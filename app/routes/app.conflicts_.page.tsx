import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { authenticate } from "#app/shopify.server.ts";
import {
  countConflicts,
  parseConflictQuery,
  readConflicts,
} from "#app/store/views/conflicts/conflicts.server.ts";
import { staffName } from "#app/store/views/settings/staff.server.ts";

/** One page of open conflicts as the list reads it while somebody works through it. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { session, sessionToken } = await authenticate.admin(request);
  const me = await staffName(session.shop, sessionToken?.sub);
  const query = parseConflictQuery(new URL(request.url).searchParams);
  const [page, counts] = await Promise.all([
    readConflicts(session.shop, query, me),
    countConflicts(session.shop, me),
  ]);
  return json({ ...page, counts });
}
