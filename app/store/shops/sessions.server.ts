import type { Session as Row } from "@prisma/client";
import { Session } from "@shopify/shopify-app-remix/server";
import { db } from "../database/database.server.ts";
import { seal, unseal } from "../database/secrets.server.ts";

/**
 * The session storage that Shopify's library asks for. Its own one for Prisma gives up for good when the database
 * is away at the first request, and it cannot encrypt.
 */
export const sessionStorage = {
  async storeSession(session: Session): Promise<boolean> {
    const { id, ...rest } = toRow(session);
    await db().session.upsert({ where: { id }, create: { id, ...rest }, update: rest });
    return true;
  },
  async loadSession(id: string): Promise<Session | undefined> {
    const row = await db().session.findUnique({ where: { id } });
    return row ? toSession(row) : undefined;
  },
  async deleteSession(id: string): Promise<boolean> {
    await db().session.deleteMany({ where: { id } });
    return true;
  },
  async deleteSessions(ids: string[]): Promise<boolean> {
    await db().session.deleteMany({ where: { id: { in: ids } } });
    return true;
  },
  async findSessionsByShop(shop: string): Promise<Session[]> {
    const rows = await db().session.findMany({ where: { shop }, orderBy: { expires: "desc" } });
    return rows.map(toSession);
  },
};

/** The id that Shopify's library gives to the session behind background work. */
export function offlineSessionId(shop: string): string {
  return `offline_${shop}`;
}

/** After uninstalling, or when the tokens are dead: the next visit from the admin fetches new ones. */
export async function eraseSessions(shop: string): Promise<void> {
  await db().session.deleteMany({ where: { shop } });
}

function toRow(session: Session): Row {
  const user = session.onlineAccessInfo?.associated_user;
  return {
    id: session.id,
    shop: session.shop,
    state: session.state,
    isOnline: session.isOnline,
    scope: session.scope ?? null,
    expires: session.expires ?? null,
    accessToken: seal(session.accessToken ?? ""),
    refreshToken: session.refreshToken ? seal(session.refreshToken) : null,
    refreshTokenExpires: session.refreshTokenExpires ?? null,
    userId: user ? BigInt(user.id) : null,
    firstName: user?.first_name ?? null,
    lastName: user?.last_name ?? null,
    email: null, // never needed, so not kept
    accountOwner: user?.account_owner ?? null,
    locale: user?.locale ?? null,
    collaborator: user?.collaborator ?? null,
    emailVerified: null,
  };
}

function toSession(row: Row): Session {
  const known: [string, string | number | boolean][] = [
    ["id", row.id],
    ["shop", row.shop],
    ["state", row.state],
    ["isOnline", row.isOnline],
    ["accessToken", unseal(row.accessToken)],
  ];
  if (row.scope !== null) known.push(["scope", row.scope]);
  if (row.expires) known.push(["expires", row.expires.getTime()]);
  if (row.refreshToken !== null) known.push(["refreshToken", unseal(row.refreshToken)]);
  if (row.refreshTokenExpires) known.push(["refreshTokenExpires", row.refreshTokenExpires.getTime()]);
  if (row.userId !== null) {
    known.push(
      ["userId", String(row.userId)],
      ["firstName", row.firstName ?? ""],
      ["lastName", row.lastName ?? ""],
    );
    known.push(["locale", row.locale ?? ""], ["accountOwner", row.accountOwner ?? false]);
    known.push(["collaborator", row.collaborator ?? false]);
  }
  return Session.fromPropertyArray(known, true);
}
