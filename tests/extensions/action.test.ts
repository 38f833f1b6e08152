import { afterEach, expect, test, vi } from "vitest";
import { IN_STEP, openPage, REFUSED, type Answer, type Page } from "./product-page.ts";

const PRODUCT = "gid://shopify/Product/1";
const VARIANT = "gid://shopify/ProductVariant/11";
let page: Page;

afterEach(() => page.close());

async function open(answers: readonly Answer[]): Promise<void> {
  page = await openPage("admin.product-variant-details.action.render", "why-not-in-step", VARIANT, answers);
  await vi.waitFor(() => expect(document.querySelector("s-spinner")).toBeNull());
}

test("it lists everything that is out of step, both sides beside each other", async () => {
  await open([REFUSED]);
  const rows = [...document.querySelectorAll("s-table-body s-table-row")].map((row) =>
    [...row.querySelectorAll("s-table-cell")].map((cell) => cell.textContent),
  );
  expect(rows).toEqual([
    ["85123A · Stock · Brno", "7", "5", "Refused"],
    ["85123A · Price", "EUR 11", "EUR 12.5", "Conflict"],
  ]);
  expect(page.text()).toContain("Shop shows 7, should show 5; Shopify refused it: No.");
});

test("it says when there is more than it lists", async () => {
  await open([{ ...REFUSED, more: true }]);
  expect(page.text()).toContain("There is more. Open it in Concord to see everything.");
});

test("of what is in step it only says so", async () => {
  await open([IN_STEP]);
  expect(page.text()).toContain("All 3 values are as your ERP says.");
  expect(document.querySelector("s-table")).toBeNull();
  expect(page.button("Repair")).toBeUndefined();
});

test("Repair is the primary action and asks for this variant", async () => {
  await open([REFUSED]);
  expect(page.button("Repair")?.getAttribute("slot")).toBe("primary-action");
  page.button("Repair")?.dispatchEvent(new Event("click"));
  await vi.waitFor(() => expect(page.asked.at(-1)).toBe(`POST /api/repair {"variant":"${VARIANT}"}`));
});

test("Close closes it", async () => {
  const close = vi.fn();
  page = await openPage("admin.product-details.action.render", "why-not-in-step", PRODUCT, [IN_STEP], {
    close,
  });
  page.button("Close")?.dispatchEvent(new Event("click"));
  expect(close).toHaveBeenCalledOnce();
});

test("without a network it says so", async () => {
  await open(["offline"]);
  expect(document.querySelector("s-banner")?.getAttribute("heading")).toBe("Concord does not answer");
});
