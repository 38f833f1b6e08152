import type { Budget, Ticket } from "./budget.ts";
import type { RunOptions } from "./answer.ts";
import type { Answer } from "./answer.ts";
import type { Envelope } from "./envelope.ts";
import { OutcomeUnknown, ShopGone, ShopifyRefused, ShopifyUnavailable, TokenRejected } from "./errors.ts";
import type { Operation } from "./operation.ts";
import { type Ending, send } from "./transport.ts";

/** What a client sends its requests over. */
export interface Line {
  url: string;
  token(refused: string | null): Promise<string>;
  budget: Budget;
  fetch: typeof fetch;
  spent: { requests: number; points: number };
}

/** What to do after one request. */
export type Step<Data> =
  | { next: "return"; answer: Answer<Data> }
  | { next: "throw"; error: Error }
  | { next: "throttled" }
  | { next: "renew"; error: TokenRejected; token: string }
  | { next: "repeat"; error: ShopifyUnavailable };

/** Waits for its points, sends one request, books what it cost, and says what to do next. */
export async function attempt<Data, Vars>(
  line: Line,
  operation: Operation<Data, Vars>,
  variables: Vars,
  { signal, estimate, urgent, closing }: RunOptions,
  refused: string | null,
): Promise<Step<Data>> {
  const need = { operation: operation.name, size: sizeClass(variables), estimate, urgent, closing, signal };
  const ticket = await line.budget.reserve(need);
  const token = await tokenFor(line, ticket, refused);
  const body = JSON.stringify({ query: operation.document, variables });
  line.spent.requests += 1;
  const ended = await send({ url: line.url, token, body, fetch: line.fetch, signal });
  if (ended.kind !== "answer") {
    if (ended.kind === "lost") ticket.lost();
    else ticket.unsent();
    if (ended.kind === "unauthorized")
      return { next: "renew", error: new TokenRejected(ended.message), token };
    return afterFailure(ended, operation.kind, signal);
  }

  const cost = costOf(ended.body);
  if (isThrottled(ended.body)) {
    ticket.throttled({ requested: cost?.requested ?? null, status: cost?.status ?? null });
    return { next: "throttled" };
  }
  if (cost === null) ticket.lost();
  else ticket.answered(cost);
  line.spent.points += cost?.actual ?? 0;
  return afterAnswer(ended.body, operation);
}

async function tokenFor(line: Line, ticket: Ticket, refused: string | null): Promise<string> {
  try {
    return await line.token(refused);
  } catch (error) {
    ticket.unsent();
    throw error;
  }
}

function afterFailure(
  ended: Exclude<Ending, { kind: "answer" | "unauthorized" }>,
  kind: "query" | "mutation",
  signal: AbortSignal | undefined,
): Exclude<Step<never>, { next: "return" }> {
  const { message } = ended;
  switch (ended.kind) {
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

/** Requests of one operation cost about the same when their longest lists are about equally long. */
function sizeClass(variables: unknown): number {
  return Math.ceil(Math.log2(longestList(variables, 3) + 1));
}

function longestList(value: unknown, depth: number): number {
  if (Array.isArray(value)) return value.length;
  if (depth === 0 || typeof value !== "object" || value === null) return 0;
  return Math.max(0, ...Object.values(value).map((inner) => longestList(inner, depth - 1)));
}
