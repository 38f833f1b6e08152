/**
 * Refreshes schema/admin-2026-10.graphql.gz: the full Admin schema as Shopify ships it inside the npm
 * package @shopify/dev-mcp. The package itself is too heavy to depend on, so only the one file is taken.
 *
 *   node scripts/fetch-schema.ts
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { buildClientSchema, type IntrospectionQuery, printSchema } from "graphql";

const PACKAGE = "@shopify/dev-mcp@1.16.0";
const FILE = "package/dist/data/admin_2026-10.json.gz";

const folder = mkdtempSync(join(tmpdir(), "concord-schema-"));
try {
  execFileSync("npm", ["pack", PACKAGE, "--silent"], { cwd: folder });
  execFileSync("tar", ["xzf", "shopify-dev-mcp-1.16.0.tgz", FILE], { cwd: folder });
  const answer = JSON.parse(gunzipSync(readFileSync(join(folder, FILE))).toString("utf8")) as {
    data: IntrospectionQuery;
  };
  const sdl = printSchema(buildClientSchema(answer.data));
  writeFileSync("schema/admin-2026-10.graphql.gz", gzipSync(sdl, { level: 9 }));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
