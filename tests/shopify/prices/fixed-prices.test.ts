import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { AdminClient } from "#app/shopify/api/client.ts";
import type { FixedPriceWrite } from "#app/shopify/prices/fixed-price-outcomes.ts";
import { writeFixedPrices } from "#app/shopify/prices/fixed-prices.ts";
import {
  type FixedPrice,
  readFixedPrices,
  readFixedPricesOf,
  readPriceLists,
} from "#app/shopify/prices/lists.ts";
import type { PriceList } from "#sandbox/shopify/state/price-list-rows.ts";
import { answering, data } from "../answering.ts";
import { type SandboxShop, sandboxShop } from "../sandbox-shop.ts";

const VARIANTS = 300;
const applied = { outcome: "applied" };
const skipped = { outcome: "skipped" };
let shop: SandboxShop;
let client: AdminClient;
let ids: string[];
let wholesale: PriceList;
let norway: PriceList;

beforeAll(async () => {
  shop = await sandboxShop({ plan: "enterprise", currency: "EUR" });
  client = shop.client;
  const { store } = shop.sandbox;
  const variants = Array.from({ length: VARIANTS }, (_, index) => ({ sku: `A-${index}`, price: "20.00" }));
  ids = store.createProduct({ title: "Mug", variants }).variants.map(({ id }) => id);
});

afterAll(() => shop.close());

beforeEach(() => {
  const { store } = shop.sandbox;
  for (const { id } of [...store.priceLists.rows]) store.deletePriceList(id);
  const catalog = { kind: "CompanyLocationCatalog", title: "Wholesale customers" } as const;
  const adjustment = { type: "PERCENTAGE_DECREASE", value: 20 } as const;
  wholesale = store.createPriceList({ name: "Wholesale", currency: "EUR", catalog, adjustment });
  norway = store.createPriceList({
    name: "Norway",
    currency: "NOK",
    catalog: { kind: "MarketCatalog", title: "Norway" },
  });
});

const variant = (index: number): string => ids[index] ?? "";

function write(list: PriceList, part: Partial<FixedPriceWrite>) {
  const nothing = { set: [], remove: [], breaks: { set: [], remove: [] } };
  return writeFixedPrices(client, { listId: list.id, currency: list.currency, ...nothing, ...part });
}

async function allOf(list: PriceList): Promise<FixedPrice[]> {
  const prices: FixedPrice[] = [];
  for await (const page of readFixedPrices(client, list.id)) prices.push(...page);
  return prices;
}

test("price lists come with their currency and the catalog that uses them", async () => {
  shop.sandbox.store.editFixedPrice(wholesale.id, variant(0), { price: "15" });
  expect(await readPriceLists(client)).toEqual([
    {
      id: wholesale.id,
      name: "Wholesale",
      currency: "EUR",
      catalog: "Wholesale customers",
      fixedPrices: 1,
    },
    { id: norway.id, name: "Norway", currency: "NOK", catalog: "Norway", fixedPrices: 0 },
  ]);
});

describe("reading", () => {
  test("every fixed price is read, and none that the list's percentage makes", async () => {
    const { store } = shop.sandbox;
    for (const id of ids.slice(0, 260)) store.editFixedPrice(wholesale.id, id, { price: "15.5" });
    store.editQuantityBreaks(wholesale.id, variant(0), [
      { minimumQuantity: 100, price: "13" },
      { minimumQuantity: 10, price: "14" },
    ]);
    const prices = await allOf(wholesale);
    expect(prices.map(({ variantId }) => variantId)).toEqual(ids.slice(0, 260));
    expect(prices[0]).toEqual({
      variantId: variant(0),
      price: "15.50 EUR",
      compareAt: "",
      breaks: [
        { id: expect.any(String) as string, minimumQuantity: 10, price: "14.00 EUR" },
        { id: expect.any(String) as string, minimumQuantity: 100, price: "13.00 EUR" },
      ],
    });
  });

  test("those of some variants are read by themselves; a variant without one is absent", async () => {
    const { store } = shop.sandbox;
    for (const id of ids) store.editFixedPrice(wholesale.id, id, { price: "15.5", compareAt: "20" });
    store.editFixedPrice(wholesale.id, variant(7), null);
    const wanted = ids.slice(0, 120);
    const prices = await readFixedPricesOf(client, wholesale.id, wanted);
    expect(prices.map(({ variantId }) => variantId)).toEqual(wanted.filter((id) => id !== variant(7)));
    expect(prices[0]?.compareAt).toBe("20.00 EUR");
  });

  test("a list that is gone is not an empty one", async () => {
    shop.sandbox.store.deletePriceList(norway.id);
    await expect(allOf(norway)).rejects.toHaveProperty("code", "PRICE_LIST_NOT_FOUND");
  });
});

