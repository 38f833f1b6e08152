import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { UNSAFE_flatRoutes as flatRoutes } from "@remix-run/dev";
import type { ServerBuild } from "@remix-run/node";

export interface PageRoute {
  id: string;
  path?: string;
  parentId?: string;
  module: ServerBuild["routes"][string]["module"];
}

const APP = "app";

/** Every page as the folder of routes has it, in the shape that `npm run build` gives to the server. */
export async function pagesBuild(): Promise<ServerBuild> {
  const root = { id: "root", path: "", file: "root.tsx" };
  const found = Object.values({ root, ...flatRoutes(resolve(APP)) });
  const routes = await Promise.all(
    found.map(async ({ file, ...route }) => {
      const { href } = pathToFileURL(resolve(APP, file));
      const module = (await import(/* @vite-ignore */ href)) as PageRoute["module"];
      return { parentId: route.id === "root" ? undefined : "root", ...route, module };
    }),
  );
  // The sign-in reads its configuration while it loads, so nothing is loaded before the test has set it.
  const entry = await import("#app/entry.server.tsx");
  const assets = routes.map(({ module, ...route }) => ({
    ...route,
    module: `/assets/${route.id}.js`,
    hasAction: "action" in module,
    hasLoader: "loader" in module,
    hasClientAction: false,
    hasClientLoader: false,
    hasErrorBoundary: "ErrorBoundary" in module,
  }));
  return {
    mode: "production",
    entry: { module: entry },
    routes: Object.fromEntries(routes.map((route) => [route.id, route])) as ServerBuild["routes"],
    assets: {
      entry: { module: "/assets/entry.js", imports: [] },
      routes: Object.fromEntries(assets.map((route) => [route.id, route])),
      url: "/assets/manifest.js",
      version: "test",
    } as ServerBuild["assets"],
    publicPath: "/",
    assetsBuildDirectory: "build/client",
    isSpaMode: false,
    future: {
      v3_fetcherPersist: true,
      v3_lazyRouteDiscovery: true,
      v3_relativeSplatPath: true,
      v3_singleFetch: false,
      v3_throwAbortReason: true,
    },
  };
}
