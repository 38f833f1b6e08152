import { readFileSync } from "node:fs";
import { join } from "node:path";
import { bundleExtension } from "../../../scripts/bundle-extension.ts";
import { readExtensions, type UiExtension } from "../../../scripts/extension-config.ts";
import type { Locale } from "./locale.ts";
import { extensionFrame } from "./pages/extension-frame.ts";

const ROOT = join(import.meta.dirname, "../../..");

/** The UI extensions that the app deploys, each bundled when it is first opened. */
export class Extensions {
  readonly #all = readExtensions(ROOT).filter((one) => one.type === "ui_extension");
  readonly #scripts = new Map<string, Promise<string>>();

  /** Those for a place of the admin, with their names in its language. */
  at(target: string, locale: Locale): { handle: string; name: string }[] {
    return this.#all
      .filter(({ targets }) => targets.some((one) => one.target === target))
      .map((extension) => ({ handle: extension.handle, name: nameOf(extension, locale) }));
  }

  /** The page of a frame in which an extension runs, or null. */
  frame(
    handle: string,
    query: URLSearchParams,
    host: { appUrl: string; store: string; locale: Locale },
  ): string | null {
    const extension = this.#find(handle);
    if (!extension) return null;
    const target = query.get("target") ?? "";
    const gid = query.get("gid") ?? "";
    return extensionFrame({ handle, target, gid, ...host, texts: textsOf(extension, host.locale) });
  }

  script(handle: string, appUrl: string): Promise<string> | null {
    const extension = this.#find(handle);
    if (!extension) return null;
    const known = this.#scripts.get(handle) ?? bundleExtension(extension, appUrl);
    this.#scripts.set(handle, known);
    return known;
  }

  #find(handle: string): UiExtension | undefined {
    return this.#all.find((one) => one.handle === handle);
  }
}

function textsOf({ folder }: UiExtension, locale: Locale): Record<string, unknown> {
  const file = join(folder, "locales", locale === "en" ? "en.default.json" : `${locale}.json`);
  return JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>;
}

function nameOf(extension: UiExtension, locale: Locale): string {
  const name = textsOf(extension, locale)[extension.name.replace(/^t:/, "")];
  return typeof name === "string" ? name : extension.name;
}
