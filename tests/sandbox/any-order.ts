import fc from "fast-check";
import type { OrderDetails, WantedLine } from "#sandbox/shopify/state/order-input.ts";

const price = fc.integer({ min: 1, max: 20_000 }).map((cents) => (cents / 100).toFixed(2));
const reduction = fc.oneof(
  fc.record({ percent: fc.integer({ min: 1, max: 100 }) }),
  fc.record({ amount: price }),
);
/** A line of text, with a price of its own. */
export const anyLine: fc.Arbitrary<WantedLine> = fc
  .record({
    title: fc.constantFrom("Engraving", "Wrapping", "Mug"),
    price,
    quantity: fc.integer({ min: 1, max: 7 }),
    giftCard: fc.boolean(),
    discount: fc.option(reduction, { nil: null }),
    duty: fc.option(price, { nil: null }),
  })
  .map(({ discount, duty, ...rest }) => ({
    ...rest,
    ...(discount === null ? {} : { discount: { title: "Scratched", ...discount } }),
    ...(duty === null ? {} : { duty }),
  }));
/** Shipping, discounts, taxes, a tip and another currency, in any mixture. */
export const anyDetails: fc.Arbitrary<OrderDetails> = fc
  .record({
    shipping: fc.array(price.map((amount) => ({ title: "Post", price: amount }))),
    discounts: fc.array(
      fc.tuple(reduction, fc.boolean()).map(([off, shipping]) => ({
        code: "OFF",
        ...off,
        ...(shipping ? { on: "shipping" as const } : {}),
      })),
      { maxLength: 3 },
    ),
    taxes: fc.constantFrom(
      [],
      [{ title: "DPH", rate: 0.21 }],
      [
        { title: "State", rate: 0.0625 },
        { title: "City", rate: 0.0125 },
      ],
    ),
    rate: fc.constantFrom(1, 24.37, 0.8765),
    tip: fc.option(price, { nil: null }),
  })
  .map(({ rate, tip, ...rest }) => ({
    ...rest,
    presentment: { currency: rate === 24.37 ? "CZK" : "GBP", rate },
    ...(tip === null ? {} : { tip }),
  }));