describe("writing", () => {
  test("prices are set, changed and removed", async () => {
    const set = [
      { variantId: variant(0), price: "199", compareAt: "249.90" },
      { variantId: variant(1), price: "99", compareAt: "" },
    ];
    expect((await write(norway, { set })).set).toEqual([applied, applied]);
    const changed = [{ variantId: variant(0), price: "189", compareAt: "" }];
    const outcomes = await write(norway, { set: changed, remove: [variant(1)] });
    expect(outcomes).toMatchObject({ set: [applied], remove: [applied], undetermined: null });
    expect(await allOf(norway)).toEqual([
      { variantId: variant(0), price: "189.00 NOK", compareAt: "", breaks: [] },
    ]);
    expect((await write(norway, { remove: [variant(0)] })).remove).toEqual([applied]);
    expect(await allOf(norway)).toEqual([]);
  });

  test("a price that is gone already counts as removed, and spoils nothing but this call", async () => {
    shop.sandbox.store.editFixedPrice(norway.id, variant(1), { price: "99" });
    const { remove } = await write(norway, { remove: [variant(0), variant(1)] });
    expect(remove).toEqual([applied, skipped]);
  });

  test("a variant that was deleted is refused, and the others go again", async () => {
    const set = ["1", variant(0)].map((variantId) => ({ variantId, price: "9", compareAt: "" }));
    const outcomes = await write(norway, { set });
    expect(outcomes.set).toEqual([
      { outcome: "rejected", code: "VARIANT_NOT_FOUND", message: "Product variant ID does not exist." },
      skipped,
    ]);
  });

  test("prices in another currency than the list's are refused by name", async () => {
    const set = [{ variantId: variant(0), price: "9", compareAt: "" }];
    const { set: outcomes } = await write({ ...norway, currency: "SEK" }, { set });
    expect(outcomes[0]).toMatchObject({ outcome: "rejected", code: "PRICE_LIST_CURRENCY_MISMATCH" });
  });

  test("of a list that is gone every row is refused", async () => {
    shop.sandbox.store.deletePriceList(norway.id);
    const set = [{ variantId: variant(0), price: "9", compareAt: "" }];
    const outcomes = await write(norway, { set, remove: [variant(1)] });
    const gone = { outcome: "rejected", code: "PRICE_LIST_NOT_FOUND" };
    expect(outcomes).toMatchObject({ set: [gone], remove: [gone] });
  });

  test("a variant cannot be both set and removed, nor can more than 250 be written", async () => {
    const row = { variantId: variant(0), price: "9", compareAt: "" };
    await expect(write(norway, { set: [row], remove: [variant(0)] })).rejects.toThrow(RangeError);
    await expect(write(norway, { remove: ids.slice(0, 251) })).rejects.toThrow(RangeError);
  });

  test("an error that names no row leaves the outcome open", async () => {
    const userErrors = [{ field: null, code: "GENERIC_ERROR", message: "Please try again later." }];
    const answered = answering(data({ priceListFixedPricesAdd: { prices: null, userErrors } }));
    const set = [{ variantId: "1", price: "9", compareAt: "" }];
    const nothing = { remove: [], breaks: { set: [], remove: [] } };
    const outcomes = await writeFixedPrices(answered.client, {
      listId: "1",
      currency: "EUR",
      set,
      ...nothing,
    });
    expect(outcomes).toMatchObject({ set: [skipped], undetermined: "Please try again later." });
  });
});

describe("quantity breaks", () => {
  const row = (minimumQuantity: number, price: string) => ({
    variantId: variant(0),
    minimumQuantity,
    price,
  });
  const shownBreaks = async () => {
    const [price] = await readFixedPricesOf(client, wholesale.id, [variant(0)]);
    return price?.breaks.map(({ minimumQuantity, price: reduced }) => [minimumQuantity, reduced]);
  };

  test("come with their fixed price, are changed and removed by their quantity", async () => {
    const set = [{ variantId: variant(0), price: "15", compareAt: "" }];
    const first = { set: [row(10, "14"), row(50, "13")], remove: [] };
    const outcomes = await write(wholesale, { set, breaks: first });
    expect(outcomes).toMatchObject({ set: [applied], breaks: { set: [applied, applied] } });
    expect(await shownBreaks()).toEqual([
      [10, "14.00 EUR"],
      [50, "13.00 EUR"],
    ]);
    const second = { set: [row(10, "13.90")], remove: [row(50, ""), row(99, "")] };
    const again = await write(wholesale, { breaks: second });
    expect(again.breaks).toEqual({ set: [applied], remove: [applied, applied] });
    expect(await shownBreaks()).toEqual([[10, "13.90 EUR"]]);
  });

  test("removing one that is not there asks nothing of Shopify", async () => {
    const { breaks } = await write(wholesale, { breaks: { set: [], remove: [row(10, "")] } });
    expect(breaks.remove).toEqual([applied]);
    expect(shop.sandbox.stats.mutations["quantityPricingByVariantUpdate"]).toBe(2);
  });

  test("one without a fixed price is refused, and nothing else of the call is written", async () => {
    const set = [{ variantId: variant(1), price: "15", compareAt: "" }];
    const outcomes = await write(wholesale, { set, breaks: { set: [row(10, "14")], remove: [] } });
    expect(outcomes.set).toEqual([skipped]);
    expect(outcomes.breaks.set[0]).toMatchObject({
      outcome: "rejected",
      code: "QUANTITY_PRICE_BREAK_ADD_PRICE_LIST_PRICE_NOT_FOUND",
    });
    expect(await allOf(wholesale)).toEqual([]);
  });

  test("markets have none", async () => {
    shop.sandbox.store.editFixedPrice(norway.id, variant(0), { price: "99" });
    const { breaks } = await write(norway, { breaks: { set: [row(10, "90")], remove: [] } });
    expect(breaks.set[0]).toMatchObject({ code: "QUANTITY_PRICE_BREAK_ADD_INVALID" });
  });
});
