import { X509Certificate } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { generate } from "selfsigned";

export interface Certificate {
  key: string;
  cert: string;
  caFile: string;
}

const HOSTS = [
  "*.myshopify.com",
  "*.shopify.com",
  "shopify-staged-uploads.storage.googleapis.com",
  "storage.googleapis.com",
  "localhost",
];

const DAY_MS = 24 * 60 * 60 * 1000;

/** One self-signed certificate is its own authority. Kept, so a running app trusts a restarted sandbox. */
export async function loadCertificate(folder: string): Promise<Certificate> {
  mkdirSync(folder, { recursive: true });
  const caFile = join(folder, "ca.pem");
  const keyFile = join(folder, "key.pem");
  if (!existsSync(caFile) || !existsSync(keyFile) || expiresSoon(caFile)) {
    const made = await make();
    writeFileSync(keyFile, made.private, { mode: 0o600 });
    writeFileSync(caFile, made.cert);
  }
  return { key: readFileSync(keyFile, "utf8"), cert: readFileSync(caFile, "utf8"), caFile };
}

function expiresSoon(file: string): boolean {
  const certificate = new X509Certificate(readFileSync(file));
  return Date.parse(certificate.validTo) < Date.now() + 2 * DAY_MS;
}

function make() {
  return generate([{ name: "commonName", value: "Concord sandbox" }], {
    keyType: "ec",
    algorithm: "sha256",
    notBeforeDate: new Date(Date.now() - DAY_MS),
    notAfterDate: new Date(Date.now() + 90 * DAY_MS),
    extensions: [
      { name: "basicConstraints", cA: true, critical: true },
      { name: "keyUsage", digitalSignature: true, keyCertSign: true, critical: true },
      { name: "extKeyUsage", serverAuth: true },
      { name: "subjectAltName", altNames: HOSTS.map((value) => ({ type: 2, value })) },
    ],
  });
}
