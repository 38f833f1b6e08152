import fc from "fast-check";
import { expect, test } from "vitest";
import { reconcile } from "#app/core/values/reconcile.ts";

const same = (a: number, b: number) => a === b;

test.each([
  // baseline, source, shop, authority -> verdict
  [10, 12, 10, "ask", "push"],
  [10, 10, 14, "ask", "conflict"],
  [10, 12, 14, "source", "push"],
  [10, 12, 14, "shop", "adopt"],
  [10, 12, 12, "ask", "in-sync"],
  [null, 12, 14, "ask", "conflict"],
] as const)("baseline %s, source %s, shop %s under %s: %s", (baseline, source, shop, authority, kind) => {
  expect(reconcile({ baseline, source, shop }, authority, same).kind).toBe(kind);
});

test("when the source decides, one run is enough", () => {
  fc.assert(
    fc.property(fc.option(fc.nat(9)), fc.nat(9), fc.nat(9), (baseline, source, shop) => {
      const verdict = reconcile({ baseline, source, shop }, "source", same);
      if (verdict.kind === "conflict") throw new Error("nobody should be asked");
      const settled = { baseline: verdict.value, source, shop: verdict.value };
      expect(reconcile(settled, "source", same).kind).toBe("in-sync");
    }),
  );
});
