import { createHmac, timingSafeEqual } from "node:crypto";

/**
 * Whether Shopify signed this webhook: base64 HMAC-SHA256 over the raw body in X-Shopify-Hmac-Sha256. Several
 * secrets are valid while one is replaced: the old one signs for up to an hour. The time taken reveals none.
 */
export function verifyHmac(rawBody: Buffer, header: string | undefined, secrets: readonly string[]): boolean {
  const claimed = Buffer.from(header ?? "", "utf8");
  let genuine = false;
  for (const secret of secrets) {
    const expected = Buffer.from(createHmac("sha256", secret).update(rawBody).digest("base64"));
    const same = claimed.length === expected.length && timingSafeEqual(claimed, expected);
    genuine = same || genuine;
  }
  return genuine;
}
