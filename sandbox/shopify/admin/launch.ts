import { createHmac, randomUUID } from "node:crypto";
import { launchParameters } from "./protocol.ts";
import { storeName, type AdminOptions } from "./server.ts";

/** The query Shopify opens an embedded app with, behind the app's own. */
export function launchQuery(options: AdminOptions, own: URLSearchParams): string {
  const query = new URLSearchParams(own);
  for (const name of launchParameters) query.delete(name);
  const host = `admin.shopify.com/store/${storeName(options.sandbox.shop)}`;
  const launch = {
    embedded: "1",
    host: Buffer.from(host).toString("base64").replace(/=+$/, ""),
    id_token: sessionToken(options),
    locale: "en",
    session: createHmac("sha256", options.apiSecret).update(options.sandbox.shop).digest("hex"),
    shop: options.sandbox.shop,
    timestamp: String(Math.floor(Date.now() / 1000)),
  };
  const signed = Object.entries(launch).map(([name, value]) => `${name}=${value}`);
  for (const [name, value] of Object.entries(launch)) query.set(name, value);
  query.set("hmac", createHmac("sha256", options.apiSecret).update(signed.sort().join("&")).digest("hex"));
  return query.toString();
}

const tokenLifetimeS = 60;

/** The minute-long proof of who looks at the app, as the admin mints it for the app's frame. */
export function sessionToken({ sandbox, apiKey, apiSecret }: AdminOptions): string {
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    iss: `https://${sandbox.shop}/admin`,
    dest: `https://${sandbox.shop}`,
    aud: apiKey,
    sub: "42",
    exp: now + tokenLifetimeS,
    nbf: now,
    iat: now,
    jti: randomUUID(),
    sid: randomUUID(),
  };
  const parts = [{ alg: "HS256", typ: "JWT" }, claims].map((part) => base64url(JSON.stringify(part)));
  const signed = parts.join(".");
  return `${signed}.${createHmac("sha256", apiSecret).update(signed).digest("base64url")}`;
}

function base64url(text: string): string {
  return Buffer.from(text).toString("base64url");
}
