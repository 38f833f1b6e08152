import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  LANGUAGES,
  languageFor,
  loadLanguage,
  localeOf,
  polarisTexts,
  translator,
  type Language,
} from "#app/i18n.ts";

// core/values/why.ts names the sentence of an explanation by its key.
const folders = ["app/components", "app/routes", "app/core"];

const sources = folders.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => readFileSync(join(folder, name), "utf8")),
);
// What is refused at the door is said there.
sources.push(readFileSync("app/refusal.server.ts", "utf8"));

const english = textsOf("en");

/** "drift.asked_one" is used as "drift.asked". */
const keys = [...new Set([...english.keys()].map(baseOf))];

/** Keys with a form for each number. */
const plurals = new Set([...english.keys()].filter((key) => key.endsWith("_one")).map(baseOf));

/** Every literal in the sources that may be a key, and every template as a pattern of keys. */
const literals = new Set(
  sources.flatMap((source) => matches(source, /["'`]([a-zA-Z][\w-]*(?:\.[\w-]+)+)["'`]/g)),
);
const patterns = sources
  .flatMap((source) => matches(source, /`([a-zA-Z][\w-]*\.(?:[\w.-]|\$\{(?:[^{}`]|\{[^}]*\})*\})*)`/g))
  .filter((template) => template.includes("${"))
  .map((template) => new RegExp(`^${template.replace(/\$\{.*?\}(?=[^}]*(?:\$|$))/g, "[\\w-]+")}$`));

/** Names, and words that are spelled alike in both languages. No other text may equal the English one. */
const spelledAlike: Record<Exclude<Language, "en">, readonly string[]> = {
  cs: ["Concord", "ERP", "SKU", "Feed", "Port", "metafields.custom.material"],
  nb: [
    ...["Concord", "ERP", "SKU", "Port", "metafields.custom.material"],
    ...["buffer", "Database", "For", "Mine", "Person", "Status", "Test", "Variant", "variant"],
  ],
};

test("every text in the locale file is used by a page", () => {
  const unused = keys.filter((key) => !literals.has(key) && !patterns.some((pattern) => pattern.test(key)));
  expect(unused).toEqual([]);
});

test("every text that a page asks for is in the locale file", () => {
  const asked = sources.flatMap((source) => matches(source, /\bt\(\s*"([^"]+)"/g));
  expect(asked.length).toBeGreaterThan(200);
  expect(asked.filter((key) => !keys.includes(key))).toEqual([]);
});

test("there is a locale file for each language, and no other", () => {
  expect(readdirSync("app/locales").sort()).toEqual(LANGUAGES.map((language) => `${language}.json`).sort());
});

// Messages of adapters, zod and Shopify reach a page unchanged, in English; they are in no locale file.
describe.each(LANGUAGES)("texts in %s", (language) => {
  const texts = textsOf(language);
  const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;

  test("are those of English, none missing and none left over, with each form that the language counts in", () => {
    const wanted = keys.flatMap((key) => (plurals.has(key) ? forms.map((form) => `${key}_${form}`) : [key]));
    expect([...texts.keys()].filter((key) => !wanted.includes(key))).toEqual([]);
    expect(wanted.filter((key) => !texts.has(key))).toEqual([]);
  });

  test("name the same values as the English ones", () => {
    const different = [...texts].filter(([key, text]) => {
      // "Only the newest row" needs no number; a form that English lacks is compared with its form for many.
      const ofOne = key.endsWith("_one");
      return namedIn(text, ofOne) !== namedIn(english.get(key) ?? formForMany(key), ofOne);
    });
    expect(different).toEqual([]);
  });

  test("are plain: no exclamation marks, no empty ones, no blank at an end", () => {
    expect(
      [...texts].filter(([, text]) => text.includes("!") || text === "" || text !== text.trim()),
    ).toEqual([]);
  });
});

test.each(LANGUAGES.filter((language) => language !== "en"))(
  "no text in %s is left in English",
  (language) => {
    const alike = spelledAlike[language];
    const left = [...textsOf(language)].filter(([key, text]) => {
      if (text !== (english.get(key) ?? formForMany(key))) return false;
      const words = text.replaceAll(/\{\{.*?\}\}/g, "").match(/[\p{L}.]+/gu) ?? [];
      return words.some((word) => word.length > 1 && !alike.includes(word));
    });
    expect(left).toEqual([]);
  },
);

test.each([
  ["cs", "cs"],
  ["cs-CZ", "cs"],
  ["nb", "nb"],
  ["no", "nb"],
  ["nn-NO", "nb"],
  ["en-GB", "en"],
  ["pt-BR", "en"],
  ["", "en"],
])("the admin's locale %j is answered in %s", (locale, language) => {
  expect(languageFor(locale)).toBe(language);
});

test("the locale is the admin's, then the browser's, and never one whose texts we lack", () => {
  const locale = (query: string, browser?: string) =>
    localeOf(
      new Request(
        `https://concord.test/app${query}`,
        browser ? { headers: { "accept-language": browser } } : {},
      ),
    );
  expect(locale("?locale=cs", "nb-NO,nb;q=0.9")).toBe("cs");
  expect(locale("", "nb-NO,nb;q=0.9")).toBe("nb-NO");
  expect(locale("?locale=en-GB")).toBe("en-GB");
  expect(locale("?locale=nn")).toBe("nb");
  expect(locale("?locale=de", "cs")).toBe("en");
  expect(locale("?locale=en-not-a-locale")).toBe("en");
  expect(locale("")).toBe("en");
});

test("a language is spoken by us and by Polaris once it is loaded", async () => {
  await loadLanguage("cs");
  const { t } = translator("cs");
  expect([1, 3, 5].map((count) => t("home.lastRepair", { count }))).toEqual([
    "1 hodnota opravena",
    "3 hodnoty opraveny",
    "5 hodnot opraveno",
  ]);
  expect(t("home.lastRepair", { count: 12_345 })).toBe("12\u00a0345 hodnot opraveno");
  expect(polarisTexts("cs").Polaris.Common.clear).toBe("Vymazat");
});

function textsOf(language: string): Map<string, string> {
  const tree = JSON.parse(readFileSync(`app/locales/${language}.json`, "utf8")) as object;
  return new Map(leaves(tree));
}

function leaves(tree: object, path = ""): [string, string][] {
  return Object.entries(tree).flatMap(([name, value]): [string, string][] => {
    const key = path === "" ? name : `${path}.${name}`;
    return typeof value === "string" ? [[key, value]] : leaves(value as object, key);
  });
}

function baseOf(key: string): string {
  return key.replace(/_(zero|one|two|few|many|other)$/, "");
}

function formForMany(key: string): string {
  return english.get(`${baseOf(key)}_other`) ?? "";
}

/** "{{count, number}} {{name}}", in a fixed order. */
function namedIn(text: string, countApart: boolean): string {
  const named = matches(text, /(\{\{.*?\}\})/g).sort();
  return named.filter((one) => !countApart || one !== "{{count, number}}").join(" ");
}

function matches(source: string, pattern: RegExp): string[] {
  return [...source.matchAll(pattern)].map(([, found]) => found ?? "");
}
