import type { TFunction } from "i18next";
import { expect, test } from "vitest";
import {
  draftFrom,
  missingFields,
  newDraft,
  secretsOf,
  settingsOf,
} from "#app/components/connections/editors/files-draft.ts";
import { draftProblems } from "#app/components/connections/editors/files-problems.ts";
import { fixedShown } from "#app/components/connections/editors/file-fields.ts";
import {
  exceptionProblem,
  readPriceRules,
  ruleDraft,
  rulePolicies,
} from "#app/components/settings/rule-draft.ts";
import { bufferProblem, readDraft, sameSettings, settingsDraft } from "#app/components/settings/draft.ts";
import { DEFAULT_GUARDS } from "#app/core/values/plan.ts";

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
    items: {
      pattern: "items-*.csv",
      mode: "full",
      columns: {
        sku: "Item No.",
        updatedAt: "Changed",
        "metafields.custom.material": "Stuff",
        "title@cs": "Nazev",
      },
      options: [
        { name: "Size", column: "Size" },
        { name: "Colour", column: "Farve" },
      ],
      weightUnit: "kg",
      photoSeparator: "|",
    },
    prices: {
      pattern: "prices-*.csv",
      mode: "delta",
      columns: { sku: "Item No.", amount: "Price", validUntil: "To" },
      currency: "NOK",
      taxIncluded: false,
      taxRate: "25",
      dateFormat: "MM/dd/yyyy",
    },
    rates: { pattern: "rates.csv", mode: "full", columns: { from: "Currency", rate: "Rate" }, to: "NOK" },
    shipments: {
      pattern: "ship-*.csv",
      mode: "delta",
      columns: { number: "No", orderName: "Order", status: "Status" },
      shippedWhen: "90, X",
      warehouse: "OSLO",
    },
  },
  orders: { folder: "/import/orders", amend: true, cancel: true, credit: false },
};

const t = ((key: string) => key) as unknown as TFunction;

test("settings that are opened and saved unchanged stay as they were, also those the form does not show", () => {
  expect(settingsOf(draftFrom("ERP", stored, "UTC"))).toEqual(stored);
});

test("what a file must say is asked for, in a column or for the whole file", () => {
  const draft = draftFrom("ERP", stored, "UTC");
  expect(missingFields(draft)).toEqual([]);
  const { prices, rates, items } = draft.files;
  const files = {
    ...draft.files,
    prices: { ...prices, columns: { sku: "Item No." }, fixed: {} },
    rates: { ...rates, fixed: { to: " " } },
    items: {
      ...items,
      options: [{ name: "Size", column: "" }],
      extras: [
        { name: "metafields.custom", column: "Stuff" },
        { name: "", column: "" },
      ],
    },
  };
  expect(missingFields({ ...draft, files })).toEqual([
    "files.items.options",
    "files.items.extras.metafields.custom",
    "files.prices.columns.amount",
    "files.prices.currency",
    "files.rates.to",
  ]);
});

test("a folder is asked for where orders shall be written, and nothing is written where they shall not", () => {
  const draft = draftFrom("ERP", stored, "UTC");
  expect(missingFields({ ...draft, orders: { ...draft.orders, folder: " " } })).toEqual(["orders.folder"]);
  expect(settingsOf({ ...draft, orders: { ...draft.orders, on: false } })).not.toHaveProperty("orders");
});

test("secrets given for another place are asked for at their fields, before a look too", () => {
  const draft = draftFrom("ERP", stored, "UTC");
  const asked = (["look", "test", "save"] as const).map((intent) =>
    draftProblems(draft, intent, ["password"], t),
  );
  const again = { field: "password", message: "systems.problem.again" };
  // A password is sent to no server whose host key is not known.
  expect(asked).toEqual([[again], [again], [{ field: "place.hostKey", message: "editor.missing" }, again]]);
});

test("words for a status are asked for only where a column says it", () => {
  expect(fixedShown("invoices", { currency: "Cur" })).toEqual([]);
  expect(fixedShown("invoices", { status: "State", currency: "Cur" })).toHaveLength(4);
});

