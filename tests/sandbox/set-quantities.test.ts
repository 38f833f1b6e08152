import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { UserError } from "#sandbox/shopify/graphql/errors.ts";
import { itemGid, locationGid, openShop, type Answer, type OpenShop } from "./open-shop.ts";

const SET = `mutation Set($input: InventorySetQuantitiesInput!, $key: String!) {
  inventorySetQuantities(input: $input) @idempotent(key: $key) {
    inventoryAdjustmentGroup { reason referenceDocumentUri changes { name delta quantityAfterChange } }
    userErrors { code field message }
  }
}`;

interface Row {
  inventoryItemId: string;
  locationId: string;
  quantity: number;
  changeFromQuantity?: number | null;
}

let shop: OpenShop;
let keys = 0;

beforeAll(async () => {
  shop = await openShop({ plan: "enterprise" });
}, 60_000);

afterAll(() => shop.close());

beforeEach(() => {
  shop.sandbox.store.setAvailable(shop.mug.item.id, shop.london, 10, "test");
  shop.sandbox.store.setAvailable(shop.lamp.item.id, shop.london, 5, "test");
});

function row(change: Partial<Row> = {}): Row {
  const place = { inventoryItemId: itemGid(shop.mug), locationId: locationGid(shop.london) };
  return { ...place, quantity: 7, changeFromQuantity: 10, ...change };
}

function set(rows: Row[], input: object = {}): Promise<Answer> {
  keys += 1;
  const whole = { name: "available", reason: "correction", quantities: rows, ...input };
  return shop.ask(SET, { input: whole, key: `set-${keys}` });
}

function payload(answer: Answer) {
  return answer.data?.["inventorySetQuantities"] as {
    inventoryAdjustmentGroup: { changes: object[] } | null;
    userErrors: UserError[];
  };
}

function mugsInLondon() {
  return shop.sandbox.store.level(shop.mug.item.id, shop.london)!;
}

