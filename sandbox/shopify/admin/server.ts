import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { buildAssets } from "./assets.ts";
import { adminHandler } from "./handler.ts";
import { launchQuery } from "./launch.ts";
import { isLocale } from "./locale.ts";
import { storeName, type AdminOptions } from "./options.ts";
import { appProxy } from "./proxy.ts";

export interface Admin {
  /** The page with the app inside. */
  url: string;
  proxyUrl: string;
  /** The address the frame would open for a page of the app, with a fresh session token; ?locale=cs works. */
  launchUrl(path: string): Promise<string>;
  close(): Promise<void>;
}

/** A local admin, enough like Shopify's to try the app in it, with the unmodified app in its frame. */
export async function startAdmin(options: AdminOptions): Promise<Admin> {
  const assets = await buildAssets();
  const ports = { admin: 0, proxy: 0 };
  const proxy = appProxy({ appUrl: options.appUrl, bridge: assets.bridge, adminPort: () => ports.admin });
  const admin = createServer(adminHandler(options, assets, () => ports.proxy));
  ports.proxy = await listen(proxy, options.proxyPort ?? 0);
  ports.admin = await listen(admin, options.port ?? 0);
  // A browser cannot reach Shopify's network here, so the pictures that an app uploads are shown by this server.
  options.sandbox.store.filesUrl = `http://localhost:${ports.admin}/files`;
  return {
    url: `http://localhost:${ports.admin}/store/${storeName(options.sandbox.shop)}/apps/concord`,
    proxyUrl: `http://localhost:${ports.proxy}`,
    launchUrl: async (path) => {
      const address = new URL(path, `http://localhost:${ports.proxy}`);
      const locale = address.searchParams.get("locale");
      address.search = await launchQuery(options, address.searchParams, isLocale(locale) ? locale : "en");
      return address.href;
    },
    close: async () => {
      await Promise.all([shut(admin), shut(proxy)]);
    },
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, () => resolve((server.address() as AddressInfo).port));
  });
}

function shut(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
