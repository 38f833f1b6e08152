export interface Answer<Data> {
  data: Data;
  /** Query points, or null where Shopify did not say. */
  cost: { requested: number; actual: number } | null;
}

export interface RunOptions {
  signal?: AbortSignal | undefined;
  /** Points that the first request of this kind will cost; after it the cost is known. */
  estimate?: number;
  /** Somebody is waiting for a page: goes first and may use the last tenth of the bucket. */
  urgent?: boolean;
  /** One of the last requests of a plan: may use the last tenth as well, in its turn. */
  closing?: boolean;
}