describe("setting quantities", () => {
  test("setting available reports the change of available and of on hand, without the quantity after it", async () => {
    const { inventoryAdjustmentGroup, userErrors } = payload(await set([row()]));
    expect(userErrors).toEqual([]);
    expect(inventoryAdjustmentGroup?.changes).toEqual([
      { name: "available", delta: -3, quantityAfterChange: null },
      { name: "on_hand", delta: -3, quantityAfterChange: null },
    ]);
    expect(mugsInLondon().available).toBe(7);
  });

  test("setting on hand moves available and leaves what is committed alone", async () => {
    shop.sandbox.store.adjust(shop.mug.item.id, shop.london, "committed", 4, "test");
    const answer = await set([row({ quantity: 20, changeFromQuantity: 14 })], { name: "on_hand" });
    expect(payload(answer).userErrors).toEqual([]);
    expect(mugsInLondon()).toMatchObject({ available: 16, committed: 4, on_hand: 20 });
    shop.sandbox.store.adjust(shop.mug.item.id, shop.london, "committed", -4, "test");
  });

  test("nothing to change is a success without a group", async () => {
    const answer = payload(await set([row({ quantity: 10 })]));
    expect(answer).toEqual({ inventoryAdjustmentGroup: null, userErrors: [] });
  });

  test("an item gets a level where it was never stocked", async () => {
    const lampless = row({ locationId: locationGid(shop.oslo), changeFromQuantity: 0, quantity: 2 });
    expect(payload(await set([lampless])).userErrors).toEqual([]);
    expect(shop.sandbox.store.level(shop.mug.item.id, shop.oslo)).toMatchObject({
      available: 2,
      active: true,
    });
  });

  test("a stale row is named by its place, and none of the batch is written", async () => {
    const fresh = row();
    const stale = row({ inventoryItemId: itemGid(shop.lamp), changeFromQuantity: 4 });
    expect(payload(await set([fresh, stale]))).toEqual({
      inventoryAdjustmentGroup: null,
      userErrors: [
        {
          code: "CHANGE_FROM_QUANTITY_STALE",
          field: ["input", "quantities", "1", "changeFromQuantity"],
          message: "The changeFromQuantity argument no longer matches the persisted quantity.",
        },
      ],
    });
    expect(mugsInLondon().available).toBe(10);
  });

  test("null as the old quantity means not to compare", async () => {
    expect(payload(await set([row({ changeFromQuantity: null })])).userErrors).toEqual([]);
    expect(mugsInLondon().available).toBe(7);
  });

  test("leaving the old quantity out is refused for the whole request", async () => {
    const { inventoryItemId, locationId, quantity } = row();
    const answer = await set([{ inventoryItemId, locationId, quantity }]);
    expect(answer.data).toEqual({ inventorySetQuantities: null });
    expect(answer.errors).toMatchObject([
      {
        message: "InventoryQuantityInput must include the following argument: changeFromQuantity.",
        extensions: { code: "INVALID_FIELD_ARGUMENTS" },
        path: ["inventorySetQuantities"],
      },
    ]);
  });

  test("251 rows are one too many: the answer has no data at all", async () => {
    const answer = await set(Array.from({ length: 251 }, () => row()));
    expect(answer.errors).toMatchObject([
      {
        message: "The input array size of 251 is greater than the maximum allowed of 250.",
        extensions: { code: "MAX_INPUT_SIZE_EXCEEDED" },
      },
    ]);
    expect(answer.data).toBeNull();
  });

  test("the same item and location twice is reported on both rows", async () => {
    const { userErrors } = payload(await set([row(), row({ quantity: 3 })]));
    expect(userErrors.map(({ code, field }) => [code, field?.[2]])).toEqual([
      ["NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR", "0"],
      ["NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR", "1"],
    ]);
    expect(userErrors[0]?.message).toBe("The combination of inventoryItemId and locationId must be unique.");
  });

  test.each<[string, Partial<Row>, object, string, string[], RegExp]>([
    [
      "a wrong name",
      {},
      { name: "incoming" },
      "INVALID_NAME",
      ["input", "name"],
      /must be either 'available' or 'on_hand'\.$/,
    ],
    [
      "a wrong reason",
      {},
      { reason: "because" },
      "INVALID_REASON",
      ["input", "reason"],
      /^The specified reason is invalid\. Valid values are: correction, .*, shrinkage\.$/,
    ],
    [
      "an unknown item",
      { inventoryItemId: "gid://shopify/InventoryItem/1" },
      {},
      "INVALID_INVENTORY_ITEM",
      ["input", "quantities", "0", "inventoryItemId"],
      /^The specified inventory item could not be found\.$/,
    ],
    [
      "an unknown location",
      { locationId: "gid://shopify/Location/1" },
      {},
      "INVALID_LOCATION",
      ["input", "quantities", "0", "locationId"],
      /^The specified location could not be found\.$/,
    ],
    [
      "more than a billion",
      { quantity: 1_000_000_001 },
      {},
      "INVALID_QUANTITY_TOO_HIGH",
      ["input", "quantities", "0", "quantity"],
      /^The quantity can't be higher than 1,000,000,000\.$/,
    ],
    [
      "less than minus a billion",
      { quantity: -1_000_000_001 },
      {},
      "INVALID_QUANTITY_TOO_LOW",
      ["input", "quantities", "0", "quantity"],
      /^The quantity can't be lower than -1,000,000,000\.$/,
    ],
    [
      "a negative on hand",
      { quantity: -1 },
      { name: "on_hand" },
      "INVALID_QUANTITY_NEGATIVE",
      ["input", "quantities", "0", "quantity"],
      /^The quantity can't be negative\.$/,
    ],
  ])("%s is refused", async (_what, change, input, code, field, message) => {
    const { inventoryAdjustmentGroup, userErrors } = payload(await set([row(change)], input));
    expect(inventoryAdjustmentGroup).toBeNull();
    expect(userErrors).toMatchObject([{ code, field }]);
    expect(userErrors[0]?.message).toMatch(message);
    expect(mugsInLondon().available).toBe(10);
  });

  test("available may be negative", async () => {
    expect(payload(await set([row({ quantity: -4 })])).userErrors).toEqual([]);
    expect(mugsInLondon().available).toBe(-4);
  });

  test("a bundle's quantity belongs to its components", async () => {
    const { store } = shop.sandbox;
    const [bundle] = store.createProduct({
      title: "Set",
      variants: [{ sku: "SET", requiresComponents: true }],
    }).variants;
    const { userErrors } = payload(
      await set([row({ inventoryItemId: itemGid(bundle!), changeFromQuantity: 0 })]),
    );
    expect(userErrors).toMatchObject([{ code: "NON_MUTABLE_INVENTORY_ITEM" }]);
  });

  test("a variable that does not fit its type is refused in Shopify's words", async () => {
    const answer = await set([{ ...row(), locationId: null as unknown as string }], { bogus: 1 });
    expect(answer.data).toBeNull();
    expect(answer.errors?.[0]?.message).toBe(
      "Variable $input of type InventorySetQuantitiesInput! was provided invalid value for quantities.0.locationId (Expected value to not be null), bogus (Field is not defined on InventorySetQuantitiesInput)",
    );
    expect(answer.errors?.[0]?.extensions?.["code"]).toBe("INVALID_VARIABLE");
  });
});
