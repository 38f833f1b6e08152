import { mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { readSample } from "#sandbox/data/sample.ts";
import { startAdmin } from "#sandbox/shopify/admin/server.ts";
import { startSandbox } from "#sandbox/shopify/server.ts";
import { seedShop } from "./demo/shop.ts";
import { assortment } from "./sources/assortment.ts";

const { values } = parseArgs({
  options: {
    "http-port": { type: "string", default: "0" },
    "tls-port": { type: "string", default: "0" },
    "admin-port": { type: "string", default: "0" },
    "app-url": { type: "string", default: process.env["SHOPIFY_APP_URL"] ?? "http://localhost:3000" },
    skus: { type: "string", default: "300" },
    plan: { type: "string", default: "standard" },
  },
});

const apiKey = process.env["SHOPIFY_API_KEY"] ?? "concord-sandbox-key";
const apiSecret = process.env["SHOPIFY_API_SECRET"] ?? "concord-sandbox-secret";
const certFolder = join(process.env["CONCORD_HOME"] ?? join(tmpdir(), "concord-sandbox"), "certificates");
const appUrl = values["app-url"];
mkdirSync(certFolder, { recursive: true });

const sandbox = await startSandbox({
  apiKey,
  apiSecret,
  appUrl,
  certFolder,
  httpPort: Number(values["http-port"]),
  tlsPort: Number(values["tls-port"]),
  plan: readPlan(values.plan),
});
const admin = await startAdmin({ sandbox, appUrl, apiKey, apiSecret, port: Number(values["admin-port"]) });
const { products } = assortment(await readSample(), Number(values.skus), new Set());
seedShop(sandbox.store, products, (code) => new URL(`/pictures/${code}.svg`, admin.url).href);

const { graphqlUrl, shop, accessToken, caFile, tlsPort } = sandbox;
const ready = {
  graphql: `https://${shop}:${tlsPort}/admin/api/2026-10/graphql.json`,
  graphqlPlain: graphqlUrl,
  resolve: `${shop}:${tlsPort}:127.0.0.1`,
  caFile,
  shop,
  accessToken,
  tlsPort,
  adminUrl: admin.url,
};
process.stdout.write(`${JSON.stringify(ready)}\n`);

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    void Promise.all([admin.close(), sandbox.close()]).then(() => process.exit(0));
  });
}

function readPlan(plan: string) {
  if (plan === "standard" || plan === "advanced" || plan === "plus" || plan === "enterprise") return plan;
  throw new Error(`--plan is standard, advanced, plus or enterprise, not ${plan}`);
}
