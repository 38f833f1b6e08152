import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { readSweep } from "#app/shopify/products/sweep-file.ts";
import type { SweptVariant } from "#app/shopify/products/variants.ts";

const URL = "https://storage.googleapis.com/bulk/result.jsonl";

const variantLine = (id: number) => ({
  id: `gid://shopify/ProductVariant/${id}`,
  sku: id % 2 === 0 ? `SKU-${id}` : "",
  barcode: null,
  title: "Größe L",
  price: "12.50",
  compareAtPrice: null,
  requiresComponents: false,
  product: {
    id: "gid://shopify/Product/3",
    title: "Mug",
    status: "ACTIVE",
    vendor: "Acme",
    tags: ["kitchen"],
    featuredMedia: { preview: { image: { url: "https://cdn.shopify.com/mug.png" } } },
  },
  inventoryItem: {
    id: `gid://shopify/InventoryItem/${id}0`,
    tracked: true,
    countryCodeOfOrigin: null,
    harmonizedSystemCode: null,
    unitCost: null,
    measurement: { weight: { value: 0, unit: "KILOGRAMS" } },
  },
});

const levelLine = (parent: string, location: number) => ({
  id: `gid://shopify/InventoryLevel/4?inventory_item_id=10`,
  location: { id: `gid://shopify/Location/${location}` },
  quantities: [
    { name: "available", quantity: 4 },
    { name: "on_hand", quantity: 5 },
    { name: "committed", quantity: 1 },
  ],
  __parentId: parent,
});

function answer(lines: readonly unknown[], pieceBytes = 64 * 1024): typeof fetch {
  const bytes = Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
  let sent = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (sent >= bytes.length) controller.close();
      else controller.enqueue(bytes.subarray(sent, (sent += pieceBytes)));
    },
  });
  return () => Promise.resolve(new Response(body));
}

async function read(get: typeof fetch): Promise<SweptVariant[][]> {
  const chunks: SweptVariant[][] = [];
  for await (const chunk of readSweep(URL, "EUR", undefined, get)) chunks.push(chunk);
  return chunks;
}

test("a variant comes with the levels that follow it, wherever the network cuts", async () => {
  const lines = [
    variantLine(1),
    levelLine("gid://shopify/ProductVariant/1", 7),
    levelLine("gid://shopify/ProductVariant/1", 8),
    variantLine(2),
  ];
  for (const pieceBytes of [1, 7, 100, 64 * 1024]) {
    const [chunk] = await read(answer(lines, pieceBytes));
    expect(chunk).toEqual([
      {
        id: "1",
        inventoryItemId: "10",
        productId: "3",
        sku: null,
        barcode: null,
        productTitle: "Mug",
        title: "Größe L",
        imageUrl: "https://cdn.shopify.com/mug.png",
        vendor: "Acme",
        tags: ["kitchen"],
        price: "12.50",
        fields: {
          price: "12.50 EUR",
          compareAt: "",
          cost: "",
          barcode: "",
          weight: "",
          originCountry: "",
          hsCode: "",
        },
        tracked: true,
        hasComponents: false,
        productStatus: "ACTIVE",
        levels: [
          { locationId: "7", available: 4, onHand: 5, committed: 1 },
          { locationId: "8", available: 4, onHand: 5, committed: 1 },
        ],
      },
      expect.objectContaining({ id: "2", sku: "SKU-2", levels: [] }),
    ]);
  }
});

test("chunks hold 500 variants, each with all its levels", async () => {
  const lines = Array.from({ length: 1001 }, (_, index) => [
    variantLine(index),
    levelLine(`gid://shopify/InventoryItem/${index}0`, 7),
  ]).flat();
  const chunks = await read(answer(lines));
  expect(chunks.map((chunk) => chunk.length)).toEqual([500, 500, 1]);
  expect(chunks.flat().every(({ levels }) => levels.length === 1)).toBe(true);
});

test("a level that follows another variant is never booked on it", async () => {
  const lines = [variantLine(1), levelLine("gid://shopify/ProductVariant/2", 7)];
  await expect(read(answer(lines))).rejects.toThrow("does not follow its variant");
});

describe("a file that cannot be read", () => {
  test.each<[string, typeof fetch, string]>([
    ["is gone", () => Promise.resolve(new Response("", { status: 403 })), "answered 403"],
    ["breaks off", () => Promise.reject(new TypeError("terminated")), "broke off"],
    ["has an endless line", answer([{ id: "x".repeat(2 * 1024 * 1024) }]), "A line of more than"],
  ])("%s", async (_, get, message) => {
    await expect(read(get)).rejects.toThrow(message);
  });

  test("is cut in the middle of a line", async () => {
    const cut = Buffer.from(JSON.stringify(variantLine(1))).subarray(0, 50);
    await expect(read(() => Promise.resolve(new Response(cut)))).rejects.toThrow("is cut off");
  });

  test("is not behind https", async () => {
    const swept = readSweep("http://storage.googleapis.com/x", "EUR", undefined, answer([]));
    await expect(swept.next()).rejects.toThrow("Not a safe address");
  });
});

describe("time", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test("a connection that falls silent is given up after a minute", async () => {
    const silent = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(Buffer.from("\n")),
    });
    const read = readSweep(URL, "EUR", undefined, () => Promise.resolve(new Response(silent))).next();
    const given = expect(read).rejects.toHaveProperty("name", "ShopifyUnavailable");
    await vi.advanceTimersByTimeAsync(61_000);
    await given;
  });

  test("a reader may take as long as it likes over a chunk", async () => {
    const lines = Array.from({ length: 1200 }, (_, index) => variantLine(index));
    const swept = readSweep(URL, "EUR", undefined, answer(lines));
    for (const size of [500, 500, 200]) {
      const { value } = await swept.next();
      expect(value).toHaveLength(size);
      await vi.advanceTimersByTimeAsync(600_000);
    }
    expect((await swept.next()).done).toBe(true);
  });
});

test("leaving early closes the connection", async () => {
  let cancelled = false;
  const line = Buffer.from(`${JSON.stringify(variantLine(1))}\n`.repeat(600));
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(line),
    cancel: () => void (cancelled = true),
  });
  for await (const chunk of readSweep(URL, "EUR", undefined, () => Promise.resolve(new Response(body)))) {
    expect(chunk).toHaveLength(500);
    break;
  }
  expect(cancelled).toBe(true);
});
