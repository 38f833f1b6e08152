import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished, vi } from "vitest";
import { type Limits, usualLimits } from "#app/adapters/http/limits.ts";
import type { HttpRequest } from "#app/adapters/http/request.ts";
import { transport } from "#app/adapters/http/transport.ts";

export const { signal } = new AbortController();

type Handler = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

/** Starts a real server that answers by `handler`; returns its address. */
export async function serving(handler: Handler) {
  // It runs on this machine. Only this name is allowed: other names of the machine stay private.
  vi.stubEnv("CONCORD_ALLOW_PRIVATE_HOSTS", "127.0.0.1");
  const server = createServer((request, response) => void handler(request, response));
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  onTestFinished(async () => {
    vi.unstubAllEnvs();
    await new Promise((done) => {
      server.close(done);
      server.closeAllConnections();
    });
  });
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
}

/** A transport for this test alone, with a connection of its own. */
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
