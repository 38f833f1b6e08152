import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { itemGid, locationGid, openShop, type OpenShop } from "./open-shop.ts";

const RUN = `mutation Run($query: String!, $grouped: Boolean!) {
  bulkOperationRunQuery(query: $query, groupObjects: $grouped) {
    bulkOperation { id status objectCount url } userErrors { code field message }
  }
}`;

const SWEEP = `{ productVariants { edges { node { id sku inventoryItem { id inventoryLevels { edges { node {
  id location { id } quantities(names: ["available"]) { name quantity } } } } } } } } }`;

interface Started {
  bulkOperation: { id: string; status: string } | null;
  userErrors: { code: string; field: string[] | null; message: string }[];
}

let shop: OpenShop;

beforeAll(async () => {
  shop = await openShop({ plan: "enterprise" });
}, 60_000);

afterAll(() => shop.close());

async function run(query: string, grouped = false): Promise<Started> {
  const { data } = await shop.ask(RUN, { query, grouped });
  return data?.["bulkOperationRunQuery"] as Started;
}

async function finished(id: string) {
  await shop.sandbox.idle();
  const read = `query Done($id: ID!) { bulkOperation(id: $id) { status errorCode objectCount rootObjectCount fileSize url } }`;
  const { data } = await shop.ask(read, { id });
  return data?.["bulkOperation"] as { status: string; url: string | null; objectCount: string };
}

