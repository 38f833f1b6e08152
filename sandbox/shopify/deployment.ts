import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "smol-toml";
import { readExtensions, type FlowExtension } from "../../scripts/extension-config.ts";

export interface Subscription {
  topics: string[];
  /** Only these fields of the payload are sent; a dot leads into an object. */
  includeFields: string[] | null;
}

/** What `shopify app deploy` tells Shopify about the app. */
export interface Deployment {
  scopes: string[];
  subscriptions: Subscription[];
  /** The triggers and actions that the app brings to Shopify Flow. */
  flow: FlowExtension[];
}

interface AppConfig {
  access_scopes?: { scopes?: string };
  webhooks?: {
    subscriptions?: { topics?: string[]; compliance_topics?: string[]; include_fields?: string[] }[];
  };
}

const ROOT = join(import.meta.dirname, "../..");

export function readDeployment(): Deployment {
  const flow = readExtensions(ROOT).filter((one) => one.type !== "ui_extension");
  return { ...parseDeployment(readFileSync(join(ROOT, "shopify.app.toml"), "utf8")), flow };
}

export function parseDeployment(toml: string): Omit<Deployment, "flow"> {
  const config: AppConfig = parse(toml);
  const scopes = config.access_scopes?.scopes;
  if (typeof scopes !== "string") throw new Error("the app's configuration names no access scopes");
  const subscriptions = (config.webhooks?.subscriptions ?? []).map((given) => ({
    topics: [...(given.topics ?? []), ...(given.compliance_topics ?? [])],
    includeFields: given.include_fields ?? null,
  }));
  return { scopes: scopes.split(",").map((scope) => scope.trim()), subscriptions };
}
