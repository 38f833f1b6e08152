import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import type { Assets } from "./assets.ts";
import { storeName, type AdminOptions } from "./options.ts";
import { actOnOrder } from "./order-actions.ts";
import { Extensions } from "./extensions.ts";
import { customerToken, launchQuery, sessionToken } from "./launch.ts";
import { isLocale, localeOf, remember, type Locale } from "./locale.ts";
import { accountOrderPage } from "./pages/account.ts";
import { appPage } from "./pages/app.ts";
import type { Place } from "./pages/layout.ts";
import { orderPage } from "./pages/order.ts";
import { openOrders, ordersPage } from "./pages/orders.ts";
import { productPage, productsPage } from "./pages/products.ts";
import { picture, uploaded } from "./pictures.ts";
import { actOnProduct } from "./product-actions.ts";

interface Reply {
  status: number;
  type: string;
  body: string | Buffer;
  location?: string;
  cache?: string;
  cookie?: string;
}

const extensions = new Extensions();

/** Which page of the admin an address means. */
export function adminHandler(
  options: AdminOptions,
  assets: Assets,
  proxyPort: () => number,
): RequestListener {
  return (request, response) => {
    answer(options, assets, proxyPort, request)
      .catch((error: unknown) => failure(error))
      .then((reply) => send(response, reply))
      .catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
  };
}

async function answer(
  options: AdminOptions,
  assets: Assets,
  proxyPort: () => number,
  request: IncomingMessage,
): Promise<Reply> {
  const host = new URL(`http://${request.headers.host ?? "localhost"}`);
  const url = new URL(request.url ?? "/", host);
  const store = `/store/${storeName(options.sandbox.shop)}`;
  if (url.pathname === "/admin.css") return asset("text/css", assets.style);
  if (url.pathname === "/frame.js") return asset("text/javascript", assets.frame);
  if (url.pathname === "/extension-host.js") return asset("text/javascript", assets.extensionHost);
  if (url.pathname === "/extension.css") return asset("text/css", assets.extensionStyle);
  const code = /^\/pictures\/([^/]+)\.svg$/.exec(url.pathname)?.[1];
  if (code !== undefined) return { ...asset("image/svg+xml", picture(code)), cache: "max-age=86400" };
  const file = /^\/files\/([^/]+)$/.exec(url.pathname)?.[1];
  if (file !== undefined) return uploaded(options.sandbox.store, decodeURIComponent(file)) ?? notFound(file);
  if (url.pathname === "/" || url.pathname === store) return seeOther(`${store}/apps/concord`);
  if (!url.pathname.startsWith(`${store}/`)) return notFound(url.pathname);
  const path = url.pathname.slice(store.length);
  const chosen = url.searchParams.get("locale");
  const cookie = isLocale(chosen) ? { cookie: remember(chosen) } : {};
  return { ...(await inStore(options, proxyPort, request, { url, store, path })), ...cookie };
}

interface Asked {
  url: URL;
  /** "/store/concord-demo" */
  store: string;
  /** The rest of the path. */
  path: string;
}

async function inStore(
  options: AdminOptions,
  proxyPort: () => number,
  request: IncomingMessage,
  { url, store, path }: Asked,
): Promise<Reply> {
  const locale = localeOf(request, url.searchParams);
  const appUrl = `http://${url.hostname}:${proxyPort()}`;
  if (path === "/apps/concord" || path.startsWith("/apps/concord/")) {
    const appPath = path.slice("/apps/concord".length) || "/";
    const address = new URL(appPath, appUrl);
    address.search = await launchQuery(options, url.searchParams, locale);
    return page(appPage(place(options, store, locale), address.href));
  }
  if (path.startsWith("/extensions/")) {
    const name = path.slice("/extensions/".length);
    return extension(name, url.searchParams, { appUrl, store, locale });
  }
  if (request.method !== "POST") return show(options, place(options, store, locale), path, url.searchParams);
  if (path === "/session-token")
    return { status: 200, type: "text/plain", body: await sessionToken(options) };
  const fields = await form(request);
  if (path === "/account/session-token")
    return { status: 200, type: "text/plain", body: await customerToken(options, fields.get("order") ?? "") };
  return act(options, store, path, fields);
}

async function extension(
  name: string,
  query: URLSearchParams,
  host: { appUrl: string; store: string; locale: Locale },
): Promise<Reply> {
  const script = name.endsWith(".js")
    ? await extensions.script(name.slice(0, -".js".length), host.appUrl)
    : null;
  if (script !== null) return asset("text/javascript", script);
  const frame = extensions.frame(name, query, host);
  return frame === null ? notFound(name) : page(frame);
}

function show(options: AdminOptions, here: Place, path: string, query: URLSearchParams): Reply {
  const state = options.sandbox.store;
  if (path === "/products") return page(productsPage(here, state, query));
  if (path === "/orders") return page(ordersPage(here, state));
  const own = state.orders.get(/^\/account\/orders\/(\d+)$/.exec(path)?.[1] ?? "");
  if (own !== undefined) return page(accountOrderPage(here, own, extensions));
  const done = query.get("done");
  const order = state.orders.get(/^\/orders\/(\d+)$/.exec(path)?.[1] ?? "");
  if (order !== undefined) return page(orderPage(here, state, order, done, extensions));
  const product = state.products.get(/^\/products\/(\d+)$/.exec(path)?.[1] ?? "");
  return product === undefined ? notFound(path) : page(productPage(here, state, product, done, extensions));
}

/** What a person does in the shop by hand. */
function act(options: AdminOptions, store: string, path: string, fields: URLSearchParams): Reply {
  const state = options.sandbox.store;
  const [, section = "", id = "", verb = ""] = path.split("/");
  const product = section === "products" ? state.products.get(id) : undefined;
  const order = section === "orders" ? state.orders.get(id) : undefined;
  const done =
    product !== undefined
      ? actOnProduct(state, product, verb, fields)
      : order !== undefined
        ? actOnOrder(state, order, verb, fields)
        : null;
  if (done === null) return notFound(path);
  return seeOther(`${store}/${section}/${id}?done=${encodeURIComponent(done)}`);
}

function place(options: AdminOptions, store: string, locale: Locale): Place {
  const state = options.sandbox.store;
  return { store, shopName: state.shop.name, openOrders: openOrders(state), locale };
}

async function form(request: IncomingMessage): Promise<URLSearchParams> {
  return new URLSearchParams(await text(request));
}

function page(body: string): Reply {
  return { status: 200, type: "text/html", body };
}

function asset(type: string, body: string): Reply {
  return { status: 200, type, body };
}

function seeOther(location: string): Reply {
  return { status: 303, type: "text/plain", body: "", location };
}

function notFound(path: string): Reply {
  return { status: 404, type: "text/plain", body: `This sandbox admin has no page ${path}` };
}

function failure(error: unknown): Reply {
  const message = error instanceof Error ? error.message : String(error);
  return { status: 400, type: "text/plain", body: `The sandbox admin could not do that: ${message}` };
}

function send(response: ServerResponse, reply: Reply): void {
  response.writeHead(reply.status, {
    "content-type": typeof reply.body === "string" ? `${reply.type}; charset=utf-8` : reply.type,
    "cache-control": reply.cache ?? "no-store",
    ...(reply.location === undefined ? {} : { location: reply.location }),
    ...(reply.cookie === undefined ? {} : { "set-cookie": reply.cookie }),
  });
  response.end(reply.body);
}
