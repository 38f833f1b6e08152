import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { destinationOf } from "#app/adapters/entry.ts";
import { adapters } from "#app/adapters/registry.ts";
import { draftOf, settingsOf } from "#app/core/source/settings-draft.ts";
import { placedFields, settingsProblems, type SettingsField } from "#app/core/source/settings-field.ts";
import { LANGUAGES } from "#app/i18n.ts";
import { withSettingsTable } from "../../scripts/settings-tables.ts";
import { everyKind } from "./csv/every-kind.ts";

/** Files have no form that examples could fill in. */
const files = { place: { kind: "local", folder: "/x" }, files: everyKind, orders: { folder: "orders" } };

/** Settings made of the fields' own examples. */
function exampleOf(fields: readonly SettingsField[]): ReturnType<typeof draftOf> {
  const start = draftOf(fields, null);
  const shown = fields.map((field) => {
    const value =
      field.type === "group" ? exampleOf(field.fields) : (field.example ?? start[field.name] ?? "");
    return [field.name, value] as const;
  });
  return Object.fromEntries(shown);
}

describe.each(Object.entries(adapters))("%s", (id, entry) => {
  const { fields, texts } = entry;
  const placed = placedFields(fields);

  test("has words for each field and each choice, in every language of the app", () => {
    const wanted = placed.map(({ path }) => path).sort();
    for (const language of LANGUAGES) {
      const words = texts[language];
      expect(words.about, language).not.toBe("");
      expect(Object.keys(words.fields).sort(), language).toEqual(wanted);
      for (const { path, field } of placed) {
        expect(words.fields[path]?.label, `${language} ${path}`).toBeTruthy();
        const choices = field.type === "choice" ? [...field.choices].sort() : [];
        expect(Object.keys(words.fields[path]?.choices ?? {}).sort(), path).toEqual(choices);
      }
    }
  });

  test("says the same things of a field in every language", () => {
    for (const language of LANGUAGES)
      for (const { path } of placed)
        expect(Object.keys(texts[language].fields[path] ?? {}), path).toEqual(
          Object.keys(texts.en.fields[path] ?? {}),
        );
  });

  test("has no two secrets of one name, and an example where a field is refused by its look", () => {
    const secrets = placed.flatMap(({ field }) => (field.type === "secret" ? field.name : []));
    expect(new Set(secrets).size).toBe(secrets.length);
    for (const { path, field } of placed)
      if (field.type === "url" || (field.type === "text" && field.pattern))
        expect(field.example, path).toBeDefined();
  });

  test("says where its secrets are sent, so that they are asked for again where that changes", () => {
    const takesSecrets = entry.preview !== undefined || placed.some(({ field }) => field.type === "secret");
    expect(destinationOf(entry).length > 0).toBe(takesSecrets);
  });

  test("can do what it says, once it is set up for everything", async () => {
    const settings = fields.length > 0 ? settingsOf(fields, exampleOf(fields)) : files;
    if (fields.length > 0) expect(settingsProblems(fields, settings as object)).toEqual([]);
    const adapter = entry.open(settings, {});
    const able = Object.entries(adapter).filter(([, part]) => typeof part === "object");
    await adapter.close();
    expect([...entry.can].sort()).toEqual(able.map(([name]) => name).sort());
  });

  test("tells its settings in its README as they are: else run `npm run settings`", async () => {
    const path = `app/adapters/${id}/README.md`;
    if (fields.length === 0 || !existsSync(path)) return;
    const readme = readFileSync(path, "utf8");
    expect(readme).toBe(await withSettingsTable(readme, entry));
  });
});
