import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { itemGid, locationGid, openShop, type OpenShop } from "./open-shop.ts";

interface Page {
  nodes: { sku: string }[];
  edges: { cursor: string }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string; endCursor: string };
}

const PAGE = `query Page($first: Int, $after: String, $last: Int, $before: String, $query: String, $sort: ProductVariantSortKeys, $reverse: Boolean) {
  productVariants(first: $first, after: $after, last: $last, before: $before, query: $query, sortKey: $sort, reverse: $reverse) {
    nodes { sku } edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}`;

let shop: OpenShop;

beforeAll(async () => {
  shop = await openShop({ plan: "enterprise" });
  const shirts = ["S", "M", "L"].map((size) => ({ sku: `SHIRT-${size}`, barcode: `50${size}`, levels: {} }));
  shop.sandbox.store.createProduct({ title: "Shirt", vendor: "Weavers", tags: ["cloth"], variants: shirts });
}, 60_000);

afterAll(() => shop.close());

async function page(variables: object): Promise<Page> {
  const { data, errors } = await shop.ask(PAGE, { sort: "ID", ...variables });
  if (errors) throw new Error(errors[0]?.message);
  return data?.["productVariants"] as Page;
}

function skus({ nodes }: Page): string[] {
  return nodes.map((node) => node.sku);
}

describe("connections", () => {
  test("pages follow each other by cursor, forwards and backwards", async () => {
    const first = await page({ first: 2 });
    expect(skus(first)).toEqual(["MUG", "LAMP"]);
    expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    const second = await page({ first: 5, after: first.pageInfo.endCursor });
    expect(skus(second)).toEqual(["SHIRT-S", "SHIRT-M", "SHIRT-L"]);
    expect(second.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    const back = await page({ last: 1, before: second.pageInfo.startCursor });
    expect(skus(back)).toEqual(["LAMP"]);
    expect(back.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true });
  });

  test("the order can be another, and turned around, and cursors still hold", async () => {
    const first = await page({ first: 2, sort: "SKU", reverse: true });
    expect(skus(first)).toEqual(["SHIRT-S", "SHIRT-M"]);
    const second = await page({ first: 2, sort: "SKU", reverse: true, after: first.edges[1]!.cursor });
    expect(skus(second)).toEqual(["SHIRT-L", "MUG"]);
  });

  test.each<[object, string]>([
    [{}, "you must provide one of first or last"],
    [{ first: 1, last: 1 }, "providing both first and last is not supported"],
    [{ first: 1, after: "nonsense" }, "Malformed cursor"],
  ])("%j is refused: %s", async (variables, message) => {
    const { errors } = await shop.ask(PAGE, { sort: "ID", ...variables });
    expect(errors).toMatchObject([{ message, extensions: { code: "BAD_REQUEST" } }]);
  });
});

describe("search", () => {
  test.each<[string, string[]]>([
    ["sku:MUG", ["MUG"]],
    ["sku:shirt-*", ["SHIRT-S", "SHIRT-M", "SHIRT-L"]],
    ["sku:MUG OR sku:'LAMP'", ["MUG", "LAMP"]],
    ["vendor:Weavers AND NOT sku:SHIRT-M", ["SHIRT-S", "SHIRT-L"]],
    ["vendor:Weavers -sku:SHIRT-M", ["SHIRT-S", "SHIRT-L"]],
    ["(sku:MUG OR barcode:50S) product_status:active", ["MUG", "SHIRT-S"]],
    ["updated_at:>='2020-01-01T00:00:00Z' inventory_quantity:>8", ["MUG"]],
    ["updated_at:>2200-01-01", []],
  ])("%s", async (query, found) => {
    expect(skus(await page({ first: 10, query }))).toEqual(found);
  });

  test("an id finds its row", async () => {
    expect(skus(await page({ first: 10, query: `id:${shop.lamp.id}` }))).toEqual(["LAMP"]);
  });

  test.each(["colour:red", "just words", "sku:>A"])(
    "what the sandbox cannot search is an error: %s",
    async (query) => {
      const { errors } = await shop.ask(PAGE, { first: 1, query });
      expect(errors?.[0]?.message).toMatch(/^sandbox does not implement /);
    },
  );
});

