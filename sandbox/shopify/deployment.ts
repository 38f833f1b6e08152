import { readFileSync } from "node:fs";

export interface Subscription {
  topics: string[];
  /** Only these top-level fields of the payload are sent. */
  includeFields: string[] | null;
}

/** What `shopify app deploy` tells Shopify about the app. */
export interface Deployment {
  scopes: string[];
  subscriptions: Subscription[];
}

type Section = Record<string, unknown>;

const APP_CONFIG = new URL("../../shopify.app.toml", import.meta.url);

export function readDeployment(file: URL = APP_CONFIG): Deployment {
  return parseDeployment(readFileSync(file, "utf8"));
}

export function parseDeployment(toml: string): Deployment {
  const sections = parseSections(toml);
  const scopes = sections.find(({ name }) => name === "access_scopes")?.values["scopes"];
  if (typeof scopes !== "string") throw new Error("the app's configuration names no access scopes");
  const subscriptions = sections
    .filter(({ name }) => name === "webhooks.subscriptions")
    .map(({ values }) => ({
      topics: [...texts(values["topics"]), ...texts(values["compliance_topics"])],
      includeFields: values["include_fields"] === undefined ? null : texts(values["include_fields"]),
    }));
  return { scopes: scopes.split(",").map((scope) => scope.trim()), subscriptions };
}

/** The part of TOML that an app's configuration uses: its values are JSON when they fit on one line. */
function parseSections(toml: string): { name: string; values: Section }[] {
  const sections: { name: string; values: Section }[] = [{ name: "", values: {} }];
  for (const line of toml.split("\n").map((text) => text.trim())) {
    const header = /^\[\[?([\w.]+)\]\]?$/.exec(line);
    const pair = /^(\w+)\s*=\s*(.+)$/.exec(line);
    if (header) sections.push({ name: header[1]!, values: {} });
    else if (pair) sections.at(-1)!.values[pair[1]!] = JSON.parse(pair[2]!);
    else if (line !== "" && !line.startsWith("#"))
      throw new Error(`cannot read in shopify.app.toml: ${line}`);
  }
  return sections;
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
