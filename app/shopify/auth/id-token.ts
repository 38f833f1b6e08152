import { errors, jwtVerify, type JWTPayload } from "jose";
import { bareId } from "#app/core/gid.ts";

/** Who asks, by the kind of token that Shopify signed for them. */
export interface Callers {
  /** A member of staff, in the app's pages or in an extension of the admin. */
  admin: {
    /** The myshopify.com domain. */
    shop: string;
    /** The staff member's id in Shopify. */
    user: string;
  };
  /** A customer who is signed in, in an extension of their own pages. */
  customer: {
    shop: string;
    /** Bare id of the customer. */
    customerId: string;
  };
}

/** Several secrets are valid while one is replaced. */
export interface AppSecrets {
  apiKey: string;
  secrets: readonly string[];
}

const SHOP = /^[a-z0-9][a-z0-9-]{0,99}\.myshopify\.com$/;
const STAFF = /^\d{1,20}$/;
const CUSTOMER = /^gid:\/\/shopify\/Customer\/\d{1,20}$/;

/** Clocks differ by seconds, and such a token lives for a minute only. */
const CLOCK_TOLERANCE_S = 10;

/**
 * The only reader of ID tokens (session tokens): JWTs, HS256 with the app's secret. Null where the token is not
 * genuine, not for this app, not for one shop, not valid now, or of another kind than the door is for.
 * Sources: "Session tokens", and "Session Token API" of customer account and checkout UI extensions.
 */
export async function readToken<K extends keyof Callers>(
  token: string,
  app: AppSecrets,
  kind: K,
): Promise<Callers[K] | null> {
  for (const secret of app.secrets) {
    const claims = await verified(token, secret, app.apiKey);
    if (claims) return callerOf[kind](claims);
  }
  return null;
}

const callerOf: { [K in keyof Callers]: (claims: JWTPayload) => Callers[K] | null } = {
  admin({ dest, iss, sub = "" }) {
    const shop = typeof dest === "string" && dest.startsWith("https://") ? dest.slice("https://".length) : "";
    // The issuer must be the admin of the shop that the token is for; a customer's token names no such issuer.
    if (!SHOP.test(shop) || iss !== `https://${shop}/admin` || !STAFF.test(sub)) return null;
    return { shop, user: sub };
  },
  // A guest's token names nobody.
  customer({ dest, iss, sub = "" }) {
    const shop = typeof dest === "string" ? dest.replace(/^https:\/\//, "") : "";
    if (!SHOP.test(shop) || iss?.endsWith("/admin") || !CUSTOMER.test(sub)) return null;
    return { shop, customerId: bareId(sub) };
  },
};

async function verified(token: string, secret: string, apiKey: string): Promise<JWTPayload | null> {
  try {
    const { payload } = await jwtVerify(token, new TextEncoder().encode(secret), {
      algorithms: ["HS256"],
      clockTolerance: CLOCK_TOLERANCE_S,
      requiredClaims: ["aud", "exp", "nbf"],
    });
    return payload.aud === apiKey ? payload : null;
  } catch (error) {
    if (error instanceof errors.JOSEError) return null;
    throw error;
  }
}
