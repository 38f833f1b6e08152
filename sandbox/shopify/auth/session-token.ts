import { randomUUID } from "node:crypto";
import { errors, jwtVerify, SignJWT } from "jose";
import { gid } from "#sandbox/shopify/gid.ts";

export interface SessionTokenOptions {
  shop: string;
  apiKey: string;
  apiSecret: string;
  userId?: string;
  lifetimeS?: number;
  now?: number;
}

/** The id_token that the admin gives an embedded app: HS256 with the app's secret, valid for a minute. */
export async function mintSessionToken(options: SessionTokenOptions): Promise<string> {
  const nowS = Math.floor((options.now ?? Date.now()) / 1000);
  return new SignJWT({ dest: `https://${options.shop}`, sid: randomUUID() })
    .setProtectedHeader({ alg: "HS256", typ: "JWT" })
    .setIssuer(`https://${options.shop}/admin`)
    .setAudience(options.apiKey)
    .setSubject(options.userId ?? "42")
    .setIssuedAt(nowS)
    .setNotBefore(nowS)
    .setExpirationTime(nowS + (options.lifetimeS ?? 60))
    .setJti(randomUUID())
    .sign(new TextEncoder().encode(options.apiSecret));
}

/** The token that a customer's order page gives an extension: it names the customer, and has no issuer. */
export async function mintCustomerToken(
  options: Pick<SessionTokenOptions, "shop" | "apiKey" | "apiSecret"> & { customerId: string },
): Promise<string> {
  const nowS = Math.floor(Date.now() / 1000);
  return new SignJWT({ dest: options.shop })
    .setProtectedHeader({ alg: "HS256", typ: "JWT" })
    .setAudience(options.apiKey)
    .setSubject(gid("Customer", options.customerId))
    .setIssuedAt(nowS)
    .setNotBefore(nowS)
    .setExpirationTime(nowS + 300)
    .setJti(randomUUID())
    .sign(new TextEncoder().encode(options.apiSecret));
}

/** The staff member's id, or null when Shopify would answer invalid_subject_token. */
export async function verifySessionToken(
  token: string,
  expected: { shop: string; apiKey: string; apiSecret: string },
): Promise<string | null> {
  try {
    const { payload } = await jwtVerify(token, new TextEncoder().encode(expected.apiSecret), {
      algorithms: ["HS256"],
      audience: expected.apiKey,
      issuer: `https://${expected.shop}/admin`,
      clockTolerance: 10,
    });
    return payload["dest"] === `https://${expected.shop}` ? (payload.sub ?? null) : null;
  } catch (error) {
    if (error instanceof errors.JOSEError) return null;
    throw error;
  }
}
