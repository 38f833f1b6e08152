import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { createRequestHandler } from "@remix-run/express";
import type { ServerBuild } from "@remix-run/node";
import express from "express";
import { endpoints } from "#app/endpoints/endpoints.ts";
import { SECRET, type Way } from "./webhook-secret.ts";

const way = process.argv[2] as Way;
const listeners: Record<Way, () => RequestListener> = { concord, node: bareNode, remix: bareRemix };
const server = createServer(listeners[way]());
server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));
process.on("message", () => {
  const { user, system } = process.cpuUsage();
  process.send?.((user + system) / 1000);
});

function concord(): RequestListener {
  const machines = endpoints({
    apiKey: "bench",
    secrets: [SECRET],
    nudgeInbox: () => Promise.resolve(),
    nudgeOwed: () => Promise.resolve(),
  });
  return (request, response) => void machines.handle(request, response);
}

/** Reads, verifies, answers, and stores nothing. */
function bareNode(): RequestListener {
  return (request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const expected = createHmac("sha256", SECRET).update(Buffer.concat(parts)).digest();
      const claimed = Buffer.from(String(request.headers["x-shopify-hmac-sha256"]), "base64");
      response.writeHead(timingSafeEqual(expected, claimed) ? 200 : 401).end();
    });
  };
}

/** Reads and answers, without verifying or storing. */
function bareRemix(): RequestListener {
  const action = async ({ request }: { request: Request }) => {
    await request.text();
    return new Response(null);
  };
  const route = { id: "webhooks", path: "webhooks", module: { action } };
  const build = {
    entry: { module: { default: () => new Response(null) } },
    routes: { webhooks: route },
    assets: { entry: { imports: [], module: "" }, routes: {}, url: "", version: "" },
    publicPath: "/",
    assetsBuildDirectory: "",
    future: {},
    isSpaMode: false,
    basename: "/",
    mode: "production",
  } as unknown as ServerBuild;
  const app = express();
  app.disable("x-powered-by");
  const answer = createRequestHandler({ build, mode: "production" });
  app.all("*", (request, response, next) => void answer(request, response, next));
  return app;
}
