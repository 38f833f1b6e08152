import { expect, test } from "vitest";
import { LANES, laneOf, slotsOf } from "#app/jobs/lanes.ts";

const shop = "a.myshopify.com";

test("webhooks and quantities have slots that no source and no catalogue can take", () => {
  expect(laneOf({ name: "inbox", shop })).toBe("live");
  expect(laneOf({ name: "converge", shop, record: "stock" })).toBe("live");
  expect(laneOf({ name: "pull", shop, feedId: "1" })).toBe("sources");
  expect(laneOf({ name: "converge", shop, record: "order" })).toBe("sources");
  expect(laneOf({ name: "converge", shop, record: "content" })).toBe("shop");
  expect(laneOf({ name: "sweep", shop })).toBe("shop");
});

test("a shop has its share of a lane and no more, until it frees a slot", () => {
  const slots = slotsOf(LANES.sources);
  const own = Array.from({ length: LANES.sources.perShop }, () => slots.take(shop));
  expect(own.every(Boolean)).toBe(true);
  expect(slots.take(shop)).toBeNull();
  expect(slots.take("b.myshopify.com")).not.toBeNull();
  own[0]?.free();
  expect(slots.take(shop)).not.toBeNull();
});

test("a long job gives up its slot only where others may be waiting", () => {
  let now = 0;
  const slots = slotsOf({ slots: 2, perShop: 1, sliceMs: 1_000 }, () => now);
  const first = slots.take(shop);
  now = 60_000;
  expect(first?.isOver).toBe(false);
  const second = slots.take("b.myshopify.com");
  expect(first?.isOver).toBe(true);
  expect(second?.isOver).toBe(false);
  second?.free();
  expect(first?.isOver).toBe(false);
});
