import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { receiveTrigger } from "#app/shopify/shop/flow.ts";
import { answering, data } from "../answering.ts";
import { sandboxShop, type SandboxShop } from "../sandbox-shop.ts";

const PAYLOAD = {
  "Record kind": "price",
  Reason: "conflict",
  "Values waiting": 3,
  Examples: "85123A, 22423",
  Review: "https://concord-demo.myshopify.com/admin/apps/key/app/conflicts",
};
const HANDLE = "drift-needs-review";

let shop: SandboxShop;

beforeAll(async () => {
  shop = await sandboxShop();
});

afterAll(() => shop.close());

beforeEach(() => {
  shop.sandbox.workflows.started.length = 0;
});

describe("starting workflows", () => {
  test("Shopify hears the trigger under its handle, with every field, for one point", async () => {
    const before = shop.client.spent.points;
    const sent = await receiveTrigger(shop.client, { handle: HANDLE, payload: PAYLOAD });
    expect(sent).toEqual({ outcome: "applied" });
    expect(shop.sandbox.workflows.started).toMatchObject([{ handle: HANDLE, payload: PAYLOAD }]);
    expect(shop.client.spent.points - before).toBe(1);
  });

  test("a handle that was never deployed is refused in Shopify's words", async () => {
    const sent = await receiveTrigger(shop.client, { handle: "nobody", payload: PAYLOAD });
    expect(sent).toMatchObject({
      outcome: "rejected",
      message: expect.stringContaining("Invalid handle") as string,
    });
    expect(shop.sandbox.workflows.started).toEqual([]);
  });

  test("a field too many, one that is missing and one of another type are all named", async () => {
    const { Reason: _, ...rest } = PAYLOAD;
    const payload = { ...rest, Colour: "red", Review: "not-a-url" };
    const sent = await receiveTrigger(shop.client, { handle: HANDLE, payload });
    expect(sent).toMatchObject({ outcome: "rejected" });
    const message = "message" in sent ? sent.message : "";
    expect(message).toContain("Invalid field: 'Colour'.");
    expect(message).toContain("Required field missing: 'Reason'.");
    expect(message).toContain("Type error for field 'Review': not-a-url is not an absolute URL.");
  });

  test("where Shopify does not let the app do it, that is an answer and no reason to try for ever", async () => {
    const denied = { errors: [{ message: "Access denied.", extensions: { code: "ACCESS_DENIED" } }] };
    const { client } = answering(Response.json(denied));
    expect(await receiveTrigger(client, { handle: HANDLE, payload: PAYLOAD })).toMatchObject({
      outcome: "rejected",
      code: "ACCESS_DENIED",
    });
  });

  test("more than Shopify takes is not even sent", async () => {
    const { client, asked } = answering(data({ flowTriggerReceive: { userErrors: [] } }));
    const payload = { ...PAYLOAD, Examples: "x".repeat(50_000) };
    await expect(receiveTrigger(client, { handle: HANDLE, payload })).rejects.toThrow(RangeError);
    expect(asked).toEqual([]);
  });
});
