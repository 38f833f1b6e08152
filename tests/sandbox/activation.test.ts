import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { itemGid, locationGid, openShop, type OpenShop } from "./open-shop.ts";

const ACTIVATE = `mutation Activate($item: ID!, $location: ID!, $available: Int, $onHand: Int, $key: String!) {
  inventoryActivate(inventoryItemId: $item, locationId: $location, available: $available, onHand: $onHand)
  @idempotent(key: $key) {
    inventoryLevel { id isActive quantities(names: ["available"]) { quantity } }
    userErrors { field message }
  }
}`;

const DEACTIVATE = `mutation Deactivate($level: ID!) {
  inventoryDeactivate(inventoryLevelId: $level) { userErrors { field message } }
}`;

let shop: OpenShop;
let keys = 0;

beforeAll(async () => {
  shop = await openShop({ plan: "enterprise" });
}, 60_000);

afterAll(() => shop.close());

async function activate(location: string, start: object = {}) {
  keys += 1;
  const item = itemGid(shop.mug);
  const { data } = await shop.ask(ACTIVATE, { item, location, key: `activate-${keys}`, ...start });
  return data?.["inventoryActivate"] as { inventoryLevel: { id: string } | null; userErrors: object[] };
}

describe("stocking an item at a location", () => {
  test("available and on hand cannot both be given", async () => {
    const { userErrors } = await activate(locationGid(shop.oslo), { available: 1, onHand: 1 });
    const message =
      "The product couldn't be stocked at Oslo because not allowed to set available and on_hand quantities at the same time.";
    expect(userErrors).toEqual([
      { field: ["available"], message },
      { field: ["onHand"], message },
    ]);
  });

  test("a new level starts with the quantity given", async () => {
    const { inventoryLevel, userErrors } = await activate(locationGid(shop.oslo), { available: 4 });
    expect(userErrors).toEqual([]);
    expect(inventoryLevel).toMatchObject({ isActive: true, quantities: [{ quantity: 4 }] });
    expect(inventoryLevel?.id).toMatch(/^gid:\/\/shopify\/InventoryLevel\/\d+\?inventory_item_id=\d+$/);
  });

  test("an active level refuses a quantity", async () => {
    const { userErrors } = await activate(locationGid(shop.london), { available: 4 });
    expect(userErrors).toEqual([
      {
        field: ["available"],
        message: "Not allowed to set available quantity when the item is already active at the location.",
      },
    ]);
  });

  test("an unknown location is refused", async () => {
    const { userErrors } = await activate("gid://shopify/Location/1");
    expect(userErrors).toEqual([
      {
        field: ["locationId"],
        message: "The product couldn't be stocked because the location wasn't found.",
      },
    ]);
  });

  test("a deactivated level keeps its quantity and hides from reads that do not ask for it", async () => {
    const [london, oslo] = shop.lamp.item.levels;
    const first = await shop.ask(DEACTIVATE, { level: oslo!.gid });
    expect(first.data).toEqual({ inventoryDeactivate: { userErrors: [] } });
    const read = `query Levels($id: ID!) { inventoryItem(id: $id) {
      active: inventoryLevels(first: 5) { nodes { location { name } } }
      all: inventoryLevels(first: 5, includeInactive: true) { nodes { isActive quantities(names: ["available"]) { quantity } } }
    } }`;
    const { data } = await shop.ask(read, { id: itemGid(shop.lamp) });
    expect(data?.["inventoryItem"]).toEqual({
      active: { nodes: [{ location: { name: "London" } }] },
      all: {
        nodes: [
          { isActive: true, quantities: [{ quantity: 5 }] },
          { isActive: false, quantities: [{ quantity: 3 }] },
        ],
      },
    });
    const last = await shop.ask(DEACTIVATE, { level: london!.gid });
    expect(last.data?.["inventoryDeactivate"]).toEqual({
      userErrors: [
        {
          field: null,
          message:
            "The product couldn't be unstocked from London because products need to be stocked at a minimum of 1 location.",
        },
      ],
    });
  });
});
