import { expect, test } from "vitest";
import { draftFrom, newDraft, secretsOf, settingsOf } from "#app/components/csv-draft.ts";
import { bufferProblem, readDraft, sameSettings, settingsDraft } from "#app/components/settings-draft.ts";
import { DEFAULT_GUARDS } from "#app/core/plan.ts";

const stored = {
  place: { kind: "sftp", host: "sftp.example.com", port: 2222, user: "concord", folder: "/export" },
  encoding: "windows-1252",
  delimiter: ";",
  decimal: ",",
  timeZone: "Europe/Oslo",
  archive: false,
  arrival: "marker",
  settleMs: 250,
  files: {
    stock: {
      pattern: "stock-*.csv",
      mode: "full",
      columns: { sku: "Item No.", quantity: "Free" },
      warehouse: "OSLO",
    },
    items: { pattern: "items-*.csv", mode: "full", columns: { sku: "Item No.", updatedAt: "Changed" } },
    prices: { pattern: "prices-*.csv", mode: "delta", columns: { sku: "Item No.", amount: "Price" } },
  },
};

test("settings that are opened and saved unchanged stay as they were, also those the form does not show", () => {
  expect(settingsOf(draftFrom("ERP", stored, "UTC"))).toEqual(stored);
});

test("stored secrets are never put into the form", () => {
  const draft = draftFrom("ERP", { ...stored, password: "canary" }, "UTC");
  expect(secretsOf(draft)).toEqual({ password: "", privateKey: "", passphrase: "" });
});

test("a folder on the server needs no secrets", () => {
  expect(secretsOf({ ...newDraft("UTC"), password: "left over" })).toEqual({});
});

test("rules that are opened and read back unchanged stay as they were", () => {
  const rules = {
    basis: "available" as const,
    guards: DEFAULT_GUARDS,
    buffers: [{ scope: "tag", subject: "fragile", value: 2 }],
  };
  expect(readDraft(settingsDraft(rules))).toEqual(rules);
});

test("a rule with something else than a whole number is not read", () => {
  const draft = settingsDraft({ basis: "available", guards: DEFAULT_GUARDS, buffers: [] });
  expect(readDraft({ ...draft, guards: { ...draft.guards, zeroedShareMax: "120" } })).toBeNull();
  expect(readDraft({ ...draft, guards: { ...draft.guards, rowsMin: "-1" } })).toBeNull();
  expect(bufferProblem({ scope: "sku", subject: " ", value: "1" })).toBe("subject");
  expect(bufferProblem({ scope: "shop", subject: "", value: "1.5" })).toBe("value");
  expect(bufferProblem({ scope: "shop", subject: "", value: "3" })).toBeNull();
});

test("settings that were saved count as saved, in whatever order the rules were typed", () => {
  const typed = settingsDraft({
    basis: "available",
    guards: DEFAULT_GUARDS,
    buffers: [
      { scope: "sku", subject: "MUG", value: 3 },
      { scope: "shop", subject: "", value: 4 },
    ],
  });
  const stored = { ...typed, buffers: [...typed.buffers].reverse() };
  expect(sameSettings(typed, stored)).toBe(true);
  expect(sameSettings(typed, { ...stored, basis: "on_hand" })).toBe(false);
  expect(sameSettings(typed, { ...stored, buffers: stored.buffers.slice(1) })).toBe(false);
});
