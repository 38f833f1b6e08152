import { describe, expect, test } from "vitest";
import { activateLevel, setQuantities } from "#app/shopify/stock/inventory.ts";
import { answering, data } from "../answering.ts";

const rows = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    itemId: String(100 + index),
    locationId: "7",
    from: index,
    to: index + 1,
  }));

const batch = (count: number) => ({
  name: "available" as const,
  reason: "correction",
  referenceDocumentUri: "gid://concord/Run/42",
  key: "key-1",
  rows: rows(count),
});

const userErrors = (...errors: { field: string[] | null; code: string | null; message: string }[]) =>
  data({ inventorySetQuantities: { userErrors: errors } });

const stale = (row: number) => ({
  field: ["input", "quantities", String(row), "changeFromQuantity"],
  code: "CHANGE_FROM_QUANTITY_STALE",
  message: "The changeFromQuantity value does not match persisted value.",
});

const general = (code: string | null, message = "No.") => ({ field: null, code, message });

test("every row names the value it replaces, and the batch its key", async () => {
  const { client, asked } = answering(userErrors());
  await setQuantities(client, batch(2));
  expect(asked[0]?.query).toContain("@idempotent(key: $key)");
  expect(asked[0]?.variables).toEqual({
    key: "key-1",
    input: {
      name: "available",
      reason: "correction",
      referenceDocumentUri: "gid://concord/Run/42",
      quantities: [
        {
          inventoryItemId: "gid://shopify/InventoryItem/100",
          locationId: "gid://shopify/Location/7",
          quantity: 1,
          changeFromQuantity: 0,
        },
        {
          inventoryItemId: "gid://shopify/InventoryItem/101",
          locationId: "gid://shopify/Location/7",
          quantity: 2,
          changeFromQuantity: 1,
        },
      ],
    },
  });
});

describe("what became of each row", () => {
  const skipped = { outcome: "skipped" };

  test("all are applied", async () => {
    const { client } = answering(userErrors());
    const { rows: outcomes, undetermined } = await setQuantities(client, batch(250));
    expect(outcomes.every(({ outcome }) => outcome === "applied")).toBe(true);
    expect(outcomes).toHaveLength(250);
    expect(undetermined).toBe(false);
  });

  test("a stale row and a rejected one hold back the others, which may go again", async () => {
    const rejected = {
      field: ["input", "quantities", "3", "inventoryItemId"],
      code: "INVALID_INVENTORY_ITEM",
      message: "The specified inventory item could not be found.",
    };
    const { client } = answering(userErrors(stale(1), rejected));
    expect(await setQuantities(client, batch(4))).toEqual({
      rows: [
        skipped,
        { outcome: "stale" },
        skipped,
        { outcome: "rejected", code: rejected.code, message: rejected.message },
      ],
      undetermined: false,
    });
  });

  test("an error without a row leaves the batch to be split", async () => {
    const { client } = answering(userErrors(general(null, "Something is wrong.")));
    expect(await setQuantities(client, batch(2))).toEqual({
      rows: [skipped, skipped],
      undetermined: true,
    });
  });

  test("an error without a row can only mean the single row", async () => {
    const { client } = answering(userErrors(general("NON_MUTABLE_INVENTORY_ITEM")));
    expect(await setQuantities(client, batch(1))).toEqual({
      rows: [{ outcome: "rejected", code: "NON_MUTABLE_INVENTORY_ITEM", message: "No." }],
      undetermined: false,
    });
  });

  test("a path beyond the rows names none", async () => {
    const { client } = answering(userErrors(stale(2)));
    expect(await setQuantities(client, batch(2))).toMatchObject({ undetermined: true });
  });

  test.each([1, 2])("after an earlier failure %i rows need a new key and nothing else", async (count) => {
    const { client } = answering(userErrors(general("IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED")));
    expect(await setQuantities(client, batch(count))).toEqual({
      rows: Array.from({ length: count }, () => skipped),
      undetermined: false,
    });
  });
});

test.each([
  ["IDEMPOTENCY_CONCURRENT_REQUEST", "OutcomeUnknown"],
  ["IDEMPOTENCY_KEY_PARAMETER_MISMATCH", "Error"],
  ["INVALID_REASON", "ShopifyRefused"],
  ["INVALID_REFERENCE_DOCUMENT", "ShopifyRefused"],
])("%s is thrown as %s", async (code, name) => {
  const { client } = answering(userErrors(general(code)));
  await expect(setQuantities(client, batch(2))).rejects.toHaveProperty("name", name);
});

test.each([0, 251])("%i rows are never sent", async (count) => {
  const { client, asked } = answering();
  await expect(setQuantities(client, batch(count))).rejects.toThrow(RangeError);
  expect(asked).toHaveLength(0);
});

test("a location that cannot stock the item says why", async () => {
  const message = "Not allowed to set available quantity when the item is already active.";
  const level = { itemId: "1", locationId: "7", key: "key" };
  const refused = answering(data({ inventoryActivate: { userErrors: [{ message }] } }));
  expect(await activateLevel(refused.client, level)).toEqual({
    outcome: "rejected",
    code: null,
    message,
  });
  const done = answering(data({ inventoryActivate: { userErrors: [] } }));
  expect(await activateLevel(done.client, level)).toEqual({ outcome: "applied" });
});
