import { expect, test } from "vitest";
import { TrytonSettings } from "#app/adapters/tryton/settings.ts";
import {
  missingInTryton,
  NEW_TRYTON,
  SERVICES,
  trytonDraftFrom,
  trytonSettingsOf,
} from "#app/components/connections/editors/tryton-draft.ts";
import { serviceKinds } from "#app/adapters/tryton/settings.ts";

const typed = {
  ...NEW_TRYTON,
  name: "Our Tryton",
  url: "https://erp.example.com/",
  database: "erp",
  user: "shop",
  password: "secret",
  lists: "Web,  B2B ,",
  currency: "eur",
  products: { ...NEW_TRYTON.products, shipping: "SHIPPING" },
};

test("what was typed is what the adapter reads, without the password", () => {
  const settings = TrytonSettings.parse(trytonSettingsOf(typed));
  expect(settings).toEqual({
    ...{ url: "https://erp.example.com/", database: "erp", user: "shop", stock: "forecast" },
    prices: { lists: ["Web", "B2B"], currency: "EUR", customer: null },
    orders: { paymentTerm: null, products: { shipping: "SHIPPING" } },
  });
});

test("what is stored comes back to the form, with an empty password", () => {
  const settings = TrytonSettings.parse(trytonSettingsOf(typed));
  const draft = trytonDraftFrom("Our Tryton", settings);
  expect(draft).toEqual({ ...typed, password: "", lists: "Web, B2B", currency: "EUR" });
  expect(TrytonSettings.parse(trytonSettingsOf(draft))).toEqual(settings);
});

test("an empty form says what it needs, a name only for saving", () => {
  expect(missingInTryton(NEW_TRYTON, "test")).toEqual(["url", "database", "user"]);
  expect(missingInTryton(NEW_TRYTON, "save")).toEqual(["name", "url", "database", "user"]);
});

test("the form offers a product for all that the adapter takes one for", () => {
  expect(SERVICES).toEqual(serviceKinds);
});
