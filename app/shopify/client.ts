import type { Budget } from "./budget.ts";
import type { Envelope } from "./envelope.ts";
import {
  OutcomeUnknown,
  ShopGone,
  ShopifyRefused,
  ShopifyUnavailable,
  TokenRejected,
} from "./errors.ts";
import type { Operation } from "./operation.ts";
import { type Ending, send } from "./transport.ts";

export const API_VERSION = "2026-10";
/** How often one call is sent while Shopify is unreachable or, for a query, fails. */
const MAX_ATTEMPTS = 4;
const FIRST_PAUSE_MS = 400;
/** A longer Retry-After is the caller's to wait for. */
const LONGEST_PAUSE_MS = 10_000;
const MAX_THROTTLED = 20;
const SHOP_DOMAIN = /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/;

export interface RunOptions {
  signal?: AbortSignal | undefined;
  /** Points that the first request of this kind will cost; later ones are known. */
  estimate?: number;
  /** Somebody waits in front of a page: goes first and may use the last tenth of the bucket. */
  urgent?: boolean;
}

export interface Answer<Data> {
  data: Data;
  /** Query points, or null where Shopify did not say. */
  cost: { requested: number; actual: number } | null;
}

/** One shop's Admin API. `spent` counts what this client sent and what Shopify charged for it. */
export interface AdminClient {
  readonly shop: string;
  /**
   * Runs one operation. A throttled request waits and goes again; a query that fails is repeated a few times.
   * Throws ShopifyUnavailable, OutcomeUnknown (mutations only), ShopifyRefused, TokenRejected, ShopGone, or the
   * signal's reason where nothing can have happened.
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
  /** The shop's access token; `force` asks for a new one because Shopify no longer takes the last. */
  token(force: boolean): Promise<string>;
  budget: Budget;
  fetch?: typeof fetch;
}

/** What to do after one request. */
type Step<Data> =
  | { next: "return"; answer: Answer<Data> }
  | { next: "throw"; error: Error }
  | { next: "throttled" }
  | { next: "renew"; error: TokenRejected }
  | { next: "repeat"; error: ShopifyUnavailable };

/** A client for one shop, see `AdminClient`. */
export function adminClient(options: ClientOptions): AdminClient {
  const { shop, token, budget } = options;
  if (!SHOP_DOMAIN.test(shop)) throw new Error(`Not a shop's domain: ${shop}`);
  const url = `https://${shop}/admin/api/${API_VERSION}/graphql.json`;
  const spent = { requests: 0, points: 0 };

  async function once<Data, Vars>(
    operation: Operation<Data, Vars>,
    variables: Vars,
    { signal, estimate, urgent }: RunOptions,
    force: boolean,
  ): Promise<Step<Data>> {
    const label = `${operation.name}/${sizeClass(variables)}`;
    const ticket = await budget.reserve({ label, estimate, urgent, signal });
    let accessToken: string;
    try {
      accessToken = await token(force);
    } catch (error) {
      ticket.unsent();
      throw error;
    }
    const body = JSON.stringify({ query: operation.document, variables });
    spent.requests += 1;
    const ended = await send({
      url,
      token: accessToken,
      body,
      fetch: options.fetch ?? fetch,
      signal,
    });

    if (ended.kind !== "answer") {
      if (ended.kind === "lost") ticket.lost();
      else ticket.unsent();
      return afterFailure(ended, operation.kind, signal);
    }
    const cost = costOf(ended.body);
    if (isThrottled(ended.body)) {
      ticket.throttled({ requested: cost?.requested ?? null, status: cost?.status ?? null });
      return { next: "throttled" };
    }
    if (cost === null) ticket.lost();
    else ticket.answered(cost);
    spent.points += cost?.actual ?? 0;
    return afterAnswer(ended.body, operation);
  }

  return {
    shop,
    spent,
    async run(operation, variables, runOptions = {}) {
      let renewed = false;
      let force = false;
      let throttled = 0;
      for (let attempt = 1; ;) {
        const step = await once(operation, variables, runOptions, force);
        force = false;
        if (step.next === "return") return step.answer;
        if (step.next === "throw") throw step.error;
        if (step.next === "throttled") {
          throttled += 1;
          if (throttled > MAX_THROTTLED) {
            throw new ShopifyUnavailable(`${shop} throttled ${operation.name} ${throttled} times`);
          }
        } else if (step.next === "renew") {
          if (renewed) throw step.error;
          renewed = force = true;
        } else {
          const pauseMs = step.error.retryAfterMs ?? backoffMs(attempt);
          if (attempt >= MAX_ATTEMPTS || pauseMs > LONGEST_PAUSE_MS) throw step.error;
          attempt += 1;
          await budget.clock.sleep(pauseMs);
          runOptions.signal?.throwIfAborted();
        }
      }
    },
  };
}

