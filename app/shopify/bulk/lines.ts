import { pieces } from "../api/body.ts";
import { ShopifyUnavailable } from "../api/errors.ts";

/** Longer than any object Shopify allows, tags and URLs included. */
const MAX_LINE_BYTES = 1024 * 1024;
const MAX_FILE_BYTES = 16 * 1024 ** 3;
/** After this long without a byte the connection is dead. */
const STALL_MS = 60_000;
const NEWLINE = 10;
const EMPTY = Buffer.alloc(0);

/**
 * Reads the file of a bulk operation line by line, as many lines at a time as arrive together. A file cut off
 * between two lines looks whole. Throws ShopifyUnavailable where it cannot be fetched, breaks off or holds
 * half a line, and the signal's reason. Source: "Perform bulk operations with the GraphQL Admin API", JSONL.
 */
export async function* bulkLines(
  url: string,
  signal: AbortSignal | undefined,
  get: typeof fetch,
): AsyncGenerator<unknown[], void, undefined> {
  for await (const lines of linesOf(url, signal, get)) yield lines.map(parse);
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    throw new ShopifyUnavailable("A line of the bulk operation's file is cut off", null, { cause });
  }
}

async function* linesOf(
  url: string,
  signal: AbortSignal | undefined,
  get: typeof fetch,
): AsyncGenerator<string[], void, undefined> {
  if (new URL(url).protocol !== "https:") throw new Error(`Not a safe address: ${url}`);
  const stalled = new AbortController();
  const either = signal ? AbortSignal.any([signal, stalled.signal]) : stalled.signal;
  try {
    const response = await within(stalled, get(url, { signal: either }));
    if (!response.ok || response.body === null) {
      await response.body?.cancel();
      throw new ShopifyUnavailable(`The bulk operation's file answered ${response.status}`);
    }
    yield* split(pieces(response.body, (step) => within(stalled, step)));
  } catch (cause) {
    if (signal?.aborted) throw signal.reason;
    if (cause instanceof TypeError || stalled.signal.aborted) {
      throw new ShopifyUnavailable("The bulk operation's file broke off", null, { cause });
    }
    throw cause;
  }
}

/** Gives up when Shopify is silent; the time that the reader spends on a chunk does not count. */
async function within<T>(stalled: AbortController, step: Promise<T>): Promise<T> {
  const { promise: silence, reject } = Promise.withResolvers<never>();
  const watch = setTimeout(() => {
    const error = new Error(`no byte for ${STALL_MS} ms`);
    stalled.abort(error);
    reject(error);
  }, STALL_MS);
  try {
    return await Promise.race([step, silence]);
  } finally {
    clearTimeout(watch);
  }
}

/** Lines without line ends, as many as a piece completes. node:readline allows lines of any length. */
async function* split(source: AsyncIterable<Uint8Array>): AsyncGenerator<string[], void, undefined> {
  let rest: Buffer = EMPTY;
  let total = 0;
  for await (const piece of source) {
    total += piece.byteLength;
    if (total > MAX_FILE_BYTES) throw new Error(`A file of more than ${MAX_FILE_BYTES} bytes`);
    const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    const lines: string[] = [];
    let start = 0;
    for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, start)) {
      const line = bytes.subarray(start, end);
      const whole = rest.length === 0 ? line : Buffer.concat([rest, line]);
      if (whole.length > 0) lines.push(whole.toString("utf8"));
      rest = EMPTY;
      start = end + 1;
    }
    rest = Buffer.concat([rest, bytes.subarray(start)]);
    if (rest.length > MAX_LINE_BYTES) throw new Error(`A line of more than ${MAX_LINE_BYTES} bytes`);
    yield lines;
  }
  if (rest.length > 0) yield [rest.toString("utf8")];
}
