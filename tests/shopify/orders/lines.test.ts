import fc from "fast-check";
import { expect, test } from "vitest";
import { type Assignment, assignLines } from "#app/shopify/orders/lines.ts";

const ordered = (currentQuantity: number) => [{ lineId: "1", inventoryItemId: "9", currentQuantity }];
const at = (locationId: string | null, open: number, shipped = 0): Assignment => ({
  lineId: "1",
  locationId,
  open,
  shipped,
});

test.each<[string, number, Assignment[], Record<string, number>]>([
  ["a fresh order", 5, [at("A", 5)], { A: 5 }],
  ["an order split over two locations", 5, [at("A", 3), at("B", 2)], { A: 3, B: 2 }],
  ["a shipped order", 5, [at("A", 0, 5)], { A: 5 }],
  ["a line partly shipped", 5, [at("A", 2, 3)], { A: 5 }],
  ["shipped from one place, waiting at another", 5, [at("A", 0, 3), at("B", 2)], { A: 3, B: 2 }],
  ["two of five returned after shipping", 3, [at("A", 0, 3), at("B", 2)], { A: 1, B: 2 }],
  ["a line removed from the order", 0, [at("A", 0)], {}],
  ["pieces no fulfillment order knows", 5, [at("A", 3)], { A: 3, null: 2 }],
  ["a location that was deleted", 2, [at(null, 2)], { null: 2 }],
])("%s", (_, currentQuantity, assignments, expected) => {
  const lines = assignLines(ordered(currentQuantity), assignments);
  const byLocation = lines.map(({ locationId, quantity }) => [String(locationId), quantity]);
  expect(Object.fromEntries(byLocation)).toEqual(expected);
});

test("whatever was assigned, a line's pieces are counted once", () => {
  const assignment = fc.record({
    lineId: fc.constantFrom("1", "2"),
    locationId: fc.constantFrom("A", "B", null),
    open: fc.nat(9),
    shipped: fc.nat(9),
  });
  fc.assert(
    fc.property(fc.nat(20), fc.array(assignment), (quantity, assignments) => {
      const lines = assignLines(ordered(quantity), assignments);
      expect(lines.reduce((sum, line) => sum + line.quantity, 0)).toBe(quantity);
      expect(new Set(lines.map(({ locationId }) => locationId)).size).toBe(lines.length);
      expect(lines.every((line) => line.quantity > 0)).toBe(true);
    }),
  );
});
