import fc from "fast-check";
import { expect, test } from "vitest";
import { compareMoney, money, parseMoney } from "#app/core/money.ts";
import type { PriceEntry } from "#app/core/prices/entry.ts";
import type { PriceRules } from "#app/core/prices/rules.ts";
import { desiredPrice, type PriceFacts } from "#app/core/prices/price.ts";
import type { Promotion } from "#app/core/prices/promotion.ts";

const DAY_MS = 86_400_000;
const time = (days: number) => new Date(Date.UTC(2026, 10, 1) + days * DAY_MS).toISOString();

const anyDay = fc.integer({ min: 0, max: 30 }).map(time);
const limit = fc.option(anyDay);
const cents = fc.integer({ min: 1, max: 100_000 }).map((n) => (n / 100).toFixed(2));
const share = fc.option(fc.constantFrom("0", "0.1", "0.25"));
const currency = fc.constantFrom("EUR", "NOK", "JPY");
const direction = fc.constantFrom("nearest" as const, "up" as const, "down" as const);

const entry: fc.Arbitrary<PriceEntry> = fc.record({
  list: fc.constantFrom("", "B2B"),
  amount: fc.option(cents, { freq: 9 }),
  currency,
  compareAt: fc.option(fc.oneof(cents, fc.constant(""))),
  cost: fc.option(fc.oneof(cents, fc.constant(""))),
  minQuantity: fc.constantFrom(1, 1, 10),
  from: limit,
  until: limit,
  taxIncluded: fc.option(fc.boolean()),
  taxRate: share,
  asOf: anyDay,
  origin: fc.constant(null),
  sku: fc.constant("MUG"),
});

const promotion: fc.Arbitrary<Promotion> = fc
  .record({
    percent: fc.option(fc.integer({ min: 1, max: 99 }).map(String)),
    amount: cents,
    from: anyDay,
    until: limit,
  })
  .map(({ percent, amount, ...when }) => ({
    id: "1",
    name: "Sale",
    scope: "shop" as const,
    subjects: [],
    percent,
    amount: percent === null ? amount : null,
    ...when,
  }));

const rules: fc.Arbitrary<PriceRules> = fc.record({
  rounding: fc.oneof(
    fc.constant({ kind: "none" as const }),
    fc.record({ kind: fc.constant("step" as const), step: fc.constantFrom("0.05", "1", "10"), direction }),
    fc.record({ kind: fc.constant("ending" as const), ending: fc.constantFrom("0.99", "9.90"), direction }),
  ),
  sourceTaxIncluded: fc.option(fc.boolean()),
  taxRate: share,
  marginMin: share,
});

const input: fc.Arbitrary<PriceFacts> = fc
  .record({
    kind: fc.constantFrom("price" as const, "compareAt" as const, "cost" as const),
    priceListId: fc.option(fc.constant("7")),
    minQuantity: fc.constantFrom(1, 1, 10),
    currency,
    taxesIncluded: fc.boolean(),
    entries: fc.array(entry, { maxLength: 5 }),
    rates: fc.array(fc.record({ from: currency, to: currency, rate: cents, asOf: anyDay }), { maxLength: 4 }),
    rules,
    promotions: fc.array(promotion, { maxLength: 3 }),
    now: fc.integer({ min: 0, max: 30 * 24 }).map((hours) => Date.parse(time(hours / 24))),
  })
  .map((of) => ({ ...of, promotions: of.priceListId === null ? of.promotions : [] }));

const runs = { numRuns: 500 };

test("a price is always above nothing, in the currency of its place, and spelled the one way", () => {
  fc.assert(
    fc.property(input, (of) => {
      const { value } = desiredPrice(of);
      if (value === null || value === "") return;
      const { amount, currency: spelled } = parseMoney(value)!;
      expect(spelled).toBe(of.currency);
      expect(money(amount, spelled)).toBe(value);
      if (of.kind !== "cost") expect(Number(amount)).toBeGreaterThan(0);
    }),
    runs,
  );
});

test("nothing is converted without a rate of the source", () => {
  fc.assert(
    fc.property(input, (of) => {
      const { value, receipt } = desiredPrice({ ...of, rates: [] });
      const [source] = receipt?.lines ?? [];
      if (!value || source?.kind !== "source" || source.amount === null) return;
      expect(parseMoney(source.amount)?.currency).toBe(of.currency);
    }),
    runs,
  );
});

test("a promotion never asks more than the regular price, and shows that price beside it", () => {
  fc.assert(
    fc.property(input, (of) => {
      const price = desiredPrice({ ...of, kind: "price" });
      const regular = desiredPrice({
        ...of,
        kind: "price",
        promotions: [],
        rules: { ...of.rules, marginMin: null },
      });
      if (!price.value || !regular.value) return;
      expect(compareMoney(price.value, regular.value)).toBeLessThanOrEqual(0);
      if (!price.receipt?.lines.some(({ kind }) => kind === "promotion")) return;
      expect(desiredPrice({ ...of, kind: "compareAt" }).value).toBe(regular.value);
    }),
    runs,
  );
});

test("a compare-at price is above the price, or there is none", () => {
  fc.assert(
    fc.property(input, (of) => {
      const price = desiredPrice({ ...of, kind: "price" });
      const compareAt = desiredPrice({ ...of, kind: "compareAt" });
      if (!compareAt.value) return;
      expect(compareMoney(compareAt.value, price.value ?? "")).toBe(1);
    }),
    runs,
  );
});

test("until it is due nothing changes by the clock alone", () => {
  fc.assert(
    fc.property(input, fc.double({ min: 0, max: 1, noNaN: true }), (of, part) => {
      const { dueAt, ...now } = desiredPrice(of);
      const end = dueAt ?? of.now + 400 * DAY_MS;
      const later = Math.min(end - 1, of.now + Math.floor((end - of.now) * part));
      const { dueAt: dueLater, ...then } = desiredPrice({ ...of, now: later });
      expect(then).toEqual(now);
      expect(dueLater).toBe(dueAt);
    }),
    runs,
  );
});

test("what is due lies ahead, so that waiting for it ends", () => {
  fc.assert(
    fc.property(input, (of) => {
      let { dueAt } = desiredPrice(of);
      let turns = 0;
      for (let now = of.now; dueAt !== null; turns++) {
        expect(dueAt).toBeGreaterThan(now);
        now = dueAt;
        ({ dueAt } = desiredPrice({ ...of, now }));
      }
      expect(turns).toBeLessThanOrEqual(2 * of.entries.length + 3 * of.promotions.length);
    }),
    runs,
  );
});

test("the order of entries, rates and promotions does not matter", () => {
  fc.assert(
    fc.property(input, (of) => {
      const rates = of.rates.map((one, at) => ({ ...one, asOf: time(40 + at) }));
      const turned = {
        ...of,
        entries: of.entries.toReversed(),
        promotions: of.promotions.toReversed(),
        rates: rates.toReversed(),
      };
      expect(desiredPrice(turned).value).toBe(desiredPrice({ ...of, rates }).value);
    }),
    runs,
  );
});