test("values for the whole file are asked for only where no column says them", () => {
  expect(fixedShown("prices", { currency: "Cur", validFrom: "From" })).toEqual([
    "list",
    "taxIncluded",
    "taxRate",
    "dateFormat",
  ]);
  expect(fixedShown("items", { sku: "SKU" })).toEqual([]);
  expect(fixedShown("items", { weight: "Kg", photos: "Pics" })).toEqual([
    "weightUnit",
    "photoSeparator",
    "photoBase",
  ]);
});

test("stored secrets are never put into the form", () => {
  const draft = draftFrom("ERP", { ...stored, password: "canary" }, "UTC");
  expect(secretsOf(draft)).toEqual({ password: "", privateKey: "", passphrase: "" });
});

test("a folder on the server needs no secrets", () => {
  expect(secretsOf({ ...newDraft("UTC", "EUR"), password: "left over" })).toEqual({});
});

test("rules that are opened and read back unchanged stay as they were", () => {
  const rules = {
    basis: "available" as const,
    guards: DEFAULT_GUARDS,
    buffers: [{ scope: "tag", subject: "fragile", value: 2 }],
    policies: [
      { rule: "authority:title", scope: "shop", subject: "", value: "ask" },
      { rule: "authority:price", scope: "vendor", subject: "Acme", value: "shop" },
      {
        rule: "price-rules",
        scope: "shop",
        subject: "",
        value: {
          rounding: { kind: "ending", ending: "0.99", direction: "up" },
          sourceTaxIncluded: false,
          taxRate: "0.125",
          marginMin: "0.07",
        },
      },
      { rule: "discontinued", scope: "shop", subject: "", value: "archive" },
      { rule: "create-products", scope: "shop", subject: "", value: { on: true, grouped: false } },
    ],
  };
  expect(readDraft(settingsDraft(rules))).toEqual({
    basis: rules.basis,
    guards: rules.guards,
    policies: [{ rule: "buffer", scope: "tag", subject: "fragile", value: 2 }, ...rules.policies],
  });
});

test("a rule with something else than a whole number is not read", () => {
  const draft = settingsDraft({ basis: "available", guards: DEFAULT_GUARDS, buffers: [], policies: [] });
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
    policies: [],
  });
  const stored = { ...typed, buffers: [...typed.buffers].reverse() };
  expect(sameSettings(typed, stored)).toBe(true);
  expect(sameSettings(typed, { ...stored, basis: "on_hand" })).toBe(false);
  expect(sameSettings(typed, { ...stored, buffers: stored.buffers.slice(1) })).toBe(false);
});

test("a percent keeps every digit that was typed, with a comma or a point", () => {
  const prices = { ...ruleDraft([]).prices, tax: "out" as const };
  expect(readPriceRules({ ...prices, taxRate: "7", marginMin: "12,5" })).toMatchObject({
    taxRate: "0.07",
    marginMin: "0.125",
  });
  expect(readPriceRules({ ...prices, taxRate: "100" })?.taxRate).toBe("1");
  expect(readPriceRules({ ...prices, taxRate: "0" })?.taxRate).toBe("0");
  expect(readPriceRules({ ...prices, taxRate: "a quarter" })).toBeNull();
  expect(readPriceRules({ ...prices, rounding: "step", step: "0" })).toBeNull();
});

test("an exception that is there twice, or names nothing, is not saved", () => {
  const exception = { field: "price", scope: "sku" as const, subject: "MUG", authority: "ask" as const };
  const draft = { ...ruleDraft([]), exceptions: [exception, { ...exception, subject: " MUG " }] };
  expect(exceptionProblem(exception, draft)).toBe("twice");
  expect(rulePolicies(draft)).toBeNull();
  const other = { ...draft, exceptions: [exception, { ...exception, field: "cost" }] };
  expect(rulePolicies(other)).toHaveLength(2);
  expect(exceptionProblem({ ...exception, subject: " " }, other)).toBe("subject");
});

test("a choice that is the default is no rule", () => {
  const draft = { ...ruleDraft([]), authority: { price: "source" as const, title: "off" as const } };
  expect(rulePolicies(draft)).toEqual([]);
});
