import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { OrderAnswer } from "#app/endpoints/order-answer.ts";
import { openPage, type Answer, type Page } from "./product-page.ts";

const ORDER = "gid://shopify/Order/41";
let page: Page;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});

afterEach(() => {
  page.close();
  vi.useRealTimers();
});

/** Lets all pending promises resolve; the clock hardly moves. */
const settled = () => vi.advanceTimersByTimeAsync(100);
const later = () => vi.advanceTimersByTimeAsync(2_000);

async function open(
  kind: "block" | "action",
  answers: readonly Answer[],
  given?: Parameters<typeof openPage>[4],
): Promise<void> {
  page = await openPage(`admin.order-details.${kind}.render`, "order-in-step", ORDER, answers, given);
  await settled();
}

const NOBODY = { connection: "Wholesale ERP", number: "", message: "", at: null };

const SHIPPED: OrderAnswer = {
  state: "done",
  sentence: { key: "orderSays.reached.shipped", params: { ...NOBODY, number: "SO-77" } },
  cure: null,
  stages: [
    { name: "placed", state: "done", at: "2026-11-02T09:00:00Z" },
    { name: "exported", state: "done", at: "2026-11-02T09:01:00Z" },
    { name: "booked", state: "done", at: "2026-11-02T09:05:00Z" },
    { name: "picked", state: "done", at: null },
    { name: "shipped", state: "done", at: "2026-11-03T15:00:00Z" },
    { name: "delivered", state: "open", at: null },
    { name: "invoiced", state: "none", at: null },
  ],
  total: "120.50 EUR",
  sources: [
    {
      ...{ connection: "Wholesale ERP", number: "SO-77", total: "120.50 EUR" },
      url: "https://erp.example/SO-77",
    },
  ],
  parcels: [{ carrier: "PostNord", number: "A1", url: "https://tracking.example/A1" }],
  page: "app/orders/41",
};

const REFUSED: OrderAnswer = {
  ...SHIPPED,
  state: "stuck",
  sentence: { key: "orderSays.refused", params: { ...NOBODY, message: "The customer has no country." } },
  cure: "retry",
  sources: [{ connection: "Wholesale ERP", number: null, total: null, url: null }],
  parcels: [],
};

test("the order's page says in one sentence how far it is, with the ERP's number and the parcel", async () => {
  await open("block", [SHIPPED]);
  expect(page.asked).toEqual([`GET /api/order?order=${encodeURIComponent(ORDER)}`]);
  expect(page.text()).toContain("All of it is on its way to the customer.");
  const links = [...document.querySelectorAll("s-link")].map((one) => [
    one.textContent,
    one.getAttribute("href"),
  ]);
  expect(links).toEqual([
    ["SO-77 in Wholesale ERP", "https://erp.example/SO-77"],
    ["PostNord A1", "https://tracking.example/A1"],
  ]);
  expect(page.button("Try again now")).toBeUndefined();
  expect(page.button("Open in Concord")?.getAttribute("href")).toBe("app:app/orders/41");
});

test("an order that the ERP refused says why, and is tried again by one press", async () => {
  await open("block", [REFUSED, REFUSED, SHIPPED]);
  expect(page.text()).toContain("Wholesale ERP refused it: The customer has no country.");
  page.button("Try again now")?.dispatchEvent(new Event("click"));
  await settled();
  expect(page.asked.at(-1)).toBe(`POST /api/order/retry {"order":"${ORDER}"}`);
  await later();
  await later();
  expect(page.text()).toContain("All of it is on its way to the customer.");
});

test("what a person must decide leads to where it is decided", async () => {
  const decide = { ...REFUSED, cure: "decide" as const };
  await open("block", [decide]);
  expect(page.button("Try again now")).toBeUndefined();
  expect(page.button("Decide in Concord")?.getAttribute("href")).toBe("app:app/orders/41");
});

test("the whole way is one press away, each stage with its time", async () => {
  const navigate = vi.fn();
  await open("block", [SHIPPED], { navigate });
  page.button("Show the whole way")?.dispatchEvent(new Event("click"));
  expect(navigate).toHaveBeenCalledWith("extension://order-in-step");
  page.close();

  await open("action", [SHIPPED]);
  expect(page.text()).toMatch(
    /Placed2026-11-02T09:00.*Pickeddone.*Shipped2026-11-03T15:00.*Deliverednot yet/,
  );
  expect(page.text()).not.toContain("Invoiced");
  expect(page.text()).toMatch(/Total in the shopEUR 120.5.*Total in Wholesale ERPEUR 120.5/);
});

test("an order that Concord has not read, and a Concord that does not answer, are said to be so", async () => {
  await open("block", [{ status: 404 }]);
  expect(page.text()).toContain("Concord has not read this order yet.");
  page.close();
  await open("block", ["offline", SHIPPED]);
  expect(document.querySelector("s-banner")?.getAttribute("heading")).toBe("Concord does not answer");
  page.button("Try again")?.dispatchEvent(new Event("click"));
  await settled();
  expect(page.text()).toContain("All of it is on its way to the customer.");
});
