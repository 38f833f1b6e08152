import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { build, type Rollup } from "vite";

export interface Assets {
  bridge: string;
  frame: string;
  style: string;
  /** Runs UI extensions in frames, and draws their elements. */
  extensionHost: string;
  extensionStyle: string;
}

/** The browser scripts, one file each: app-bridge must be a plain script that runs before any module. */
export async function buildAssets(): Promise<Assets> {
  const [bridge, frame, style, extensionHost, extensionStyle] = await Promise.all([
    bundle("bridge/index.ts"),
    bundle("frame/index.ts"),
    readFile(join(import.meta.dirname, "admin.css"), "utf8"),
    bundle("extension-host/index.ts"),
    readFile(join(import.meta.dirname, "extension.css"), "utf8"),
  ]);
  return { bridge, frame, style, extensionHost, extensionStyle };
}

async function bundle(entry: string): Promise<string> {
  const result = await build({
    configFile: false,
    root: import.meta.dirname,
    logLevel: "error",
    build: {
      write: false,
      minify: false,
      target: "es2022",
      lib: { entry: join(import.meta.dirname, entry), formats: ["iife"], name: "concordSandbox" },
    },
  });
  const [output] = result as Rollup.RollupOutput[];
  const chunk = output?.output[0];
  if (chunk === undefined) throw new Error(`Vite built nothing from ${entry}`);
  return chunk.code;
}
