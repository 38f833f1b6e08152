import fc from "fast-check";
import { expect, test } from "vitest";
import { Turns } from "#app/core/shop/turns.ts";

test("parties that always want more are given the same, to within the largest request", () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 2, maxLength: 6 });
  fc.assert(
    fc.property(sizes, fc.integer({ min: 1, max: 300 }), (costs, rounds) => {
      const turns = new Turns();
      const parties = costs.map((_, at) => `${at}`);
      const given = new Map(parties.map((party) => [party, 0]));
      for (const party of parties) turns.join(party);
      for (let round = 0; round < rounds; round++) {
        const party = turns.next(parties, (one) => one) ?? "";
        const cost = costs[Number(party)] ?? 0;
        turns.served(party, cost);
        given.set(party, (given.get(party) ?? 0) + cost);
      }
      const spread = Math.max(...given.values()) - Math.min(...given.values());
      expect(spread).toBeLessThanOrEqual(Math.max(...costs));
    }),
  );
});

test("who was away gets no more than its turn when it comes back", () => {
  const turns = new Turns();
  turns.join("a");
  turns.join("b");
  for (let time = 0; time < 100; time++) turns.served("a", 10);
  turns.join("b");
  const order = [0, 1, 2, 3].map(() => {
    const party = turns.next(["a", "b"], (one) => one) ?? "";
    turns.served(party, 10);
    return party;
  });
  expect(order).toEqual(["b", "a", "b", "a"]);
});
