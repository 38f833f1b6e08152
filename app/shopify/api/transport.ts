import { excerpt, readText } from "./body.ts";
import { Envelope } from "./envelope.ts";

/** From the first byte sent to the last byte read. */
const REQUEST_TIMEOUT_MS = 30_000;
const MAX_ANSWER_BYTES = 32 * 1024 * 1024;

/** How one HTTP request ended, before anyone decides what to do about it. */
export type Ending =
  | { kind: "answer"; body: Envelope }
  /** Shopify did not act on it: it was refused at the door or never arrived. */
  | { kind: "unsent"; message: string; retryAfterMs: number | null; cause?: unknown }
  /** It may have been carried out; no usable answer came. */
  | { kind: "lost"; message: string; cause?: unknown }
  | { kind: "unauthorized"; message: string }
  | { kind: "gone"; status: number; message: string }
  | { kind: "refused"; status: number; message: string };

export interface Message {
  url: string;
  token: string;
  body: string;
  fetch: typeof fetch;
  signal: AbortSignal | undefined;
}

/** Sends one GraphQL request. Never throws: what went wrong is in the ending. */
export async function send({ url, token, body, fetch, signal }: Message): Promise<Ending> {
  const timeout = AbortSignal.timeout(REQUEST_TIMEOUT_MS);
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        accept: "application/json",
        "x-shopify-access-token": token,
      },
      body,
      redirect: "manual",
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
    return await ending(response);
  } catch (cause) {
    const message = `No answer from Shopify: ${reason(cause)}`;
    return neverSent(cause)
      ? { kind: "unsent", message, retryAfterMs: null, cause }
      : { kind: "lost", message, cause };
  }
}

async function ending(response: Response): Promise<Ending> {
  const { status } = response;
  const text = await readText(response, MAX_ANSWER_BYTES);
  const message = `Shopify answered ${status}: ${excerpt(text)}`;
  if (status === 200) return parse(text);
  if (status === 401) return { kind: "unauthorized", message };
  if (status === 402 || status === 403 || status === 404 || status === 423) {
    return { kind: "gone", status, message };
  }
  // 430 is Shopify's own: the request looked malicious and was turned away.
  if (status === 429 || status === 430) {
    return { kind: "unsent", message, retryAfterMs: retryAfterMs(response) };
  }
  if (status >= 500) return { kind: "lost", message };
  return { kind: "refused", status, message };
}

function parse(text: string): Ending {
  try {
    return { kind: "answer", body: Envelope.parse(JSON.parse(text)) };
  } catch (cause) {
    return { kind: "lost", message: `Shopify answered no GraphQL: ${excerpt(text)}`, cause };
  }
}

function retryAfterMs(response: Response): number | null {
  const seconds = Number(response.headers.get("retry-after"));
  return seconds > 0 ? seconds * 1000 : null;
}

const BEFORE_SENDING = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);
/** Node's names for a certificate that it does not trust. */
const UNTRUSTED = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS|ERR_SSL/;

/** fetch() wraps the system's error as its cause. */
function neverSent(error: unknown): boolean {
  const code = systemCode(error);
  return code !== null && (BEFORE_SENDING.has(code) || UNTRUSTED.test(code));
}

function systemCode(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const { code } = error as NodeJS.ErrnoException;
  return typeof code === "string" ? code : systemCode(error.cause);
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error && error.cause.message !== "" ? error.cause.message : error.message;
}
