import type { Slot } from "#app/sync/slot.server.ts";
import type { Job } from "./job.ts";

/** Jobs of one lane share its slots in a process, which nothing else can take. */
export interface Lane {
  slots: number;
  /** A shop has no more of them at a time. */
  perShop: number;
  /** A job that has run for this long gives up its slot, if others may be waiting for one. */
  sliceMs: number;
}

export const LANES = {
  /** What customers see first: webhooks and quantities. */
  live: { slots: 8, perShop: 2, sliceMs: 5_000 },
  /** Everything else between Concord and Shopify. */
  shop: { slots: 8, perShop: 3, sliceMs: 15_000 },
  /** Calls of the merchants' systems, any of which may hang. */
  sources: { slots: 12, perShop: 3, sliceMs: 15_000 },
} as const satisfies Record<string, Lane>;

export type LaneName = keyof typeof LANES;

export const LANE_NAMES = Object.keys(LANES) as LaneName[];

export function laneOf(job: Job): LaneName {
  switch (job.name) {
    case "inbox":
    case "owed":
      return "live";
    case "converge":
      if (job.record === "stock") return "live";
      return job.record === "order" ? "sources" : "shop";
    case "pull":
    case "orders":
    case "pictures":
      return "sources";
    default:
      return "shop";
  }
}

/** The slots of one lane in this process. */
export function slotsOf(lane: Lane, now: () => number = () => performance.now()) {
  const byShop = new Map<string, number>();
  let taken = 0;
  return {
    /** Null: the shop has its share already. `shop` is null for work on all shops. */
    take(shop: string | null): (Slot & { free(): void }) | null {
      const own = shop === null ? 0 : (byShop.get(shop) ?? 0);
      if (own >= lane.perShop) return null;
      const since = now();
      taken += 1;
      if (shop !== null) byShop.set(shop, own + 1);
      return {
        get isOver() {
          return taken >= lane.slots && now() - since >= lane.sliceMs;
        },
        free() {
          taken -= 1;
          if (shop === null) return;
          const left = (byShop.get(shop) ?? 1) - 1;
          if (left === 0) byShop.delete(shop);
          else byShop.set(shop, left);
        },
      };
    },
  };
}
