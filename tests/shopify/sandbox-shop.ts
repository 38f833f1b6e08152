import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "node:tls";
import { Agent } from "undici";
import { Budget } from "#app/shopify/api/budget.ts";
import { type AdminClient, adminClient } from "#app/shopify/api/client.ts";
import { type Sandbox, type SandboxOptions, startSandbox } from "#sandbox/shopify/server.ts";

export const APP = { apiKey: "test-key", apiSecret: "test-secret" };

export interface SandboxShop {
  sandbox: Sandbox;
  client: AdminClient;
  /** Sends every request to the sandbox, no matter which host it names. */
  fetch: typeof fetch;
  close(): Promise<void>;
}

/** A sandbox shop and a client that talks to it over TLS, as the app does. */
export async function sandboxShop(options: Partial<SandboxOptions> = {}): Promise<SandboxShop> {
  const folder = mkdtempSync(join(tmpdir(), "concord-sandbox-"));
  const sandbox = await startSandbox({ ...APP, certFolder: folder, ...options });
  const ca = readFileSync(sandbox.caFile, "utf8");
  const agent = new Agent({
    connect: ({ hostname: servername }, opened) => {
      const host = "127.0.0.1";
      const socket = connect({ host, port: sandbox.tlsPort, servername, ca });
      socket.once("secureConnect", () => opened(null, socket));
      socket.once("error", (error: Error) => opened(error, null));
    },
  });
  const toSandbox: typeof fetch = (input, init) =>
    fetch(input, { ...init, dispatcher: agent } as RequestInit);
  const client = adminClient({
    shop: sandbox.shop,
    token: () => Promise.resolve(sandbox.accessToken),
    budget: new Budget(),
    fetch: toSandbox,
  });
  return {
    sandbox,
    client,
    fetch: toSandbox,
    close: async () => {
      await agent.close();
      await sandbox.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