describe("objects", () => {
  test("are found by their id, whatever their type, and null when there is none", async () => {
    const level = shop.mug.item.levels[0]!.gid;
    const ids = [itemGid(shop.mug), locationGid(shop.oslo), level, "gid://shopify/Product/1"];
    const { data } = await shop.ask(
      `query Nodes($ids: [ID!]!) { nodes(ids: $ids) { __typename id ... on InventoryLevel { location { name } } } }`,
      { ids },
    );
    expect(data?.["nodes"]).toEqual([
      { __typename: "InventoryItem", id: ids[0] },
      { __typename: "Location", id: ids[1] },
      { __typename: "InventoryLevel", id: level, location: { name: "London" } },
      null,
    ]);
  });

  test("an id of another type is refused", async () => {
    const { data, errors } = await shop.ask(`{ product(id: "${locationGid(shop.oslo)}") { id } }`);
    expect(data).toEqual({ product: null });
    expect(errors).toMatchObject([{ extensions: { code: "RESOURCE_NOT_FOUND" } }]);
  });

  test("the time of an on hand quantity is unknown", async () => {
    const { data } = await shop.ask(
      `{ inventoryLevel(id: "${shop.mug.item.levels[0]!.gid}") { quantities(names: ["available", "on_hand", "committed"]) { name quantity updatedAt } } }`,
    );
    const { quantities } = data?.["inventoryLevel"] as { quantities: { updatedAt: string | null }[] };
    expect(quantities).toMatchObject([
      { name: "available", quantity: 10 },
      { name: "on_hand", quantity: 10, updatedAt: null },
      { name: "committed", quantity: 0 },
    ]);
    expect(quantities[0]?.updatedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  });

  test("the shop, its plan, and what the app may do", async () => {
    const { data } = await shop.ask(
      `{ shop { myshopifyDomain currencyCode ianaTimezone plan { publicDisplayName shopifyPlus } }
         currentAppInstallation { accessScopes { handle } }
         locations(first: 5) { nodes { name isActive address { countryCode } } } }`,
    );
    expect(data).toMatchObject({
      shop: {
        myshopifyDomain: "concord-demo.myshopify.com",
        currencyCode: "GBP",
        plan: { shopifyPlus: true },
      },
      locations: { nodes: [{ name: "London" }, { name: "Oslo", address: { countryCode: "NO" } }] },
    });
  });
});

describe("orders", () => {
  test("are found by when they changed, with what is reserved where", async () => {
    const { store } = shop.sandbox;
    const { name } = store.placeOrder([{ variantId: shop.lamp.id, quantity: 2 }]);
    const since = new Date(store.orders.rows[0]!.updatedAt).toISOString();
    const read = `query Changed($query: String) { orders(first: 5, sortKey: UPDATED_AT, query: $query) { nodes {
      name cancelledAt displayFulfillmentStatus lineItems(first: 5) { nodes { currentQuantity sku } }
      fulfillmentOrders(first: 5) { nodes { status assignedLocation { name location { id } }
        lineItems(first: 5) { nodes { inventoryItemId totalQuantity remainingQuantity lineItem { sku } } } } } } } }`;
    const { data } = await shop.ask(read, { query: `updated_at:>='${since}'` });
    const line = { inventoryItemId: itemGid(shop.lamp), totalQuantity: 2, remainingQuantity: 2 };
    expect(data?.["orders"]).toEqual({
      nodes: [
        {
          name,
          cancelledAt: null,
          displayFulfillmentStatus: "UNFULFILLED",
          lineItems: { nodes: [{ currentQuantity: 2, sku: "LAMP" }] },
          fulfillmentOrders: {
            nodes: [
              {
                status: "OPEN",
                assignedLocation: { name: "London", location: { id: locationGid(shop.london) } },
                lineItems: { nodes: [{ ...line, lineItem: { sku: "LAMP" } }] },
              },
            ],
          },
        },
      ],
    });
  });
});

describe("what is refused", () => {
  test("a field that Shopify does not have is refused in Shopify's words", async () => {
    const { data, errors } = await shop.ask("{ shop { shopColour } }");
    expect(data).toBeNull();
    expect(errors).toMatchObject([
      { message: "Field 'shopColour' doesn't exist on type 'Shop'", extensions: { code: "undefinedField" } },
    ]);
  });

  test("a field that Shopify has and the sandbox does not is an error, never null", async () => {
    const { errors } = await shop.ask("{ shop { merchantApprovalSignals { verifiedByShopify } } }");
    expect(errors?.[0]?.message).toBe("sandbox does not implement Shop.merchantApprovalSignals");
  });

  test.each<[string, string]>([
    ["{ shop }", "selectionMismatch"],
    ["{ product { id } }", "missingRequiredArguments"],
    ["{ shop(colour: 1) { id } }", "argumentNotAccepted"],
    ["query Q($a: Int) { shop { id } }", "variableNotUsed"],
    ["{ shop @odd { id } }", "undefinedDirective"],
  ])("%s", async (query, code) => {
    const { errors } = await shop.ask(query);
    expect(errors?.[0]?.extensions?.["code"]).toBe(code);
  });

  test("a token without the scope is denied the field, not the rest", async () => {
    const narrow = await openShop({ deployment: { scopes: ["read_products"] } });
    const { data, errors } = await narrow.ask("{ orders(first: 1) { nodes { id } } }");
    expect(data).toBeNull();
    expect(errors).toMatchObject([
      {
        message: "Access denied for orders field. Required access: `read_orders` access scope.",
        extensions: { code: "ACCESS_DENIED" },
      },
    ]);
    const allowed = await narrow.ask("{ products(first: 1) { nodes { title } } }");
    expect(allowed.errors).toBeUndefined();
    await narrow.close();
  }, 60_000);
});
