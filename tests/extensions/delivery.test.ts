import { join } from "node:path";
import { getExtension } from "@shopify/ui-extensions-tester";
import { render } from "preact";
import { afterEach, expect, test, vi } from "vitest";
import type { Delivery } from "#app/core/orders/progress/delivery.ts";
import { ROOT, translator } from "./product-page.ts";

const FOLDER = join(ROOT, "extensions/delivery");
const ORDER = "gid://shopify/Order/41";

const SHIPPED: Delivery = {
  cancelledAt: null,
  promisedAt: null,
  steps: [
    { step: "ordered", at: "2026-11-02T09:00:00Z", reached: "all" },
    { step: "preparing", at: "2026-11-03T09:00:00Z", reached: "all" },
    { step: "shipped", at: "2026-11-03T15:00:00Z", reached: "all" },
    { step: "out-for-delivery", at: null, reached: "none" },
    { step: "delivered", at: null, reached: "none" },
  ],
  parcels: [
    {
      ...{ carrier: "PostNord", number: "A1", url: "https://tracking.example/A1" },
      ...{ step: "shipped", at: "2026-11-03T15:00:00Z" },
    },
  ],
  waiting: 0,
};

let close = () => {};
afterEach(() => {
  close();
  vi.unstubAllEnvs();
});

/** Opens the customer's page of the order; Concord gives the answers in turn. */
async function open(answers: readonly (Delivery | number)[]) {
  vi.stubEnv("APP_URL", "https://concord.example");
  const extension = getExtension("customer-account.order-status.block.render", { configSearchDir: FOLDER });
  extension.setUp();
  const order = { id: ORDER, name: "#1041" };
  Object.assign(extension.shopify, {
    order: { value: order, subscribe: () => () => {} },
    sessionToken: { get: () => Promise.resolve("token-of-the-customer") },
    localization: { timezone: { value: "Europe/Prague" } },
    i18n: {
      translate: translator("delivery"),
      formatDate: (date: Date, options: Intl.DateTimeFormatOptions) =>
        new Intl.DateTimeFormat("en", options).format(date),
    },
  });
  const asked: { url: string; token: string | null }[] = [];
  extension.fetch = vi.fn((input: RequestInfo | URL, init?: RequestInit) => {
    asked.push({ url: input as string, token: new Headers(init?.headers).get("authorization") });
    const answer = answers[Math.min(asked.length, answers.length) - 1];
    if (answer === undefined) return Promise.reject(new TypeError("Failed to fetch"));
    return Promise.resolve(
      typeof answer === "number"
        ? new Response("{}", { status: answer })
        : new Response(JSON.stringify(answer), { status: 200 }),
    );
  });
  await extension.render();
  close = () => {
    render(null, document.body);
    extension.tearDown();
  };
  await vi.waitFor(() => expect(asked.length).toBeGreaterThan(0));
  await new Promise((resolve) => setTimeout(resolve, 20));
  return asked;
}

const text = () => document.body.textContent ?? "";

test("the customer's page asks the app about this order, with the customer's own token", async () => {
  const asked = await open([SHIPPED]);
  expect(asked).toEqual([
    {
      url: `https://concord.example/api/delivery?order=${encodeURIComponent(ORDER)}`,
      token: "Bearer token-of-the-customer",
    },
  ]);
});

test("one timeline says how far the order is, and where each parcel can be followed", async () => {
  await open([SHIPPED]);
  expect(text()).toMatch(/Ordered.*Nov 2, 2026.*Packed.*Shipped.*Nov 3, 2026.*Out for delivery.*not yet/s);
  const link = document.querySelector("s-link");
  expect(link?.textContent).toBe("PostNord A1");
  expect(link?.getAttribute("href")).toBe("https://tracking.example/A1");
});

test("what is still to come is said, with the day it was promised for", async () => {
  await open([{ ...SHIPPED, waiting: 2, promisedAt: "2026-11-06T10:00:00Z" }]);
  expect(text()).toContain("What is still to come is planned to leave on Nov 6, 2026.");
  expect(text()).toContain("2 more pieces are being prepared.");
});

test("a cancelled order says so and nothing else", async () => {
  await open([{ ...SHIPPED, cancelledAt: "2026-11-04T10:00:00Z" }]);
  expect(text()).toContain("This order was cancelled on Nov 4, 2026.");
  expect(text()).not.toContain("Packed");
});

test("an order that Concord does not know adds nothing to the page", async () => {
  await open([404]);
  expect(text()).toBe("");
});

test("where Concord does not answer, the customer can ask again", async () => {
  const asked = await open([500, SHIPPED]);
  expect(text()).toContain("We could not ask where your order is.");
  document.querySelector("s-button")?.dispatchEvent(new Event("click"));
  await vi.waitFor(() => expect(text()).toContain("Packed"));
  expect(asked).toHaveLength(2);
});
