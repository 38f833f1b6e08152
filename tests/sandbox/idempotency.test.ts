import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { itemGid, locationGid, openShop, type Answer, type OpenShop } from "./open-shop.ts";

const ADJUST = `mutation Adjust($input: InventoryAdjustQuantitiesInput!, $key: String!) {
  inventoryAdjustQuantities(input: $input) @idempotent(key: $key) {
    inventoryAdjustmentGroup { id changes { name delta } }
    userErrors { code field message }
  }
}`;

let shop: OpenShop;

beforeAll(async () => {
  shop = await openShop({ plan: "enterprise" });
}, 60_000);

afterAll(() => shop.close());

function adjust(delta: number, key: string, document = ADJUST): Promise<Answer> {
  const change = {
    inventoryItemId: itemGid(shop.mug),
    locationId: locationGid(shop.london),
    delta,
    changeFromQuantity: null,
  };
  const input = { name: "available", reason: "correction", changes: [change] };
  const variables = document.includes("$key") ? { input, key } : { input };
  return shop.ask(document, variables);
}

function mugs(): number {
  return shop.sandbox.store.level(shop.mug.item.id, shop.london)!.available;
}

describe("the idempotency key", () => {
  test("is required, and its absence costs ten points", async () => {
    const without = ADJUST.replace(" @idempotent(key: $key)", "").replace(", $key: String!", "");
    const answer = await adjust(1, "", without);
    expect(answer.status).toBe(200);
    expect(answer.data).toEqual({ inventoryAdjustQuantities: null });
    expect(answer.errors).toMatchObject([
      {
        message: "The @idempotent directive is required for this mutation but was not provided.",
        extensions: { code: "BAD_REQUEST" },
        path: ["inventoryAdjustQuantities"],
      },
    ]);
    expect(answer.extensions).toMatchObject({ cost: { actualQueryCost: 10 } });
  });

  test("may be any text, but not blank", async () => {
    const blank = await adjust(1, "  ");
    expect(blank.errors).toMatchObject([
      { message: "key can't be blank", extensions: { code: "INVALID_FIELD_ARGUMENTS" } },
    ]);
    const free = await adjust(0, "no uuid at all");
    expect(free.errors).toBeUndefined();
  });

  test("makes a repeated request answer the same and write nothing", async () => {
    const before = mugs();
    const first = await adjust(3, "again");
    const second = await adjust(3, "again");
    expect(second.data).toEqual(first.data);
    expect(mugs()).toBe(before + 3);
  });

  test("repeats the first answer even when it was an error that would not happen now", async () => {
    const refused = await adjust(2_000_000_000, "refused");
    shop.sandbox.store.setAvailable(shop.mug.item.id, shop.london, -1_000_000_000, "test");
    expect((await adjust(2_000_000_000, "refused")).data).toEqual(refused.data);
    shop.sandbox.store.setAvailable(shop.mug.item.id, shop.london, 10, "test");
  });

  test("cannot be used for something else", async () => {
    await adjust(1, "taken");
    const before = mugs();
    const other = await adjust(2, "taken");
    expect(other.data?.["inventoryAdjustQuantities"]).toEqual({
      inventoryAdjustmentGroup: null,
      userErrors: [
        {
          code: "IDEMPOTENCY_KEY_PARAMETER_MISMATCH",
          field: null,
          message: "The same idempotency key cannot be used with different operation parameters.",
        },
      ],
    });
    expect(mugs()).toBe(before);
  });

  test("is forgotten after a day", async () => {
    let time = Date.now();
    const other = await openShop({ now: () => time });
    const input = {
      name: "available",
      reason: "correction",
      changes: [
        {
          inventoryItemId: itemGid(other.mug),
          locationId: locationGid(other.london),
          delta: 1,
          changeFromQuantity: null,
        },
      ],
    };
    await other.ask(ADJUST, { input, key: "day" });
    time += 25 * 60 * 60 * 1000;
    await other.ask(ADJUST, { input, key: "day" });
    expect(other.sandbox.store.level(other.mug.item.id, other.london)?.available).toBe(12);
    await other.close();
  });
});