function afterFailure(
  ended: Exclude<Ending, { kind: "answer" }>,
  kind: "query" | "mutation",
  signal: AbortSignal | undefined,
): Exclude<Step<never>, { next: "return" }> {
  const { message } = ended;
  switch (ended.kind) {
    case "unauthorized":
      return { next: "renew", error: new TokenRejected(message) };
    case "gone":
      return { next: "throw", error: new ShopGone(message, ended.status) };
    case "refused":
      return { next: "throw", error: new ShopifyRefused(message, null) };
    case "lost":
      if (kind === "mutation") {
        return { next: "throw", error: new OutcomeUnknown(message, { cause: ended.cause }) };
      }
      break;
    case "unsent":
      break;
  }
  if (signal?.aborted) return { next: "throw", error: signal.reason as Error };
  const retryAfterMs = ended.kind === "unsent" ? ended.retryAfterMs : null;
  const { cause } = ended;
  return { next: "repeat", error: new ShopifyUnavailable(message, retryAfterMs, { cause }) };
}

function afterAnswer<Data, Vars>(body: Envelope, operation: Operation<Data, Vars>): Step<Data> {
  const data = body.data ?? null;
  const [error] = body.errors ?? [];
  if (error === undefined && data !== null) {
    const cost = costOf(body);
    // Codegen derived Data from the same document and schema that Shopify answered.
    return { next: "return", answer: { data: data as Data, cost } };
  }
  const code = error?.extensions?.code ?? null;
  const message = `${operation.name}: ${error?.message ?? "an answer without data"}`;
  const failed = error === undefined || code === "INTERNAL_SERVER_ERROR" || code === "TIMEOUT";
  if (operation.kind === "mutation") {
    // A payload beside an error means that the mutation ran and only its answer is incomplete.
    const ran = data !== null && Object.values(data).some((payload) => payload !== null);
    if (failed || ran) return { next: "throw", error: new OutcomeUnknown(message) };
  }
  if (failed) return { next: "repeat", error: new ShopifyUnavailable(message) };
  if (code === "SHOP_INACTIVE") return { next: "throw", error: new ShopGone(message, 402) };
  return { next: "throw", error: new ShopifyRefused(message, code) };
}

function isThrottled({ errors }: Envelope): boolean {
  return errors?.some(({ extensions }) => extensions?.code === "THROTTLED") ?? false;
}

function costOf({ extensions }: Envelope) {
  const cost = extensions?.cost;
  if (cost === undefined) return null;
  const requested = cost.requestedQueryCost;
  return {
    requested,
    actual: cost.actualQueryCost ?? requested,
    status: cost.throttleStatus ?? null,
  };
}

/** Requests of one operation cost alike when their longest list has about the same length. */
function sizeClass(variables: unknown): number {
  return Math.ceil(Math.log2(longestList(variables, 3) + 1));
}

function longestList(value: unknown, depth: number): number {
  if (Array.isArray(value)) return value.length;
  if (depth === 0 || typeof value !== "object" || value === null) return 0;
  return Math.max(0, ...Object.values(value).map((inner) => longestList(inner, depth - 1)));
}

function backoffMs(attempt: number): number {
  return FIRST_PAUSE_MS * 2 ** (attempt - 1) * (0.5 + Math.random());
}
