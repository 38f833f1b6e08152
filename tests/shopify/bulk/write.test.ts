import { afterAll, beforeAll, expect, test } from "vitest";
import { bulkState, cancelBulk } from "#app/shopify/bulk/operation.ts";
import {
  type BulkLine,
  findBulkWrite,
  readBulkResults,
  stageVariables,
  startBulkWrite,
} from "#app/shopify/bulk/write.ts";
import type { AdminClient } from "#app/shopify/api/client.ts";
import { stageUpload } from "#app/shopify/bulk/staged-upload.ts";
import { bulkLine, bulkUpdateVariants, lineOutcomes } from "#app/shopify/products/variant-writes.ts";
import { type VariantWrite } from "#app/shopify/products/variant-outcomes.ts";
import { type SandboxShop, sandboxShop } from "../sandbox-shop.ts";

const PRODUCTS = 40;
let shop: SandboxShop;
let client: AdminClient;

beforeAll(async () => {
  shop = await sandboxShop({ plan: "enterprise", currency: "EUR" });
  client = shop.client;
  for (let index = 0; index < PRODUCTS; index++) {
    const variants = [{ sku: `A-${index}`, price: "20.00" }];
    shop.sandbox.store.createProduct({ title: `Mug ${index}`, variants });
  }
});

afterAll(() => shop.close());

const writeOf = (index: number, price: string): VariantWrite => {
  const product = shop.sandbox.store.products.rows[index];
  const variants = [{ id: product?.variants[0]?.id ?? "", price }];
  return { productId: product?.id ?? "", currency: "EUR", variants };
};

const stage = (lines: Iterable<string>) => stageVariables(client, lines, undefined, shop.fetch);

