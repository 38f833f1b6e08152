import { errors, jwtVerify, type JWTPayload } from "jose";

/** Who is asking, as signed by Shopify. */
export interface Caller {
  /** The myshopify.com domain. */
  shop: string;
  /** The staff member's id in Shopify. */
  user: string;
}

const SHOP_ORIGIN = /^https:\/\/([a-z0-9][a-z0-9-]{0,99}\.myshopify\.com)$/;

/** Clocks differ by seconds, and such a token lives for a minute only. */
const CLOCK_TOLERANCE_S = 10;

/**
 * Reads the ID token (session token) that the admin gives to an embedded page or adds to the requests of a UI
 * extension: a JWT, HS256 with the app's secret. Null where it is not genuine, not for this app, not for one
 * shop, or no longer valid. Several secrets are valid while one is replaced.
 */
export async function readIdToken(
  token: string,
  app: { apiKey: string; secrets: readonly string[] },
): Promise<Caller | null> {
  const claims = await verifiedToken(token, app, ["nbf", "iss", "sub"]);
  return claims && callerOf(claims);
}

/** The claims that Shopify signed for this app; null where the token is not genuine or no longer valid. */
export async function verifiedToken(
  token: string,
  app: { apiKey: string; secrets: readonly string[] },
  required: readonly string[] = [],
): Promise<JWTPayload | null> {
  for (const secret of app.secrets) {
    const claims = await verified(token, secret, app.apiKey, required);
    if (claims) return claims;
  }
  return null;
}

async function verified(
  token: string,
  secret: string,
  audience: string,
  required: readonly string[],
): Promise<JWTPayload | null> {
  try {
    const { payload } = await jwtVerify(token, new TextEncoder().encode(secret), {
      algorithms: ["HS256"],
      audience,
      clockTolerance: CLOCK_TOLERANCE_S,
      requiredClaims: ["exp", ...required],
    });
    return payload;
  } catch (error) {
    if (error instanceof errors.JOSEError) return null;
    throw error;
  }
}

function callerOf({ dest, iss, sub }: JWTPayload): Caller | null {
  const shop = typeof dest === "string" ? SHOP_ORIGIN.exec(dest)?.[1] : undefined;
  // The issuer must be the admin of the shop that the token is for.
  if (shop === undefined || sub === undefined || iss !== `https://${shop}/admin`) return null;
  return { shop, user: sub };
}
