import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { Agent, fetch, type RequestInit, type Response } from "undici";
import { endpoints } from "#app/endpoints/endpoints.ts";
import { webServer } from "../../server-doors.ts";
import { pagesOf } from "../../server-pages.ts";
import { pagesBuild } from "./pages.ts";

export interface Web {
  url: string;
  /** Asks as a browser would, and follows nothing. */
  ask(path: string, init?: RequestInit & { token?: string | null }): Promise<Response>;
  close(): Promise<void>;
}

/** Shopify's library answers 410 to robots. */
const BROWSER = { "user-agent": "Mozilla/5.0 (X11; Linux x64) Chrome/147.0.0.0", accept: "text/html" };

/** The web process within the test's own: every endpoint and every page, behind the doors that it has in use. */
export async function openWeb(withinMs?: Parameters<typeof webServer>[0]): Promise<Web> {
  const machines = endpoints({
    apiKey: process.env["SHOPIFY_API_KEY"] ?? "",
    secrets: [process.env["SHOPIFY_API_SECRET"] ?? ""],
    nudgeInbox: () => Promise.resolve(),
    nudgeOwed: () => Promise.resolve(),
  });
  const pages = pagesOf(await pagesBuild());
  const server = webServer(withinMs);
  server.on("request", (request, response) => {
    if (!machines.handle(request, response)) pages.handle(request, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  // The test's world sends what has no dispatcher of its own to the sandbox.
  const dispatcher = new Agent();
  return {
    url,
    ask: (path, { token, headers, ...init } = {}) => {
      const bearer = token ? { authorization: `Bearer ${token}` } : {};
      const sent = { ...BROWSER, ...bearer, ...(headers as Record<string, string>) };
      return fetch(url + path, { redirect: "manual", dispatcher, ...init, headers: sent });
    },
    close: async () => {
      await dispatcher.close();
      await machines.end();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
