import { db } from "#app/store/database/database.server.ts";

/** Recorded where Shopify does not say who somebody is: offline tokens carry no name. */
const UNNAMED = "Staff";

/** The name under which a decision is recorded; `userId` is the subject of the session token. */
export async function staffName(shop: string, userId: string | undefined): Promise<string> {
  if (userId === undefined || !/^\d{1,18}$/.test(userId)) return UNNAMED;
  const session = await db().session.findFirst({
    where: { shop, userId: BigInt(userId) },
    select: { firstName: true, lastName: true },
  });
  const name = [session?.firstName, session?.lastName].filter(Boolean).join(" ");
  return name === "" ? UNNAMED : name;
}
