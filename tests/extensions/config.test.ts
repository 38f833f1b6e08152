import { existsSync, globSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { parse } from "smol-toml";
import { describe, expect, test } from "vitest";
import type { SentenceKey } from "#app/core/values/why.ts";
import { readExtensions, type FlowExtension, type UiExtension } from "../../scripts/extension-config.ts";

const ROOT = join(import.meta.dirname, "../..");
const PACKAGE = join(ROOT, "node_modules/@shopify/ui-extensions");
const extensions = readExtensions(ROOT);
const ui = extensions.filter((one): one is UiExtension => one.type === "ui_extension");
const flow = extensions.filter((one): one is FlowExtension => one.type !== "ui_extension");

const LOCALE_MAX_BYTES = 16 * 1024;

type Texts = { [key: string]: string | Texts };
const textsOf = (extension: UiExtension, file: string): Texts =>
  JSON.parse(readFileSync(join(extension.folder, "locales", file), "utf8")) as Texts;

/** Whether it is built on extensions/verdict. */
const sharesVerdict = (extension: UiExtension): boolean =>
  ["in-step", "why-not-in-step"].includes(extension.handle);

const isPlural = (text: string | Texts): boolean => typeof text === "object" && "one" in text;

/** Every text with its key; the forms of a plural are one text. */
function flat(texts: Texts, at = ""): Map<string, string | Texts> {
  return new Map(
    Object.entries(texts).flatMap(([key, text]) =>
      typeof text === "string" || isPlural(text)
        ? [[at + key, text] as const]
        : [...flat(text, `${at}${key}.`)],
    ),
  );
}

const placeholders = (text: string | Texts): Set<string> =>
  new Set([...JSON.stringify(text).matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? ""));

test("every folder with an extension is one that Shopify can read, under the version of the package", () => {
  const { version } = JSON.parse(readFileSync(join(PACKAGE, "package.json"), "utf8")) as { version: string };
  const [year, quarter = ""] = version.split(".");
  expect(extensions.map(({ handle }) => handle).sort()).toEqual([
    "delivery",
    "drift-needs-review",
    "in-step",
    "order-in-step",
    "repair-product",
    "why-not-in-step",
  ]);
  for (const { apiVersion } of extensions) expect(apiVersion).toBe(`${year}-${quarter.padStart(2, "0")}`);
});

test("handles are unique and of the form that Shopify takes, and name their folder", () => {
  for (const { handle, folder } of extensions) {
    expect(handle).toMatch(/^[a-z\d](?:[a-z\d-]{0,28}[a-z\d])?$/);
    expect(relative(join(ROOT, "extensions"), folder)).toBe(handle);
  }
});

describe.each(ui)("$handle", (extension) => {
  const locales = readdirSync(join(extension.folder, "locales")).sort();
  const english = flat(textsOf(extension, "en.default.json"));

  test("its targets exist in the installed package and its modules on disk", () => {
    for (const { target, module } of extension.targets) {
      const surface = target.split(".")[0] ?? "";
      const declared = join(PACKAGE, "build/ts/surfaces", surface, "targets", `${target}.d.ts`);
      expect(existsSync(declared), target).toBe(true);
      expect(existsSync(join(extension.folder, module)), module).toBe(true);
    }
  });

  test("it speaks English, Czech and Norwegian, within what Shopify takes", () => {
    expect(locales).toEqual(["cs.json", "en.default.json", "nb.json"]);
    for (const file of locales) {
      expect(readFileSync(join(extension.folder, "locales", file)).length, file).toBeLessThan(
        LOCALE_MAX_BYTES,
      );
    }
  });

  test.each(locales)("%s has the same texts, with the same gaps to fill and all its plurals", (file) => {
    const texts = flat(textsOf(extension, file));
    expect([...texts.keys()].sort()).toEqual([...english.keys()].sort());
    const forms = new Intl.PluralRules(file.split(".")[0]).resolvedOptions().pluralCategories;
    for (const [key, text] of texts) {
      expect(placeholders(text), key).toEqual(placeholders(english.get(key) ?? ""));
      if (typeof text === "object") expect(Object.keys(text).sort(), key).toEqual([...forms].sort());
      else expect(text.trim(), key).not.toBe("");
    }
  });

  test("its name and description are texts of its own", () => {
    for (const reference of [extension.name, extension.description ?? ""]) {
      expect(reference).toMatch(/^t:/);
      expect(english.has(reference.slice(2)), reference).toBe(true);
    }
  });

  test("every sentence of the app has its words here", () => {
    if (!sharesVerdict(extension)) return;
    for (const key of Object.keys(SENTENCES)) expect(english.has(key), key).toBe(true);
  });

  test("every text is used, and every text that is used is there", () => {
    const own = globSync(`${extension.folder}/src/*.tsx`);
    const code = withImported(own)
      .map((file) => readFileSync(file, "utf8"))
      .join("\n");
    const asked = [...code.matchAll(/(?:translate|\bsay)\(\s*"([\w.]+)"/g)].map(([, key]) => key ?? "");
    for (const key of asked) {
      expect(english.has(key) || english.has(`receipt.${key}`) || isOthers(key), key).toBe(true);
    }
    const computed =
      /^(name|description|blocked|explain|state|step|reached|kind|field|verdict|open|decide|offline|failed|orderSays|stage|stageState|receipt\.tax\w+)\b/;
    for (const key of english.keys()) {
      const used = computed.test(key) || asked.some((one) => key === one || key === `receipt.${one}`);
      expect(used, `nobody says ${key}`).toBe(true);
    }
  });

  /** Only the action lists what is out of step, but both share the code for it. */
  const isOthers = (key: string): boolean => key.startsWith("table.") && extension.handle === "in-step";
});

test("what both cards of a product say, they say alike", () => {
  for (const file of ["en.default.json", "cs.json", "nb.json"]) {
    const [one, other] = ui.filter(sharesVerdict).map((extension) => textsOf(extension, file));
    for (const key of Object.keys(one ?? {}).filter((name) => other && name in other)) {
      if (!["name", "description", "heading"].includes(key))
        expect(one?.[key], `${file} ${key}`).toEqual(other?.[key]);
    }
  }
});

describe.each(flow)("$handle", (extension) => {
  const REFERENCES = new Set(["customer_reference", "order_reference", "product_reference"]);
  const TYPES = new Set([
    "boolean",
    "email",
    "multi_line_text_field",
    "number_decimal",
    "single_line_text_field",
    "url",
  ]);

  test("its fields are of types that Flow knows, each with a key of its own", () => {
    const keys = extension.fields.map(({ type, key }) => key ?? type);
    expect(new Set(keys).size).toBe(keys.length);
    for (const { type, key } of extension.fields) {
      if (REFERENCES.has(type)) expect(key).toBeUndefined();
      else {
        expect(TYPES).toContain(type);
        // A trigger's key is also what a merchant reads in the editor.
        expect(key).toMatch(extension.type === "flow_trigger" ? /^[a-zA-Z\s]+$/ : /^[\w-]+$/);
      }
    }
  });

  test("an action is called on the app's own address, over TLS", () => {
    if (extension.type !== "flow_action") return;
    const app: { application_url?: string } = parse(readFileSync(join(ROOT, "shopify.app.toml"), "utf8"));
    expect(new URL(extension.runtimeUrl ?? "").origin).toBe(new URL(app.application_url ?? "").origin);
    expect(new URL(extension.runtimeUrl ?? "")).toMatchObject({
      protocol: "https:",
      pathname: "/flow/repair",
    });
  });
});

/** Complete by its type: when a sentence is added to the app, this compiles only after it is added here. */
const SENTENCES: Record<SentenceKey, true> = {
  "explain.inStep": true,
  "explain.notKept": true,
  "explain.notCompared": true,
  "explain.repairing": true,
  "explain.held": true,
  "explain.priceJump": true,
  "explain.paused": true,
  "explain.conflict": true,
  "explain.pinned": true,
  "explain.ignored": true,
  "explain.refused": true,
  "explain.failing": true,
  "blocked.unlinked": true,
  "blocked.linked-twice": true,
  "blocked.untracked": true,
  "blocked.has-components": true,
  "blocked.no-reading": true,
  "blocked.not-observed": true,
  "blocked.out-of-range": true,
  "blocked.wrong-currency": true,
  "blocked.list-gone": true,
  "blocked.price-not-positive": true,
  "blocked.below-margin": true,
  "blocked.tax-unknown": true,
  "blocked.sources-disagree": true,
  "blocked.language-unpublished": true,
  "blocked.other": true,
};

/** Files, and the extensions' own files that they import. */
function withImported(files: readonly string[]): string[] {
  const found = new Set(files);
  for (const file of found) {
    const text = readFileSync(file, "utf8");
    for (const [, path] of text.matchAll(/from "(\.[^"]+)"/g)) found.add(join(dirname(file), path ?? ""));
  }
  return [...found];
}
