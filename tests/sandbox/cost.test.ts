import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openShop, type OpenShop } from "./open-shop.ts";

interface Cost {
  requestedQueryCost: number;
  actualQueryCost: number | null;
  throttleStatus: { maximumAvailable: number; currentlyAvailable: number; restoreRate: number };
}

let shop: OpenShop;

beforeAll(async () => {
  shop = await openShop();
}, 60_000);

afterAll(() => shop.close());

async function costOf(query: string, variables: Record<string, unknown> = {}): Promise<Cost> {
  const answer = await shop.ask(query, variables);
  return answer.extensions?.["cost"] as Cost;
}

describe("the requested cost", () => {
  test.each<[number, number]>([
    [1, 3],
    [5, 5],
    [10, 6],
    [50, 9],
    [250, 13],
  ])("a page of %i leaves costs %i", async (first, cost) => {
    const { requestedQueryCost } = await costOf(`{ products(first: ${first}) { nodes { title } } }`);
    expect(requestedQueryCost).toBe(cost);
  });

  test.each<[string, number]>([
    ["{ shop { name } }", 1],
    ["{ shop { plan { publicDisplayName } primaryDomain { host } } }", 3],
    [
      '{ product(id: "gid://shopify/Product/1") { variants(first: 250) { nodes { inventoryItem { id } } } } }',
      25,
    ],
    ["{ productsCount { count } }", 10],
    ["{ products(first: 10) { pageInfo { hasNextPage } edges { node { variantsCount { count } } } } }", 10],
    ["{ locations(first: 10) { nodes { address { city } } } }", 6],
    ["query Q($n: Int = 250) { products(first: $n) { nodes { title } } }", 13],
    ["query Q($yes: Boolean = false) { shop { name plan @include(if: $yes) { publicDisplayName } } }", 1],
    ["{ products(first: 10) { ...P } } fragment P on ProductConnection { nodes { title } }", 6],
  ])("%s", async (query, cost) => {
    expect((await costOf(query)).requestedQueryCost).toBe(cost);
  });

  test("a mutation costs ten and what is selected below its payload's objects", async () => {
    const input = { name: "available", reason: "correction", quantities: [] };
    const set = `mutation S($input: InventorySetQuantitiesInput!) { inventorySetQuantities(input: $input) @idempotent(key: "k") {
      inventoryAdjustmentGroup { id changes { item { id } location { id } } } userErrors { message } } }`;
    expect(await costOf(set, { input })).toMatchObject({ requestedQueryCost: 13, actualQueryCost: 10 });
  });

  test("above a thousand a query is not executed", async () => {
    const page =
      "inventoryItem { inventoryLevels(first: 250) { nodes { location { inventoryLevels(first: 250) { nodes { item { id } } } } } } }";
    const { data, errors } = await shop.ask(`{ productVariants(first: 250) { nodes { ${page} } } }`);
    expect(data).toBeNull();
    expect(errors?.[0]).toMatchObject({ extensions: { code: "MAX_COST_EXCEEDED", maxCost: 1000 } });
    expect(errors?.[0]?.message).toMatch(
      /^Query cost is \d+, which exceeds the single query max cost limit \(1000\)\./,
    );
  });
});

describe("the bucket", () => {
  test.each<["standard" | "advanced" | "plus" | "enterprise", number]>([
    ["standard", 100],
    ["advanced", 200],
    ["plus", 1000],
    ["enterprise", 2000],
  ])(
    "of plan %s restores %i points a second and holds twenty seconds of that",
    async (plan, rate) => {
      const other = await openShop({ plan });
      const { extensions } = await other.ask("{ shop { name } }");
      expect(extensions).toMatchObject({
        cost: { throttleStatus: { restoreRate: rate, maximumAvailable: 20 * rate } },
      });
      await other.close();
    },
    60_000,
  );

  test("what was requested and not used is given back", async () => {
    const cost = await costOf(
      '{ productVariants(first: 250, query: "sku:NONE") { nodes { inventoryItem { id } } } }',
    );
    expect(cost).toMatchObject({ requestedQueryCost: 24, actualQueryCost: 2 });
    expect(cost.throttleStatus.currentlyAvailable).toBeGreaterThan(2000 - 200);
  });

  test("an empty bucket answers 200 with THROTTLED and executes nothing", async () => {
    const other = await openShop();
    // Nothing is given back for a page that is full at every level, so this empties the bucket quickly.
    const dear = Array.from({ length: 90 }, (_, index) => `c${index}: productsCount { count }`).join(" ");
    const answers = await Promise.all([1, 2, 3, 4].map(() => other.ask(`{ ${dear} }`)));
    const throttled = answers.find((answer) => answer.errors);
    expect(throttled?.status).toBe(200);
    expect(throttled?.data).toBeNull();
    expect(throttled?.errors).toMatchObject([{ message: "Throttled", extensions: { code: "THROTTLED" } }]);
    expect(throttled?.extensions).toMatchObject({ cost: { requestedQueryCost: 900, actualQueryCost: null } });
    expect(other.sandbox.stats).toMatchObject({ requests: 4, throttled: 2, points: 1800 });
    await other.close();
  }, 60_000);
});
