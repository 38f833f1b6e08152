import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { UserError } from "#sandbox/shopify/graphql/errors.ts";
import { itemGid, locationGid, openShop, type OpenShop } from "./open-shop.ts";

const ADJUST = `mutation Adjust($input: InventoryAdjustQuantitiesInput!, $key: String!) {
  inventoryAdjustQuantities(input: $input) @idempotent(key: $key) {
    inventoryAdjustmentGroup { changes { name delta ledgerDocumentUri } }
    userErrors { code field message }
  }
}`;

const LEDGER = "concord://stocktake/7";

let shop: OpenShop;
let keys = 0;

beforeAll(async () => {
  shop = await openShop({ plan: "enterprise" });
}, 60_000);

afterAll(() => shop.close());

async function adjust(name: string, changes: object[], input: object = {}) {
  keys += 1;
  const place = { inventoryItemId: itemGid(shop.mug), locationId: locationGid(shop.london) };
  const rows = changes.map((change) => ({ ...place, delta: 2, changeFromQuantity: null, ...change }));
  const whole = { name, reason: "correction", changes: rows, ...input };
  const { data, errors } = await shop.ask(ADJUST, { input: whole, key: `adjust-${keys}` });
  if (errors) throw new Error(errors[0]?.message);
  return data?.["inventoryAdjustQuantities"] as {
    inventoryAdjustmentGroup: { changes: object[] } | null;
    userErrors: UserError[];
  };
}

describe("adjusting quantities", () => {
  test("damaged pieces stay on hand", async () => {
    const { inventoryAdjustmentGroup } = await adjust("damaged", [{ ledgerDocumentUri: LEDGER }]);
    expect(inventoryAdjustmentGroup?.changes).toEqual([
      { name: "damaged", delta: 2, ledgerDocumentUri: LEDGER },
      { name: "on_hand", delta: 2, ledgerDocumentUri: LEDGER },
    ]);
  });

  test("incoming pieces are not on hand yet", async () => {
    const { inventoryAdjustmentGroup } = await adjust("incoming", [{ ledgerDocumentUri: LEDGER }]);
    expect(inventoryAdjustmentGroup?.changes).toEqual([
      { name: "incoming", delta: 2, ledgerDocumentUri: LEDGER },
    ]);
  });

  test.each(["on_hand", "committed"])(
    "%s cannot be adjusted, and Shopify says so without a code",
    async (name) => {
      const { userErrors } = await adjust(name, [{}]);
      expect(userErrors).toEqual([
        {
          code: null,
          field: ["input", "name"],
          message:
            "The specified quantity name is invalid. Valid values are: available, damaged, incoming, quality_control, reserved, safety_stock.",
        },
      ]);
    },
  );

  test.each<[string, string, object, string, string]>([
    [
      "available takes no ledger document",
      "available",
      { ledgerDocumentUri: LEDGER },
      "INVALID_AVAILABLE_DOCUMENT",
      "A ledger document URI is not allowed when adjusting available.",
    ],
    [
      "every other name needs one",
      "reserved",
      {},
      "INVALID_QUANTITY_DOCUMENT",
      "A ledger document URI is required except when adjusting available.",
    ],
    [
      "which is not one of Shopify's",
      "reserved",
      { ledgerDocumentUri: "gid://shopify/Order/1" },
      "INTERNAL_LEDGER_DOCUMENT",
      "Internal (gid://shopify/) ledger documents are not allowed to be adjusted via API.",
    ],
  ])("%s", async (_rule, name, change, code, message) => {
    const { userErrors } = await adjust(name, [change]);
    const field = ["input", "changes", "0", "ledgerDocumentUri"];
    expect(userErrors).toEqual([{ code, field, message }]);
  });

  test("all changes of a request name the same ledger document", async () => {
    const changes = [
      { ledgerDocumentUri: LEDGER },
      { ledgerDocumentUri: `${LEDGER}0`, locationId: locationGid(shop.oslo) },
    ];
    const { userErrors } = await adjust("reserved", changes);
    expect(userErrors).toMatchObject([{ code: "MAX_ONE_LEDGER_DOCUMENT", field: ["input", "changes"] }]);
  });

  test("a stale change is named by its place", async () => {
    const { userErrors } = await adjust("available", [{ changeFromQuantity: 9_999 }]);
    expect(userErrors).toMatchObject([
      { code: "CHANGE_FROM_QUANTITY_STALE", field: ["input", "changes", "0", "changeFromQuantity"] },
    ]);
  });

  test("the old quantity must be present", async () => {
    await expect(adjust("available", [{ changeFromQuantity: undefined }])).rejects.toThrow(
      "InventoryChangeInput must include the following argument: changeFromQuantity.",
    );
  });
});
