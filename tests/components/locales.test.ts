import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import english from "#app/locales/en.json" with { type: "json" };

// core/why.ts names the sentence of an explanation by its key.
const folders = ["app/components", "app/routes", "app/core"];

const sources = folders.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => readFileSync(join(folder, name), "utf8")),
);

/** Leaf keys with the plural's ending taken off: "drift.asked_one" is used as "drift.asked". */
const keys = [...new Set(leaves(english).map((key) => key.replace(/_(zero|one|two|few|many|other)$/, "")))];

/** Every literal in the sources that may be a key, and every template as a pattern of keys. */
const literals = new Set(
  sources.flatMap((source) => matches(source, /["'`]([a-zA-Z][\w-]*(?:\.[\w-]+)+)["'`]/g)),
);
const patterns = sources
  .flatMap((source) => matches(source, /`([a-zA-Z][\w-]*\.(?:[\w.-]|\$\{(?:[^{}`]|\{[^}]*\})*\})*)`/g))
  .filter((template) => template.includes("${"))
  .map((template) => new RegExp(`^${template.replace(/\$\{.*?\}(?=[^}]*(?:\$|$))/g, "[\\w-]+")}$`));

test("every text in the locale file is used by a page", () => {
  const unused = keys.filter((key) => !literals.has(key) && !patterns.some((pattern) => pattern.test(key)));
  expect(unused).toEqual([]);
});

test("every text that a page asks for is in the locale file", () => {
  const asked = sources.flatMap((source) => matches(source, /\bt\(\s*"([^"]+)"/g));
  expect(asked.length).toBeGreaterThan(200);
  expect(asked.filter((key) => !keys.includes(key))).toEqual([]);
});

test("a text that counts has a form for one and for many", () => {
  const all = leaves(english);
  const plural = all.filter((key) => key.endsWith("_one")).map((key) => key.slice(0, -"_one".length));
  expect(plural.filter((key) => !all.includes(`${key}_other`))).toEqual([]);
});

test("texts are plain: no exclamation marks, no empty ones", () => {
  const texts = leaves(english).map((key) => [key, textAt(key)] as const);
  expect(texts.filter(([, text]) => text.includes("!") || text.trim() === "")).toEqual([]);
});

function leaves(tree: object, path = ""): string[] {
  return Object.entries(tree).flatMap(([name, value]) => {
    const key = path === "" ? name : `${path}.${name}`;
    return typeof value === "string" ? [key] : leaves(value as object, key);
  });
}

function textAt(key: string): string {
  const found = key
    .split(".")
    .reduce<unknown>((node, name) => (node as Record<string, unknown>)[name], english);
  return String(found);
}

function matches(source: string, pattern: RegExp): string[] {
  return [...source.matchAll(pattern)].map(([, found]) => found ?? "");
}
