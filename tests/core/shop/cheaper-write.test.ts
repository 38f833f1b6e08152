import fc from "fast-check";
import { expect, test } from "vitest";
import { cheaperWrite } from "#app/core/shop/cheaper-write.ts";

const standard = { restoreRate: 100, available: 2_000 };
const plus = { restoreRate: 1_000, available: 20_000 };

test.each<[string, Parameters<typeof cheaperWrite>[0], "each" | "bulk"]>([
  ["one product is written at once", { products: 1, rows: 1, ...standard }, "each"],
  ["what the bucket holds is written at once", { products: 190, rows: 190, ...standard }, "each"],
  ["six hundred single variants are written at once", { products: 600, rows: 600, ...standard }, "each"],
  ["a few more go in bulk", { products: 620, rows: 620, ...standard }, "bulk"],
  ["a whole catalogue goes in bulk", { products: 30_000, rows: 100_000, ...standard }, "bulk"],
  ["thousands of single variants go in bulk", { products: 5_000, rows: 5_000, ...standard }, "bulk"],
  ["few products with very many variants do not", { products: 20, rows: 40_000, ...standard }, "each"],
  ["a shop with ten times the points does not", { products: 30_000, rows: 100_000, ...plus }, "each"],
])("%s", (_, load, way) => {
  expect(cheaperWrite(load)).toBe(way);
});

test("more points never make bulk the better way", () => {
  const load = fc.record({
    products: fc.integer({ min: 0, max: 100_000 }),
    rows: fc.integer({ min: 0, max: 1_000_000 }),
    restoreRate: fc.integer({ min: 50, max: 2_000 }),
    available: fc.integer({ min: -2_000, max: 40_000 }),
  });
  fc.assert(
    fc.property(load, fc.nat({ max: 10_000 }), fc.nat({ max: 1_000 }), (of, points, rate) => {
      fc.pre(cheaperWrite(of) === "each");
      const richer = { ...of, available: of.available + points, restoreRate: of.restoreRate + rate };
      expect(cheaperWrite(richer)).toBe("each");
    }),
  );
});
