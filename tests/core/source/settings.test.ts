import { expect, test } from "vitest";
import { draftOf, secretsOf, settingsOf } from "#app/core/source/settings-draft.ts";
import { missingSecrets, settingsProblems, type SettingsField } from "#app/core/source/settings-field.ts";
import { schemasOf } from "#app/adapters/settings-schema.ts";

const fields = [
  { type: "url", name: "url", required: true, example: "https://erp.example.com/" },
  { type: "choice", name: "login", choices: ["key", "user"] },
  { type: "secret", name: "key", required: true, shownWhen: { path: "login", is: "key" } },
  { type: "text", name: "user", required: true, shownWhen: { path: "login", is: "user" } },
  { type: "secret", name: "password", shownWhen: { path: "login", is: "user" } },
  { type: "switch", name: "closed", start: true },
  {
    type: "group",
    name: "prices",
    fields: [
      { type: "list", name: "lists" },
      { type: "text", name: "currency", pattern: "[A-Z]{3}", upperCase: true, example: "EUR" },
      { type: "number", name: "days", min: 1, max: 30, start: 7 },
    ],
  },
] as const satisfies readonly SettingsField[];

const { settings: Settings, secrets: Secrets } = schemasOf(fields);
const empty = draftOf(fields, null);
const typed = {
  ...empty,
  url: " https://erp.example.com/ ",
  key: "secret",
  prices: { lists: "Web,  B2B ,", currency: "eur", days: "14" },
};

test("what was typed is what the adapter is told, without its secrets", () => {
  expect(Settings.parse(settingsOf(fields, typed))).toEqual({
    url: "https://erp.example.com/",
    login: "key",
    user: null,
    closed: true,
    prices: { lists: ["Web", "B2B"], currency: "EUR", days: 14 },
  });
  expect(Secrets.parse(secretsOf(fields, typed))).toEqual({ key: "secret" });
});

test("what is stored comes back to the form, with empty secrets", () => {
  const stored = Settings.parse(settingsOf(fields, typed));
  const draft = draftOf(fields, stored);
  expect(draft).toEqual({
    ...typed,
    url: "https://erp.example.com/",
    key: "",
    prices: { lists: "Web, B2B", currency: "EUR", days: "14" },
  });
  expect(Settings.parse(settingsOf(fields, draft))).toEqual(stored);
});

test("settings that were stored before a field existed are read with its start", () => {
  expect(Settings.parse({ url: "https://erp.example.com/" })).toMatchObject({
    login: "key",
    closed: true,
    prices: { lists: [], currency: null, days: 7 },
  });
});

const problems = (part: object) =>
  settingsProblems(fields, settingsOf(fields, { ...typed, ...part })).map(
    ({ path, problem }) => `${path}: ${problem}`,
  );

test.each([
  [{}, []],
  [{ url: "" }, ["url: missing"]],
  [{ url: "erp.example.com" }, ["url: url"]],
  [{ login: "user" }, ["user: missing"]],
  [{ login: "user", user: "shop" }, []],
  [{ prices: { ...typed.prices, currency: "euros" } }, ["prices.currency: pattern"]],
  [{ prices: { ...typed.prices, days: "31" } }, ["prices.days: range"]],
  [{ prices: { ...typed.prices, days: "a week" } }, ["prices.days: number"]],
])("the form with %j says %j, and the schema refuses the same", (part, expected) => {
  expect(problems(part)).toEqual(expected);
  const read = Settings.safeParse(settingsOf(fields, { ...typed, ...part }));
  const paths = read.error?.issues.map(({ path }) => path.join(".")) ?? [];
  expect(paths).toEqual(expected.map((one) => one.split(":")[0]));
});

test("a secret is asked for where it is shown and neither typed nor kept", () => {
  const missing = (draft: typeof typed, known: string[]) =>
    missingSecrets(fields, settingsOf(fields, draft), known).map(({ path }) => path);
  expect(missing(typed, [])).toEqual(["key"]);
  expect(missing(typed, ["key"])).toEqual([]);
  expect(missing({ ...typed, ...{ login: "user" } }, [])).toEqual([]);
});

test("an answer that is longer than any answer can be is refused before its pattern is tried", () => {
  const tooLong = { ...typed, url: `https://erp.example.com/${"a".repeat(2000)}` };
  const parsed = Settings.parse(settingsOf(fields, typed));
  const problemsOf = (changed: object) =>
    settingsProblems(fields, { ...parsed, ...changed }).map(({ path, problem }) => `${path}: ${problem}`);
  expect(problemsOf({ url: tooLong.url })).toEqual(["url: too-long"]);
  expect(problemsOf({ prices: { ...parsed.prices, currency: "E".repeat(501) } })).toEqual([
    "prices.currency: too-long",
  ]);
  expect(problemsOf({ prices: { ...parsed.prices, lists: ["a".repeat(501)] } })).toEqual([
    "prices.lists: too-long",
  ]);
  expect(problemsOf({ prices: { ...parsed.prices, lists: Array(501).fill("a") } })).toEqual([
    "prices.lists: too-long",
  ]);
  expect(Secrets.safeParse({ key: "a".repeat(20_001) }).success).toBe(false);
});
