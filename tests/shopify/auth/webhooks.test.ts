import { createHmac } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { verifyHmac } from "#app/shopify/auth/webhooks.ts";

const SECRET = "hush";
const BODY = Buffer.from('{"id":820982911946154508,"name":"Größe"}');
const sign = (body: Buffer, secret: string) => createHmac("sha256", secret).update(body).digest("base64");

test("a webhook signed with the secret is genuine", () => {
  expect(verifyHmac(BODY, sign(BODY, SECRET), [SECRET])).toBe(true);
});

test("while a secret is replaced both sign", () => {
  expect(verifyHmac(BODY, sign(BODY, "old"), ["new", "old"])).toBe(true);
  expect(verifyHmac(BODY, sign(BODY, "new"), ["new", "old"])).toBe(true);
});

test.each<[string, string | undefined]>([
  ["no signature", undefined],
  ["an empty one", ""],
  ["another secret's", sign(BODY, "other")],
  ["a truncated one", sign(BODY, SECRET).slice(0, -2)],
  ["a hexadecimal one", createHmac("sha256", SECRET).update(BODY).digest("hex")],
  ["one of a body written anew", sign(Buffer.from(JSON.stringify(JSON.parse(String(BODY)))), SECRET)],
])("%s is refused", (_, header) => {
  expect(verifyHmac(BODY, header, [SECRET])).toBe(false);
});

test("without a secret nothing is genuine", () => {
  expect(verifyHmac(BODY, sign(BODY, ""), [])).toBe(false);
});

test("any change of the body or the signature is noticed", () => {
  const genuine = sign(BODY, SECRET);
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.string(), (bytes, header) => {
      const body = Buffer.from(bytes);
      if (!body.equals(BODY)) expect(verifyHmac(body, genuine, [SECRET])).toBe(false);
      if (header !== genuine) expect(verifyHmac(BODY, header, [SECRET])).toBe(false);
    }),
  );
});
