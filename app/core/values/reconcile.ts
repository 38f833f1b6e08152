/** Which side decides once the shop no longer holds the value both last agreed on. */
export type Authority = "source" | "shop" | "ask";

/** One value as seen on both sides, and what they last agreed on (null: never). */
export interface Observed<T> {
  baseline: T | null;
  source: T;
  shop: T;
}

export type Verdict<T> =
  | { kind: "in-sync"; value: T }
  | { kind: "push"; value: T; replaces: T }
  | { kind: "adopt"; value: T }
  | { kind: "conflict"; observed: Observed<T> };

/**
 * Decides one value by a three-way comparison. The shop's value is only replaced where it still
 * equals `replaces`, so an edit made after we looked makes the write stale and is not lost.
 */
export function reconcile<T>(
  observed: Observed<T>,
  authority: Authority,
  same: (a: T, b: T) => boolean,
): Verdict<T> {
  const { baseline, source, shop } = observed;
  if (same(source, shop)) return { kind: "in-sync", value: shop };

  const shopUntouched = baseline !== null && same(shop, baseline);
  if (shopUntouched || authority === "source") return { kind: "push", value: source, replaces: shop };
  if (authority === "shop") return { kind: "adopt", value: shop };
  return { kind: "conflict", observed };
}
