import { join } from "node:path";
import { build, type Plugin, type Rollup } from "vite";
import type { UiExtension } from "./extension-config.ts";

const ENTRY = "virtual:registration";

/**
 * A UI extension as one script, put together as Shopify's own tool does. On a customer's pages an extension
 * is not told where its app is, so the address is built in.
 */
export async function bundleExtension(extension: UiExtension, appUrl: string): Promise<string> {
  const result = await build({
    configFile: false,
    root: extension.folder,
    logLevel: "warn",
    plugins: [registering(extension)],
    define: { "process.env.NODE_ENV": '"production"', "process.env.APP_URL": JSON.stringify(appUrl) },
    build: {
      write: false,
      target: "es2020",
      modulePreload: false,
      rollupOptions: { input: ENTRY, output: { format: "iife" }, onwarn: refuse },
    },
  });
  const [chunk, ...others] = (result as Rollup.RollupOutput).output;
  if (others.length > 0) throw new Error(`${extension.handle} is not one script`);
  return chunk.code;
}

/** What Shopify's bundler puts in front: each target's module is registered under the target's name. */
function registering({ folder, targets }: UiExtension): Plugin {
  const lines = targets.map(({ target, module }, index) => {
    const path = JSON.stringify(join(folder, module));
    return `import run${index} from ${path};\nshopify.extend(${JSON.stringify(target)}, run${index});`;
  });
  return {
    name: "registration",
    resolveId: (id) => (id === ENTRY ? id : null),
    load: (id) => (id === ENTRY ? lines.join("\n") : null),
  };
}

function refuse(warning: Rollup.RollupLog): never {
  throw new Error(warning.message);
}
