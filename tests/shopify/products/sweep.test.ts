import { expect, test } from "vitest";
import { bulkState, cancelBulk } from "#app/shopify/bulk/operation.ts";
import { startSweep } from "#app/shopify/products/sweep.ts";
import { answering, data } from "../answering.ts";

test("a sweep is grouped, so that levels follow their variant", async () => {
  const started = { bulkOperation: { id: "gid://shopify/BulkOperation/99" }, userErrors: [] };
  const { client, asked } = answering(data({ bulkOperationRunQuery: started }));
  expect(await startSweep(client)).toBe("99");
  expect(asked[0]?.query).toContain("groupObjects: true");
});

test("a sixth bulk query has to wait", async () => {
  const refused = {
    bulkOperation: null,
    userErrors: [{ code: "OPERATION_IN_PROGRESS", message: "A bulk query operation is running." }],
  };
  const { client } = answering(data({ bulkOperationRunQuery: refused }));
  await expect(startSweep(client)).rejects.toHaveProperty("name", "ShopifyUnavailable");
});

test("a sweep's state counts in numbers", async () => {
  const bulkOperation = {
    status: "COMPLETED",
    url: "https://storage.googleapis.com/x",
    partialDataUrl: null,
    createdAt: "2026-11-21T10:00:00Z",
    objectCount: "2000001",
    errorCode: null,
  };
  const shop = { currencyCode: "EUR" };
  const { client, asked } = answering(data({ bulkOperation, shop }), data({ bulkOperation: null, shop }));
  expect(await bulkState(client, "99")).toEqual({
    status: "COMPLETED",
    url: "https://storage.googleapis.com/x",
    partialUrl: null,
    createdAt: new Date("2026-11-21T10:00:00Z"),
    objectCount: 2_000_001,
    errorCode: null,
    currency: "EUR",
  });
  expect(asked[0]?.variables).toEqual({ id: "gid://shopify/BulkOperation/99" });
  await expect(bulkState(client, "98")).rejects.toHaveProperty("code", "NOT_FOUND");
});

test("a sweep that has ended can be cancelled without harm", async () => {
  const userErrors = [{ message: "A bulk operation cannot be canceled when it is completed" }];
  const { client } = answering(data({ bulkOperationCancel: { userErrors } }));
  await expect(cancelBulk(client, "99")).resolves.toBeUndefined();
});
