import type { IncomingMessage, ServerResponse } from "node:http";

/** Shopify itself gives up after five seconds. */
const BODY_WITHIN_MS = 10_000;

/** A body that is not read to its end. The message tells the sender why, unless they have gone. */
export class BodyRefused extends Error {
  override name = "BodyRefused";
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** The bytes of a request exactly as they were signed. What comes too late or is too much is thrown away. */
export function readBody(
  request: IncomingMessage,
  limitBytes: number,
  withinMs = BODY_WITHIN_MS,
): Promise<Buffer> {
  let timer: NodeJS.Timeout | undefined;
  return new Promise<Buffer>((resolve, reject) => {
    const refuse = (status: number, message: string): void => reject(new BodyRefused(status, message));
    const tooLarge = (): void => refuse(413, `The body is larger than ${limitBytes} bytes.`);
    timer = setTimeout(() => refuse(408, `The body did not come within ${withinMs} ms.`), withinMs);
    let chunks: Buffer[] = [];
    let size = 0;
    if (Number(request.headers["content-length"] ?? 0) > limitBytes) tooLarge();
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limitBytes) return void chunks.push(chunk);
      chunks = [];
      tooLarge();
    });
    request.on("end", () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    request.on("error", () => refuse(400, "The sender went away."));
    request.on("close", () => refuse(400, "The sender went away."));
  }).finally(() => clearTimeout(timer));
}

export function answer(
  response: ServerResponse,
  status: number,
  text = "",
  type = "text/plain; charset=utf-8",
): void {
  const length = Buffer.byteLength(text);
  response.writeHead(status, { "content-type": type, "content-length": length, "cache-control": "no-store" });
  response.end(text);
}

/** Asks the caller to come again later. */
export function answerBusy(response: ServerResponse, afterS: number): void {
  response.setHeader("retry-after", afterS);
  answer(response, 429, `Too many requests. Try again in ${afterS} s.`);
}
