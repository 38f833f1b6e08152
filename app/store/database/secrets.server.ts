import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { config } from "#app/config.server.ts";
import { secretKey } from "./embedded-address.server.ts";

const CIPHER = "aes-256-gcm";
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

interface Key {
  id: string;
  bytes: Buffer;
}

/** Encrypts with today's key. The result names the key, to tell it from later ones. */
export function seal(text: string): string {
  const key = currentKey();
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key.bytes, nonce);
  const body = Buffer.concat([nonce, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return `${key.id}.${body.toString("base64url")}`;
}

/** Decrypts what `seal` made, also with the key before the current one. */
export function unseal(sealed: string): string {
  const [id = "", text = ""] = sealed.split(".");
  const key = [currentKey(), ...previousKeys()].find((known) => known.id === id);
  if (!key)
    throw new Error(
      `A secret was encrypted with a key that is gone (${id}): set CONCORD_SECRET_KEY_PREVIOUS`,
    );
  const body = Buffer.from(text, "base64url");
  const end = body.length - TAG_BYTES;
  const decipher = createDecipheriv(CIPHER, key.bytes, body.subarray(0, NONCE_BYTES));
  decipher.setAuthTag(body.subarray(end));
  return decipher.update(body.subarray(NONCE_BYTES, end), undefined, "utf8") + decipher.final("utf8");
}

/** How every text sealed by today's key begins; all others are owed a new seal. */
export function currentSeal(): string {
  return `${currentKey().id}.`;
}

function currentKey(): Key {
  return parseKey(secretKey());
}

function previousKeys(): Key[] {
  return config("CONCORD_SECRET_KEY_PREVIOUS").map(parseKey);
}

function parseKey(text: string): Key {
  const bytes = Buffer.from(text, "base64");
  return { id: createHash("sha256").update(bytes).digest("hex").slice(0, 8), bytes };
}
