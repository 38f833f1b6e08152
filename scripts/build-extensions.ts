/**
 * Bundles the UI extensions, so that a broken one breaks the build. Shopify builds and hosts them itself, by
 * `shopify app deploy`; build/extensions is only for people to look at.
 *
 *   node scripts/build-extensions.ts
 */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { bundleExtension } from "./bundle-extension.ts";
import { appUrl, readExtensions } from "./extension-config.ts";

/** Shopify refuses a larger UI extension. */
const COMPRESSED_MAX_BYTES = 64 * 1024;

const root = join(import.meta.dirname, "..");
const folder = join(root, "build/extensions");

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const extension of readExtensions(root).filter((one) => one.type === "ui_extension")) {
  const code = await bundleExtension(extension, appUrl(root));
  const bytes = gzipSync(code).length;
  if (bytes > COMPRESSED_MAX_BYTES) {
    throw new Error(`${extension.handle}: ${bytes} bytes compressed; ${COMPRESSED_MAX_BYTES} are allowed`);
  }
  writeFileSync(join(folder, `${extension.handle}.js`), code);
  console.log(`build/extensions/${extension.handle}.js  ${(bytes / 1024).toFixed(1)} kB compressed`);
}
