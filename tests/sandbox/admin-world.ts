import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { startAdmin, type Admin } from "#sandbox/shopify/admin/server.ts";
import { ShopState } from "#sandbox/shopify/state/shop-state.ts";

/** A shop with one product, the admin around it, and a page that uses app-bridge as an app would. */
export interface AdminWorld {
  admin: Admin;
  store: ShopState;
  productId: string;
  /** What reached the app, as "POST /api Bearer". */
  received: string[];
  close(): Promise<void>;
}

const shop = "concord-demo.myshopify.com";

export async function adminWorld(): Promise<AdminWorld> {
  const store = new ShopState({
    id: "1",
    domain: shop,
    name: "Concord Demo",
    email: "owner@example.com",
    currencyCode: "GBP",
    taxesIncluded: false,
    ianaTimezone: "Europe/London",
    plan: "standard",
  });
  const london = store.createLocation("London");
  const levels = { [london.id]: 5 };
  const product = store.createProduct({
    title: "Tea & <Toast>",
    variants: [{ sku: "85123A", price: "2.55", levels }],
  });
  const received: string[] = [];
  const app = createServer((request, response) => serve(received, request, response));
  await new Promise<void>((resolve) => app.listen(0, resolve));
  const appUrl = `http://127.0.0.1:${(app.address() as AddressInfo).port}`;
  const admin = await startAdmin({ sandbox: { shop, store }, appUrl, apiKey: "key", apiSecret: "secret" });
  const close = async (): Promise<void> => {
    await admin.close();
    app.closeAllConnections();
    app.close();
  };
  return { admin, store, productId: product.id, received, close };
}

function serve(received: string[], request: IncomingMessage, response: ServerResponse): void {
  const url = new URL(request.url ?? "/", "http://app");
  const scheme = request.headers.authorization?.split(" ")[0] ?? "none";
  received.push(`${request.method ?? ""} ${url.pathname} ${scheme}`);
  if (url.pathname === "/api") return api(received, response);
  if (url.pathname.startsWith("/api/")) return extensionApi(request, response);
  response.writeHead(200, {
    "content-type": "text/html",
    "content-security-policy": `frame-ancestors https://${shop} https://admin.shopify.com;`,
  });
  if (url.pathname === "/bounce") response.end(head);
  else response.end(appPage(url.pathname));
}

/** Refuses the first token, as an app whose clock is ahead would. */
function api(received: string[], response: ServerResponse): void {
  const first = received.filter((line) => line.includes("/api")).length === 1;
  response.writeHead(first ? 401 : 200, { "X-Shopify-Retry-Invalid-Session-Request": "1" });
  response.end(first ? "" : "welcome");
}

const stock = { kind: "stock", place: "7", placeName: "London", sku: "85123A", shows: "7", should: "5" };
const explained = {
  state: "repairing",
  sentence: { key: "explain.repairing", params: { shows: "7", should: "5", message: "", count: 1 } },
  cure: "repair",
  counts: {},
  worst: { ...stock, receipt: null },
  outOfStep: [{ ...stock, verdict: "push" }],
  more: false,
  page: "app/product/1",
};

const order = {
  state: "stuck",
  sentence: {
    key: "orderSays.refused",
    params: { connection: "Wholesale ERP", number: "", message: "No country.", at: null },
  },
  cure: "retry",
  stages: [{ name: "placed", state: "done", at: "2026-11-02T09:00:00Z" }],
  total: "7.65 GBP",
  sources: [],
  parcels: [],
  page: "app/orders/1",
};
const delivery = {
  cancelledAt: null,
  promisedAt: null,
  steps: [{ step: "ordered", at: "2026-11-02T09:00:00Z", reached: "all" }],
  parcels: [{ carrier: "PostNord", number: "42", url: null, step: "shipped", at: null }],
  waiting: 0,
};

const ANSWERS: Record<string, object> = {
  "/api/why": explained,
  "/api/order": order,
  "/api/delivery": delivery,
};

/** Answers requests of an extension, which come from another origin than the app's. */
function extensionApi(request: IncomingMessage, response: ServerResponse): void {
  response.setHeader("access-control-allow-origin", "*");
  response.setHeader("access-control-allow-headers", "Authorization, Content-Type");
  response.writeHead(request.method === "OPTIONS" ? 204 : 200);
  const { pathname } = new URL(request.url ?? "/", "http://app");
  response.end(request.method === "GET" ? JSON.stringify(ANSWERS[pathname]) : undefined);
}

const head = `<!doctype html><html><head><title>App</title>
<script src="https://cdn.shopify.com/shopifycloud/app-bridge.js" data-api-key="key"></script></head>`;

function appPage(path: string): string {
  return `${head}<body>
    <ui-nav-menu><a href="/app" rel="home">Home</a><a href="/app/drift">Drift</a></ui-nav-menu>
    <ui-title-bar title="At ${path}"><button variant="primary" onclick="log('checked')">Check now</button></ui-title-bar>
    <ui-save-bar id="bar"><button variant="primary" onclick="log('saved'); shopify.saveBar.hide('bar')">Save</button>
      <button onclick="shopify.saveBar.hide('bar')">Discard</button></ui-save-bar>
    <ui-modal id="ask"><p>Really?</p><ui-title-bar title="Sure"><button variant="primary" onclick="log('yes')">Yes</button></ui-title-bar></ui-modal>
    <form data-save-bar onsubmit="event.preventDefault(); log('submitted')"><input name="name"></form>
    <ol id="log"></ol>
    <script>
      const log = (text) => document.querySelector("#log").append(Object.assign(document.createElement("li"), { textContent: text }));
      addEventListener("shopify:navigate", (event) => {
        history.pushState(null, "", event.target.getAttribute("href"));
        document.querySelector("ui-title-bar").setAttribute("title", "At " + location.pathname);
      });
    </script></body></html>`;
}
