/** What the headline depends on; times are epoch milliseconds. */
export interface ShopSummary {
  shopState: string;
  connections: readonly { name: string; state: string }[];
  feeds: readonly FeedSummary[];
  agreed: number;
  repairing: number;
  /** Values that wait for a person, or for something only a person can change. */
  waiting: number;
  /** Open decisions that keep values from being repaired: holds and conflicts. */
  decisions: number;
  run: { total: number | null; done: number; startedAt: number } | null;
}

export interface FeedSummary {
  connection: string;
  kind: string;
  everyMs: number;
  lastReadAt: number | null;
  /** When the connection went live: a feed that was never read has been silent since then. */
  liveSince: number;
}

export type Headline =
  | { state: "new" }
  | {
      state: "cannot-tell";
      /** Shopify refuses us, the connection is broken, all are paused, or a feed has gone silent. */
      cause: "shop" | "connection" | "paused" | "silent";
      name: string;
      since: number | null;
    }
  | { state: "needs-you" }
  | { state: "catching-up"; leftMs: number | null }
  | { state: "in-step" };

/** Above this share of all values, drift is more than the ripple of a normal working day. */
const RIPPLE = 0.01;
const SILENT_INTERVALS = 3;
const SILENT_MS_MIN = 120_000;

/** Answers "can I trust my shop right now?" in one of four ways, and "new" before anything is connected. */
export function headline(standing: ShopSummary, now: number): Headline {
  const live = standing.connections.filter(({ state }) => state !== "setup");
  if (standing.shopState !== "active") {
    return { state: "cannot-tell", cause: "shop", name: "", since: null };
  }
  if (live.length === 0) return { state: "new" };

  const broken = live.find(({ state }) => state === "broken");
  if (broken) return { state: "cannot-tell", cause: "connection", name: broken.name, since: null };
  if (live.every(({ state }) => state === "paused")) {
    return { state: "cannot-tell", cause: "paused", name: live[0]?.name ?? "", since: null };
  }
  const silent = standing.feeds.find((feed) => isSilent(feed, now));
  if (silent) {
    const since = silent.lastReadAt ?? silent.liveSince;
    return { state: "cannot-tell", cause: "silent", name: silent.connection, since };
  }

  const values = standing.agreed + standing.repairing + standing.waiting;
  if (standing.decisions > 0 || standing.waiting > values * RIPPLE) return { state: "needs-you" };
  if (standing.repairing > values * RIPPLE) {
    return { state: "catching-up", leftMs: timeLeft(standing, now) };
  }
  return { state: "in-step" };
}

/** True when a feed of stock has not been read for several of its intervals. */
export function isSilent(feed: FeedSummary, now: number): boolean {
  if (feed.kind !== "stock") return false;
  const since = feed.lastReadAt ?? feed.liveSince;
  return now - since > Math.max(SILENT_MS_MIN, feed.everyMs * SILENT_INTERVALS);
}

/** How long the rest takes at the pace of the run so far, or null before there is a pace. */
function timeLeft({ run, repairing }: ShopSummary, now: number): number | null {
  if (!run || run.done === 0 || now <= run.startedAt) return null;
  return (repairing * (now - run.startedAt)) / run.done;
}
