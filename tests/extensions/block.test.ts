import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { IN_STEP, openPage, REFUSED, type Answer, type Page } from "./product-page.ts";

const PRODUCT = "gid://shopify/Product/1";
let page: Page;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});

afterEach(() => {
  page.close();
  vi.useRealTimers();
});

async function open(answers: readonly Answer[], given?: Parameters<typeof openPage>[4]): Promise<void> {
  page = await openPage("admin.product-details.block.render", "in-step", PRODUCT, answers, given);
  await settled();
}

/** Lets all pending promises resolve; the clock hardly moves. */
const settled = () => vi.advanceTimersByTimeAsync(100);
const later = () => vi.advanceTimersByTimeAsync(2_000);

test("a product that is in step says so in one sentence, and there is nothing to repair", async () => {
  await open([IN_STEP]);
  expect(page.asked).toEqual([`GET /api/why?product=${encodeURIComponent(PRODUCT)}`]);
  expect(page.text()).toContain("All 3 values are as your ERP says.");
  expect(document.querySelector("s-badge")?.getAttribute("tone")).toBe("success");
  expect(page.button("Repair")).toBeUndefined();
  expect(page.button("Open in Concord")?.getAttribute("href")).toBe("app:app/product/1");
});

test("one that is not shows which value, why, and the arithmetic", async () => {
  await open([REFUSED]);
  const text = page.text();
  expect(text).toContain("Needs you");
  expect(text).toContain("Stock · Brno");
  expect(text).toContain("Shop shows 7, should show 5; Shopify refused it: No.");
  expect(text).toContain("Free in warehouse MAIN9");
  expect(text).toContain("Sold here, not yet in the ERP: #1041, #1042-2");
  expect(text).toContain("Should show5");
  expect(text).toContain("Shop shows7");
});

test("the page of a variant asks for the variant", async () => {
  const variant = "gid://shopify/ProductVariant/11";
  page = await openPage("admin.product-variant-details.block.render", "in-step", variant, [IN_STEP]);
  await settled();
  expect(page.asked).toEqual([`GET /api/why?variant=${encodeURIComponent(variant)}`]);
});

test("Repair asks Concord once and follows until all is in step", async () => {
  await open([REFUSED, REFUSED, IN_STEP]);
  page.button("Repair")?.dispatchEvent(new Event("click"));
  await settled();
  expect(page.asked.at(-1)).toBe(`POST /api/repair {"product":"${PRODUCT}"}`);
  expect(page.button("Repair")?.hasAttribute("loading")).toBe(true);
  await later();
  expect(page.text()).toContain("Needs you");
  await later();
  expect(page.text()).toContain("All 3 values are as your ERP says.");
  const asked = page.asked.length;
  for (let look = 0; look < 5; look++) await later();
  expect(page.asked).toHaveLength(asked);
});

test("what a repair cannot cure is not looked at for ever", async () => {
  await open([REFUSED]);
  page.button("Repair")?.dispatchEvent(new Event("click"));
  for (let look = 0; look < 20; look++) await later();
  expect(page.asked.filter((one) => one.startsWith("GET"))).toHaveLength(6);
  expect(page.button("Repair")?.hasAttribute("loading")).toBe(false);
});

test("a repair that nobody took on is said to be so", async () => {
  await open([REFUSED], { repairs: [500] });
  page.button("Repair")?.dispatchEvent(new Event("click"));
  await settled();
  expect(page.text()).toContain("The repair was not started.");
});

test("where only a person can help, it leads to the decision and offers no repair", async () => {
  const outOfStep = REFUSED.outOfStep.filter(({ verdict }) => verdict === "conflict");
  await open([{ ...REFUSED, cure: "resolve-conflict", outOfStep }]);
  expect(page.button("Repair")).toBeUndefined();
  expect(page.button("Decide in Concord")?.getAttribute("href")).toBe("app:app/product/1");
});

test("where several values are out of step, the action shows them all", async () => {
  const navigate = vi.fn();
  await open([REFUSED], { navigate });
  page.button("Show all 2 out of step")?.dispatchEvent(new Event("click"));
  expect(navigate).toHaveBeenCalledWith("extension://why-not-in-step");
});

test("without a network it says so, keeps calm, and tries again when told to", async () => {
  await open(["offline", IN_STEP]);
  expect(document.querySelector("s-banner")?.getAttribute("heading")).toBe("Concord does not answer");
  page.button("Try again")?.dispatchEvent(new Event("click"));
  await settled();
  expect(page.text()).toContain("All 3 values are as your ERP says.");
});

test("an answer that is an error is told apart from none", async () => {
  await open([{ status: 500 }]);
  expect(document.querySelector("s-banner")?.getAttribute("heading")).toBe("Concord could not say");
});

test("a product that Concord has never read is no error", async () => {
  await open([{ status: 404 }]);
  expect(page.text()).toContain("Concord has not read this product yet.");
  expect(document.querySelector("s-banner")).toBeNull();
});

test("while the answer is on its way, it says what it waits for", async () => {
  page = await openPage("admin.product-details.block.render", "in-step", PRODUCT, [IN_STEP]);
  expect(document.querySelector("s-spinner")?.getAttribute("accessibilitylabel")).toBe("Asking Concord");
  await settled();
  expect(document.querySelector("s-spinner")).toBeNull();
});
