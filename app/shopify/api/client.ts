import type { Answer, RunOptions } from "./answer.ts";
import { attempt, type Step } from "./attempt.ts";
import type { Budget } from "./budget.ts";
import { ShopifyUnavailable } from "./errors.ts";
import type { Operation } from "./operation.ts";

export const API_VERSION = "2026-10";

/** How often one call is sent while Shopify is unreachable or, for a query, fails. */
const MAX_ATTEMPTS = 4;
const FIRST_PAUSE_MS = 400;

/** With a longer Retry-After, the caller has to wait. */
const LONGEST_PAUSE_MS = 10_000;
const MAX_THROTTLED = 20;
const SHOP_DOMAIN = /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/;

/** One shop's Admin API. `spent` counts what this client sent and what Shopify charged for it. */
export interface AdminClient {
  readonly shop: string;
  /**
   * Runs one operation. A throttled request waits and is sent again; a query that fails is repeated a few
   * times. Throws ShopifyUnavailable, OutcomeUnknown (mutations only), ShopifyRefused, TokenRejected,
   * ShopGone, or the signal's reason where nothing can have happened.
   */
  run<Data, Vars>(
    operation: Operation<Data, Vars>,
    variables: Vars,
    options?: RunOptions,
  ): Promise<Answer<Data>>;
  readonly spent: { readonly requests: number; readonly points: number };
}

export interface ClientOptions {
  shop: string;
  /** The shop's access token; a different one from `refused`, which Shopify no longer accepts. */
  token(refused: string | null): Promise<string>;
  budget: Budget;
  fetch?: typeof fetch;
}

/** A client for one shop, see `AdminClient`. */
export function adminClient(options: ClientOptions): AdminClient {
  const { shop, token, budget } = options;
  if (!SHOP_DOMAIN.test(shop)) throw new Error(`Not a shop's domain: ${shop}`);
  const url = `https://${shop}/admin/api/${API_VERSION}/graphql.json`;
  const spent = { requests: 0, points: 0 };
  const line = { url, token, budget, fetch: options.fetch ?? fetch, spent };

  return {
    shop,
    spent,
    async run<Data, Vars>(operation: Operation<Data, Vars>, variables: Vars, runOptions: RunOptions = {}) {
      let failures = 0;
      let throttled = 0;
      let renewed = false;
      for (let refused: string | null = null; ;) {
        const step: Step<Data> = await attempt(line, operation, variables, runOptions, refused);
        refused = null;
        if (step.next === "return") return step.answer;
        if (step.next === "throw") throw step.error;
        if (step.next === "throttled") {
          throttled += 1;
          if (throttled > MAX_THROTTLED) {
            throw new ShopifyUnavailable(`${shop} throttled ${operation.name} ${throttled} times`);
          }
        } else if (step.next === "renew") {
          if (renewed) throw step.error;
          renewed = true;
          refused = step.token;
        } else {
          failures += 1;
          const pauseMs = step.error.retryAfterMs ?? backoffMs(failures);
          if (failures >= MAX_ATTEMPTS || pauseMs > LONGEST_PAUSE_MS) throw step.error;
          await budget.clock.sleep(pauseMs);
          runOptions.signal?.throwIfAborted();
        }
      }
    },
  };
}

function backoffMs(failures: number): number {
  return FIRST_PAUSE_MS * 2 ** (failures - 1) * (0.5 + Math.random());
}
