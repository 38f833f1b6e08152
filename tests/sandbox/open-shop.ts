import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { GraphqlAnswer } from "#sandbox/shopify/graphql/execute.ts";
import { startSandbox, type Sandbox, type SandboxOptions } from "#sandbox/shopify/server.ts";
import type { Variant } from "#sandbox/shopify/state/rows.ts";

export const API_KEY = "test-key";
export const API_SECRET = "test-secret";

type Json = Record<string, unknown>;

export interface OpenShop {
  sandbox: Sandbox;
  london: string;
  oslo: string;
  /** Ten of these are in London, none in Oslo, where the item is not stocked. */
  mug: Variant;
  /** Five of these are in London, three in Oslo. */
  lamp: Variant;
  ask(query: string, variables?: Json, token?: string): Promise<Answer>;
  close(): Promise<void>;
}

export interface Answer extends GraphqlAnswer {
  status: number;
  data: Json | null;
}

/** A sandbox with two locations and two products, spoken to over plain HTTP. */
export async function openShop(options: Partial<SandboxOptions> = {}): Promise<OpenShop> {
  const certFolder = await mkdtemp(join(tmpdir(), "concord-sandbox-test-"));
  const sandbox = await startSandbox({ apiKey: API_KEY, apiSecret: API_SECRET, certFolder, ...options });
  const { store } = sandbox;
  const london = store.createLocation("London").id;
  const oslo = store.createLocation("Oslo", { countryCode: "NO" }).id;
  const mugs = { title: "Mug", variants: [{ sku: "MUG", price: "4.50", levels: { [london]: 10 } }] };
  const lamps = {
    title: "Lamp",
    variants: [{ sku: "LAMP", price: "20.00", levels: { [london]: 5, [oslo]: 3 } }],
  };
  const [mug] = store.createProduct(mugs).variants;
  const [lamp] = store.createProduct(lamps).variants;
  return {
    sandbox,
    london,
    oslo,
    mug: mug!,
    lamp: lamp!,
    ask: (query, variables = {}, token = sandbox.accessToken) => ask(sandbox, query, variables, token),
    close: async () => {
      await sandbox.close();
      await rm(certFolder, { recursive: true, force: true });
    },
  };
}

export function itemGid(variant: Variant): string {
  return `gid://shopify/InventoryItem/${variant.item.id}`;
}

export function locationGid(id: string): string {
  return `gid://shopify/Location/${id}`;
}

async function ask(sandbox: Sandbox, query: string, variables: Json, token: string): Promise<Answer> {
  const response = await fetch(sandbox.graphqlUrl, {
    method: "POST",
    headers: { "content-type": "application/json", "x-shopify-access-token": token },
    body: JSON.stringify({ query, variables }),
  });
  const body = (await response.json()) as GraphqlAnswer;
  return { ...body, status: response.status, data: (body.data ?? null) as Json | null };
}