async function ended(bulkId: string) {
  for (;;) {
    const state = await bulkState(client, bulkId);
    if (!["CREATED", "RUNNING", "CANCELING"].includes(state.status)) return state;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function results(url: string | null): Promise<BulkLine[]> {
  const lines: BulkLine[] = [];
  for await (const line of readBulkResults(url ?? "", undefined, shop.fetch)) lines.push(line);
  return lines;
}

test("one bulk mutation writes every product, and tells per line what it did not write", async () => {
  const writes = shop.sandbox.store.products.rows.map((_, index) =>
    writeOf(index, index === 3 ? "-1" : `${index + 1}.50`),
  );
  writes.push({ productId: "1", currency: "EUR", variants: [{ id: "1", price: "5" }] });
  const path = await stage(writes.map(bulkLine));
  const bulkId = await startBulkWrite(client, bulkUpdateVariants("bulk-1"), path);
  const state = await ended(bulkId);
  expect(state).toMatchObject({ status: "COMPLETED", objectCount: PRODUCTS + 1 });
  const lines = await results(state.url);
  const prices = lines.map((line) => {
    const write = writes[line.line];
    const [variant] = write ? lineOutcomes(write, line).variants : [];
    return [line.line, variant?.fields.price?.outcome, variant?.shows?.price];
  });
  expect(prices).toEqual(
    writes.map((_, line) =>
      line === 3 || line === PRODUCTS
        ? [line, "rejected", undefined]
        : [line, "applied", `${line + 1}.50 EUR`],
    ),
  );
  expect(shop.sandbox.store.variants.rows[10]?.price).toBe("11.50");
});

test("a bulk mutation is found again by its key", async () => {
  const path = await stage([bulkLine(writeOf(0, "7"))]);
  const bulkId = await startBulkWrite(client, bulkUpdateVariants("bulk-7f-2"), path);
  expect(await findBulkWrite(client, "bulk-7f-2")).toBe(bulkId);
  expect(await findBulkWrite(client, "bulk-7f-3")).toBeNull();
  expect(await findBulkWrite(client, "bulk-7f")).toBeNull();
  await ended(bulkId);
});

test("a line whose values fit no type is refused by itself", async () => {
  const wrong = writeOf(0, "7");
  const write = { ...wrong, variants: [{ id: wrong.variants[0]?.id ?? "", originCountry: "XQ" }] };
  const path = await stage([bulkLine(write), bulkLine(writeOf(1, "8"))]);
  const state = await ended(await startBulkWrite(client, bulkUpdateVariants("bulk-2"), path));
  const [first, second] = await results(state.url);
  expect(first && lineOutcomes(write, first).variants[0]?.fields.originCountry).toMatchObject({
    outcome: "rejected",
  });
  expect(second && lineOutcomes(writeOf(1, "8"), second).variants[0]?.fields.price).toEqual({
    outcome: "applied",
  });
});

test("a line that failed within Shopify leaves the outcome open", () => {
  const line = { line: 0, data: null, errors: [{ code: "INTERNAL_SERVER_ERROR", message: "Oops" }] };
  expect(lineOutcomes(writeOf(0, "7"), line)).toMatchObject({
    variants: [{ fields: { price: { outcome: "skipped" } } }],
    undetermined: "Oops",
  });
});

test("a sixth bulk mutation has to wait, and a cancelled one tells how far it came", async () => {
  const { bulkOperations } = shop.sandbox;
  bulkOperations.paused = true;
  const path = await stage([bulkLine(writeOf(0, "7"))]);
  const started: string[] = [];
  for (let index = 0; index < 5; index++) {
    started.push(await startBulkWrite(client, bulkUpdateVariants(`bulk-wait-${index}`), path));
  }
  const sixth = startBulkWrite(client, bulkUpdateVariants("bulk-wait-6"), path);
  await expect(sixth).rejects.toHaveProperty("name", "ShopifyUnavailable");
  await cancelBulk(client, started[0] ?? "");
  bulkOperations.paused = false;
  const states = await Promise.all(started.map(ended));
  expect(states.map(({ status }) => status)).toEqual(["CANCELED", ...Array<string>(4).fill("COMPLETED")]);
});

test("a file that nobody uploaded is refused", async () => {
  const started = startBulkWrite(client, bulkUpdateVariants("bulk-3"), "tmp/1/bulk/x/variables.jsonl");
  await expect(started).rejects.toHaveProperty("code", "NO_SUCH_FILE");
});

test("more variables than Shopify takes are refused before anything is sent", async () => {
  const megabyte = "x".repeat(1024 * 1024);
  const lines = function* () {
    for (let index = 0; index < 101; index++) yield megabyte;
  };
  const before = client.spent.requests;
  await expect(stage(lines())).rejects.toThrow(RangeError);
  expect(client.spent.requests).toBe(before);
});

test("a picture that is uploaded lies where Shopify said", async () => {
  const file = new Blob([new Uint8Array([137, 80, 78, 71, 13, 10])], { type: "image/png" });
  const upload = { resource: "IMAGE" as const, filename: "mug.png", mimeType: "image/png", file };
  const { resourceUrl } = await stageUpload(client, upload, undefined, shop.fetch);
  const found = shop.sandbox.uploads.byResourceUrl(resourceUrl);
  expect(found).toMatchObject({ filename: "mug.png", mimeType: "image/png" });
  expect(found?.bytes.equals(Buffer.from([137, 80, 78, 71, 13, 10]))).toBe(true);
});

test("a picture of no known format, and storage that does not answer, are told apart", async () => {
  const file = new Blob(["x"]);
  const upload = { resource: "IMAGE" as const, filename: "mug.exe", mimeType: "application/x-exe", file };
  await expect(stageUpload(client, upload, undefined, shop.fetch)).rejects.toHaveProperty(
    "name",
    "ShopifyRefused",
  );
  const away: typeof fetch = () => Promise.resolve(new Response("", { status: 503 }));
  const good = { ...upload, filename: "mug.png", mimeType: "image/png" };
  await expect(stageUpload(client, good, undefined, away)).rejects.toHaveProperty(
    "name",
    "ShopifyUnavailable",
  );
});
