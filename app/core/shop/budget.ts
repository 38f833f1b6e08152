/**
 * Shopify's leaky bucket of query points as one client sees it. Shopify takes a request's *requested* cost on
 * arrival and gives back the unused part when it ends; we take the cost before sending and give that part
 * back after the answer. While nobody else draws from the bucket, `available` is therefore never more than
 * Shopify's own figure, no matter how requests overlap.
 */
export interface Bucket {
  maximum: number;
  /** Points per second. */
  restoreRate: number;
  available: number;
  /** Requested cost of everything sent but not answered. */
  inFlight: number;
  /** The caller's clock, in milliseconds. */
  atMs: number;
}

/** What `extensions.cost.throttleStatus` says. */
export interface ThrottleStatus {
  maximumAvailable: number;
  currentlyAvailable: number;
  restoreRate: number;
}

/** The bucket at `nowMs`, refilled since the last look. */
export function refill(bucket: Bucket, nowMs: number): Bucket {
  const seconds = Math.max(0, nowMs - bucket.atMs) / 1000;
  // Points in flight may not be taken at Shopify yet: even if its bucket is full, they will still come off.
  const ceiling = bucket.maximum - bucket.inFlight;
  const available = Math.max(
    bucket.available,
    Math.min(ceiling, bucket.available + seconds * bucket.restoreRate),
  );
  return { ...bucket, available, atMs: nowMs };
}

/** Takes points for a request about to be sent. */
export function take(bucket: Bucket, points: number): Bucket {
  return {
    ...bucket,
    available: bucket.available - points,
    inFlight: bucket.inFlight + points,
  };
}

/** Ends a request: gives back what it took but did not use. */
export function giveBack(bucket: Bucket, requested: number, actual: number): Bucket {
  return {
    ...bucket,
    available: bucket.available + requested - actual,
    inFlight: bucket.inFlight - requested,
  };
}

/**
 * Corrects the bucket by the status in an answer, which was true at some moment between sending and now.
 * `spentMeanwhile` is the actual cost of the other requests that ended in that time, `refundedMeanwhile` what
 * they gave back: Shopify may have counted them before or after that moment.
 */
export function correct(
  bucket: Bucket,
  status: ThrottleStatus,
  since: { elapsedMs: number; spentMeanwhile: number; refundedMeanwhile: number },
): Bucket {
  const { maximumAvailable: maximum, currentlyAvailable, restoreRate } = status;
  const least = currentlyAvailable - bucket.inFlight - since.spentMeanwhile;
  const most = currentlyAvailable + (since.elapsedMs / 1000) * restoreRate + since.refundedMeanwhile;
  const available = Math.max(least, Math.min(bucket.available, most));
  return { ...bucket, maximum, restoreRate, available };
}

/** How long until `points` can be taken and `floor` points remain: 0 means now. */
export function waitMs(bucket: Bucket, points: number, floor: number): number {
  // A request too large to leave the floor goes when the bucket is full.
  const needed = Math.min(points + floor, bucket.maximum);
  const missing = needed - bucket.available;
  return missing <= 0 ? 0 : Math.ceil((missing / bucket.restoreRate) * 1000);
}
