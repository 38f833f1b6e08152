/** Everything that app/shopify throws on purpose, so that a caller can tell it from a bug. */
export class ShopifyError extends Error {
  override name = "ShopifyError";
}

/** Nothing was done: Shopify or the way to it is down or busy. The same call may succeed later. */
export class ShopifyUnavailable extends ShopifyError {
  override name = "ShopifyUnavailable";
  readonly retryAfterMs: number | null;
  constructor(message: string, retryAfterMs: number | null = null, options?: ErrorOptions) {
    super(message, options);
    this.retryAfterMs = retryAfterMs;
  }
}

/** A mutation was sent and no usable answer came back. Read what it would have changed before anything else. */
export class OutcomeUnknown extends ShopifyError {
  override name = "OutcomeUnknown";
}

/** Shopify refuses the request itself; the same request will be refused again. */
export class ShopifyRefused extends ShopifyError {
  override name = "ShopifyRefused";
  /** `extensions.code` of the first error, such as ACCESS_DENIED. */
  readonly code: string | null;
  constructor(message: string, code: string | null) {
    super(message);
    this.code = code;
  }
}

/** The token is dead and could not be renewed: the merchant has to open the app once. */
export class TokenRejected extends ShopifyError {
  override name = "TokenRejected";
}

/** The shop is frozen, locked, closed, or has uninstalled the app. */
export class ShopGone extends ShopifyError {
  override name = "ShopGone";
  readonly status: number;
  constructor(message: string, status: number) {
    super(message);
    this.status = status;
  }
}
