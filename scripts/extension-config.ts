import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse } from "smol-toml";
import { z } from "zod";

const field = z.strictObject({
  type: z.string(),
  key: z.string().optional(),
  name: z.string().optional(),
  description: z.string().optional(),
  required: z.boolean().optional(),
});

const shared = { name: z.string().min(1), handle: z.string(), description: z.string().optional() };

const target = z.strictObject({ target: z.string(), module: z.string() });

const extension = z.discriminatedUnion("type", [
  z.strictObject({
    ...shared,
    type: z.literal("ui_extension"),
    targeting: z.array(target).min(1),
    capabilities: z.strictObject({ network_access: z.boolean() }).optional(),
  }),
  z.strictObject({ ...shared, type: z.literal("flow_trigger") }),
  z.strictObject({ ...shared, type: z.literal("flow_action"), runtime_url: z.url() }),
]);

const config = z.strictObject({
  api_version: z.string().regex(/^\d{4}-\d{2}$/),
  extensions: z.tuple([extension]),
  settings: z.strictObject({ fields: z.array(field) }).optional(),
});

interface Common {
  /** Absolute */
  folder: string;
  apiVersion: string;
  handle: string;
  name: string;
  description: string | undefined;
}

export interface UiExtension extends Common {
  type: "ui_extension";
  targets: { target: string; module: string }[];
}

export interface FlowExtension extends Common {
  type: "flow_trigger" | "flow_action";
  fields: z.infer<typeof field>[];
  /** For an action: where Flow sends its runs. */
  runtimeUrl: string | null;
}

/** The app's address from shopify.app.toml, without a slash at the end. */
export function appUrl(root: string): string {
  const { application_url } = z
    .object({ application_url: z.url() })
    .parse(parse(readFileSync(join(root, "shopify.app.toml"), "utf8")));
  return application_url.replace(/\/$/, "");
}

/** The extensions of the app, as their shopify.extension.toml describes them; an unknown key or section is an error. */
export function readExtensions(root: string): (UiExtension | FlowExtension)[] {
  return globSync("extensions/*/shopify.extension.toml", { cwd: root })
    .sort()
    .map((file) => {
      const parsed = config.parse(parse(readFileSync(join(root, file), "utf8")));
      const [{ handle, name, description, ...own }] = parsed.extensions;
      const folder = dirname(join(root, file));
      const common = { folder, apiVersion: parsed.api_version, handle, name, description };
      if (own.type === "ui_extension") return { ...common, type: own.type, targets: own.targeting };
      const runtimeUrl = own.type === "flow_action" ? own.runtime_url : null;
      return { ...common, type: own.type, fields: parsed.settings?.fields ?? [], runtimeUrl };
    });
}