async function linesAt(url: string): Promise<Record<string, unknown>[]> {
  const { pathname } = new URL(url);
  const response = await fetch(`http://127.0.0.1:${shop.sandbox.httpPort}${pathname}`);
  const text = await response.text();
  return text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe("a bulk query", () => {
  test("is created, runs, and leaves lines in which children name their parent", async () => {
    const { bulkOperation, userErrors } = await run(SWEEP, true);
    expect(userErrors).toEqual([]);
    expect(bulkOperation).toMatchObject({ status: "CREATED", objectCount: "0", url: null });
    const done = await finished(bulkOperation!.id);
    expect(done).toMatchObject({
      status: "COMPLETED",
      errorCode: null,
      objectCount: "5",
      rootObjectCount: "2",
    });
    const [mug, level] = await linesAt(done.url!);
    const variant = `gid://shopify/ProductVariant/${shop.mug.id}`;
    expect(mug).toEqual({ id: variant, sku: "MUG", inventoryItem: { id: itemGid(shop.mug) } });
    expect(level).toEqual({
      id: shop.mug.item.levels[0]!.gid,
      location: { id: locationGid(shop.london) },
      quantities: [{ name: "available", quantity: 10 }],
      __parentId: variant,
    });
  });

  test("does not keep children beside their parent unless asked to", async () => {
    const { bulkOperation } = await run(SWEEP);
    const lines = await linesAt((await finished(bulkOperation!.id)).url!);
    expect(lines.map((line) => "__parentId" in line)).toEqual([false, false, true, true, true]);
  });

  test("that finds nothing has no file", async () => {
    const { bulkOperation } = await run(
      SWEEP.replace("productVariants", 'productVariants(query: "sku:NONE")'),
    );
    expect(await finished(bulkOperation!.id)).toMatchObject({
      status: "COMPLETED",
      objectCount: "0",
      url: null,
    });
  });

  test("can be cancelled while it waits or runs, and not afterwards", async () => {
    const cancel = `mutation C($id: ID!) {
      bulkOperationCancel(id: $id) { bulkOperation { status } userErrors { field message } } }`;
    shop.sandbox.bulkOperations.paused = true;
    const { bulkOperation } = await run(SWEEP);
    const first = await shop.ask(cancel, { id: bulkOperation!.id });
    expect(first.data).toEqual({
      bulkOperationCancel: { bulkOperation: { status: "CANCELING" }, userErrors: [] },
    });
    shop.sandbox.bulkOperations.paused = false;
    expect(await finished(bulkOperation!.id)).toMatchObject({ status: "CANCELED", url: null });
    const second = await shop.ask(cancel, { id: bulkOperation!.id });
    const message = "A bulk operation cannot be canceled when it is canceled";
    expect(second.data?.["bulkOperationCancel"]).toMatchObject({ userErrors: [{ field: null, message }] });
    const none = await shop.ask(cancel, { id: "gid://shopify/BulkOperation/1" });
    expect(none.data?.["bulkOperationCancel"]).toMatchObject({
      userErrors: [{ field: ["id"], message: "Bulk operation does not exist" }],
    });
  });

  test("waits its turn: the sixth at once is refused with the five that run", async () => {
    shop.sandbox.bulkOperations.paused = true;
    const running = await Promise.all([1, 2, 3, 4, 5].map(() => run(SWEEP)));
    const { bulkOperation, userErrors } = await run(SWEEP);
    shop.sandbox.bulkOperations.paused = false;
    const ids = running.map((started) => started.bulkOperation!.id);
    expect(bulkOperation).toBeNull();
    expect(userErrors).toEqual([
      {
        code: "OPERATION_IN_PROGRESS",
        field: null,
        message: `A bulk query operation for this app and shop is already in progress: ${ids.join(" ")}`,
      },
    ]);
    await shop.sandbox.idle();
  });

  test("is finished when its file is: the file is as long as it says", async () => {
    const { bulkOperation } = await run(SWEEP);
    const done = await finished(bulkOperation!.id);
    const file = shop.sandbox.bulkOperations.file(new URL(done.url!).pathname)!;
    expect(done).toMatchObject({ fileSize: String((await readFile(file)).length) });
  });
});

describe("the rules of bulk queries", () => {
  const levels = "inventoryLevels { edges { node { id } } }";
  test.each<[string, string]>([
    ["{ shop { name } }", "Bulk queries must contain at least one connection."],
    [
      "mutation { productUpdate { userErrors { message } } }",
      "Invalid operation type. Only `query` operations are supported.",
    ],
    [
      '{ node(id: "gid://shopify/Product/1") { id } }',
      "Bulk queries cannot contain a top level `node` field.",
    ],
    [
      "{ products { nodes { id } } }",
      "All connection fields in a bulk query must select their contents using 'edges' > 'node', e.g: 'products { edges { node {'. Selecting via 'nodes' is not supported. Invalid connection fields: 'products'.",
    ],
    [
      "{ products { edges { node { title variants { edges { node { id } } } } } } }",
      "The parent 'node' field for a nested connection must select the 'id' field without an alias and must be of 'ID' return type. Connection fields without 'id': products.",
    ],
    [
      `{ products { edges { node { id variants { edges { node { id inventoryItem { ${levels} } } } } } } } }`,
      "Bulk queries cannot contain connections with a nesting depth greater than 2.",
    ],
    [
      "{ products { edges { node { id a: media { edges { node { id } } } b: media { edges { node { id } } } c: media { edges { node { id } } } d: media { edges { node { id } } } e: media { edges { node { id } } } } } } }",
      "Bulk queries cannot contain more than 5 connections.",
    ],
    [
      "{ orders { edges { node { id fulfillments { fulfillmentLineItems { edges { node { id } } } } } } } }",
      "Queries that contain a connection field within a list field are not currently supported.",
    ],
    [
      "{ products { edges { node { colour } } } }",
      "Invalid bulk query: Field 'colour' doesn't exist on type 'Product'",
    ],
  ])("%s", async (query, message) => {
    expect(await run(query)).toEqual({
      bulkOperation: null,
      userErrors: [{ code: "INVALID", field: ["query"], message }],
    });
  });

  test("an unfinished query", async () => {
    const { userErrors } = await run("{ products {");
    expect(userErrors).toMatchObject([{ code: "INVALID", field: ["query"] }]);
    expect(userErrors[0]?.message).toMatch(/^Invalid bulk query: syntax error, /);
  });

  test("a text of 65,536 bytes", async () => {
    const { userErrors } = await run(SWEEP.padEnd(65_536));
    expect(userErrors[0]?.message).toBe("Query is too large (65536 bytes; maximum is 65535 bytes)");
  });
});
