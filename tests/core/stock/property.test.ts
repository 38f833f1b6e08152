import fc from "fast-check";
import { expect, test } from "vitest";
import { step, world } from "./world.ts";

test.each(["available", "on_hand"] as const)(
  "on the %s basis the shop never offers more than the ERP can deliver, and agrees once all is quiet",
  (basis) => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60, size: "max" }), (steps) => {
        const shop = world(basis);
        for (const next of steps) {
          shop.take(next);
          if (next.kind === "settle")
            expect(shop.available()).toBeLessThanOrEqual(Math.max(0, shop.deliverable()));
        }
        shop.quiet();
        expect(shop.available()).toBe(Math.max(0, shop.answered()));
        expect(shop.deliverable()).toBe(shop.answered());

        // Once in step, a sale leaves both sides in step: nothing is left to do.
        const before = shop.available();
        shop.take({ kind: "sell", quantity: 1 });
        const sold = shop.available();
        shop.take({ kind: "settle" });
        expect(shop.available()).toBe(sold);
        expect(before - sold).toBe(before > 0 ? 1 : 0);
      }),
      { numRuns: 500 },
    );
  },
);
