/**
 * Shopify's leaky bucket of query points as one client sees it. Shopify takes a request's *requested* cost when it
 * arrives and gives back what it did not use when it ends; we take it before sending and give it back after the
 * answer. As long as nobody else draws from the bucket, `available` is therefore never more than Shopify's own
 * figure, however the requests overlap.
 */
export interface Bucket {
  maximum: number;
  /** Points per second. */
  restoreRate: number;
  available: number;
  /** Requested cost of everything sent and not answered. */
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

/** The bucket at `nowMs`, filled up since it was last looked at. */
export function refill(bucket: Bucket, nowMs: number): Bucket {
  const seconds = Math.max(0, nowMs - bucket.atMs) / 1000;
  // What is in flight may not have reached Shopify: its bucket can only be full once those points are taken.
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

/** Ends a request: what it took and did not use comes back. */
export function giveBack(bucket: Bucket, requested: number, actual: number): Bucket {
  return {
    ...bucket,
    available: bucket.available + requested - actual,
    inFlight: bucket.inFlight - requested,
  };
}

/**
 * Corrects the bucket by what Shopify said in an answer, which held at some moment between sending and now.
 * `spentMeanwhile` is the actual cost of the other requests that ended in that time, `refundedMeanwhile` what they
 * gave back: Shopify may have counted them before or after it spoke.
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

/** How long until `points` can be taken while `floor` points stay: 0 means now. */
export function waitMs(bucket: Bucket, points: number, floor: number): number {
  // A request too large to leave the floor goes when the bucket is full.
  const needed = Math.min(points + floor, bucket.maximum);
  const missing = needed - bucket.available;
  return missing <= 0 ? 0 : Math.ceil((missing / bucket.restoreRate) * 1000);
}
