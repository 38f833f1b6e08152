import { randomBytes } from "node:crypto";
import { PassThrough } from "node:stream";
import { createReadableStreamFromReadable, type EntryContext } from "@remix-run/node";
import { isRouteErrorResponse, RemixServer } from "@remix-run/react";
import { isbot } from "isbot";
import { renderToPipeableStream } from "react-dom/server";
import { Nonce } from "#app/components/parts/nonce.ts";
import { LANGUAGES, loadLanguage } from "#app/i18n.ts";
import { log } from "#app/log.ts";
import { documentHeaders } from "#app/shopify.server.ts";

const NONCE_BYTES = 16;
const ABORT_AFTER_MS = 5_000;

const languages = Promise.all(LANGUAGES.map(loadLanguage));

export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  context: EntryContext,
): Promise<Response> {
  const nonce = randomBytes(NONCE_BYTES).toString("base64");
  headers.set("Content-Type", "text/html; charset=utf-8");
  documentHeaders(request, headers, nonce);
  await languages;
  // A robot reads once, so it gets everything; a person sees the frame of the page first.
  const ready = isbot(request.headers.get("user-agent")) ? "onAllReady" : "onShellReady";
  return new Promise((resolve, reject) => {
    let code = status;
    const { pipe, abort } = renderToPipeableStream(
      <Nonce.Provider value={nonce}>
        <RemixServer context={context} url={request.url} abortDelay={ABORT_AFTER_MS} />
      </Nonce.Provider>,
      {
        nonce,
        [ready]: () => {
          const body = new PassThrough();
          resolve(new Response(createReadableStreamFromReadable(body), { headers, status: code }));
          pipe(body);
        },
        onShellError: reject,
        onError: (error: unknown) => {
          code = 500;
          log.error({ err: error, path: new URL(request.url).pathname }, "rendering failed");
        },
      },
    );
    setTimeout(abort, ABORT_AFTER_MS + 1_000).unref();
  });
}

/** Called by Remix for what a loader or action threw and no page expected. */
export function handleError(error: unknown, { request }: { request: Request }): void {
  // Who asks for a page that does not exist is told so; it is nothing to repair.
  if (request.signal.aborted || isRouteErrorResponse(error)) return;
  log.error({ err: error, path: new URL(request.url).pathname }, "request failed");
}
