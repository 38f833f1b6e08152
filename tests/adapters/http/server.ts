import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import { type Limits, usualLimits } from "#app/adapters/http/limits.ts";
import type { HttpRequest } from "#app/adapters/http/request.ts";
import { transport } from "#app/adapters/http/transport.ts";

// The servers of these tests are on this machine, under this name only: others of its names stay private.
process.env["CONCORD_ALLOW_PRIVATE_HOSTS"] = "127.0.0.1";

export const { signal } = new AbortController();

type Handler = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

/** A real server that does what it is told to, and the way to it. */
export async function serving(handler: Handler) {
  const server = createServer((request, response) => void handler(request, response));
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  onTestFinished(async () => {
    await new Promise((done) => {
      server.close(done);
      server.closeAllConnections();
    });
  });
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
}

/** A way out of this test's own, in a connection of its own. */
export function way(limits: Partial<Limits> = {}, secrets: readonly string[] = []) {
  const made = transport({
    name: "Acme",
    account: randomUUID(),
    limits: { ...usualLimits, ...limits },
    secrets,
  });
  onTestFinished(() => made.close());
  return made;
}

export function get(url: URL): HttpRequest {
  return { method: "GET", url, headers: {}, body: null };
}
