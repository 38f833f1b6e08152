import { describe, expect, test } from "vitest";
import { askedAgain, destinationPaths, leadsElsewhere } from "#app/core/source/destination.ts";
import { hiddenSecrets } from "#app/core/source/settings-field.ts";

const paths = destinationPaths([
  { type: "url", name: "url" },
  { type: "text", name: "user", destination: true },
  { type: "choice", name: "stock", choices: ["free", "all"] },
  { type: "secret", name: "password" },
  { type: "group", name: "login", fields: [{ type: "url", name: "tokenUrl" }] },
]);
const stored = { url: "https://erp.example.com/a", user: "ann", login: { tokenUrl: null } };

test("every address counts, and what is marked", () => {
  expect(paths).toEqual(["url", "user", "login.tokenUrl"]);
});

describe("a secret stays where it was given for", () => {
  test.each([
    ["the same", {}],
    ["another path", { url: "https://ERP.example.com:443/b" }],
    ["another setting", { stock: "all" }],
  ])("%s keeps it", (_, change) => {
    expect(leadsElsewhere({ paths, stored, settings: { ...stored, ...change } })).toBe(false);
  });

  test.each([
    ["scheme", { url: "http://erp.example.com/a" }],
    ["host", { url: "https://evil.example.com/a" }],
    ["port", { url: "https://erp.example.com:8443/a" }],
    ["name before the host", { url: "https://erp.example.com@evil.example.com/a" }],
    ["user", { user: "eve" }],
    ["address of a token", { login: { tokenUrl: "https://evil.example.com/" } }],
  ])("another %s asks for it again", (_, change) => {
    const move = { paths, stored, settings: { ...stored, ...change } };
    expect(askedAgain(move, ["password", "key"], [])).toEqual(["password", "key"]);
    expect(askedAgain(move, ["password", "key"], ["key"])).toEqual([]);
    expect(askedAgain(move, [], [])).toEqual([]);
  });

  test("nothing is asked for where nothing is sent any more", () => {
    expect(askedAgain({ paths, stored, settings: {} }, ["password"], [])).toEqual([]);
  });
});

test("a secret that the settings do not ask for is not asked for again", () => {
  const fields = [
    { type: "switch", name: "locked", start: true },
    { type: "secret", name: "key", shownWhen: { path: "locked", is: true } },
    { type: "secret", name: "password" },
  ] as const;
  expect(hiddenSecrets(fields, { locked: true })).toEqual([]);
  expect(hiddenSecrets(fields, { locked: false })).toEqual(["key"]);
});
