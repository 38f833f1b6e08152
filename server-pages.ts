import { existsSync } from "node:fs";
import type { RequestListener, Server } from "node:http";
import { fileURLToPath } from "node:url";
import { createRequestHandler } from "@remix-run/express";
import type { ServerBuild } from "@remix-run/node";
import express from "express";
import { guard } from "./server-guard.ts";

interface Pages {
  handle: RequestListener;
  close(): Promise<void>;
}

const folder = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** What a person sees, as `npm run build` left it. */
export async function builtPages(): Promise<Pages> {
  // Before React is loaded, which decides by it.
  // eslint-disable-next-line no-restricted-properties -- it is React's own, not a value that Concord reads
  process.env["NODE_ENV"] ??= "production";
  const app = pagesApp();
  // Their names change with their content, everything else may change under the same name.
  app.use("/assets", express.static(folder("build/client/assets"), { immutable: true, maxAge: "1y" }));
  app.use(express.static(folder("build/client"), { maxAge: "1h" }));
  const entry = new URL("build/server/index.js", import.meta.url);
  if (!existsSync(entry)) throw new Error("The pages are not built: npm run build");
  const build = (await import(entry.href)) as ServerBuild;
  answerWith(app, build, "production");
  return { handle: app, close: () => Promise.resolve() };
}

/** The same from a build that was made elsewhere, without its files. */
export function pagesOf(build: ServerBuild): Pages {
  const app = pagesApp();
  answerWith(app, build, "production");
  return { handle: app, close: () => Promise.resolve() };
}

/** The same from the sources, reloaded as they change. */
export async function developedPages(server: Server): Promise<Pages> {
  const { createServer } = await import("vite");
  const vite = await createServer({ server: { middlewareMode: true, hmr: { server } } });
  // Vite would end the process itself, before the database is given back.
  process.removeAllListeners("SIGTERM");
  const app = pagesApp();
  app.use(vite.middlewares);
  const build = (): Promise<ServerBuild> =>
    vite.ssrLoadModule("virtual:remix/server-build") as Promise<ServerBuild>;
  answerWith(app, build, "development");
  return { handle: app, close: () => vite.close() };
}

function answerWith(
  app: express.Express,
  build: ServerBuild | (() => Promise<ServerBuild>),
  mode: "production" | "development",
): void {
  const answer = createRequestHandler({ build, mode });
  app.use(guard);
  app.all("*", (request, response, next) => void answer(request, response, next));
}

function pagesApp(): express.Express {
  const app = express();
  app.disable("x-powered-by");
  // The proxy in front of us says whether the person came by https.
  app.set("trust proxy", "loopback, linklocal, uniquelocal");
  return app;
}
