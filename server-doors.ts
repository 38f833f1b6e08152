import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";

const HEADERS_WITHIN_MS = 10_000;
/** Also for a body of a megabyte on a poor line. */
const REQUEST_WITHIN_MS = 30_000;
const CHECK_EVERY_MS = 1_000;

/** What every answer says; a page replaces the policy by its own (app/shopify.server.ts). */
const HEADERS = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "strict-origin-when-cross-origin",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
};

/** The server of the web process: a slow sender is let go, and no answer lacks the headers above. */
export function webServer(withinMs = { headers: HEADERS_WITHIN_MS, request: REQUEST_WITHIN_MS }): Server {
  const server = createServer({
    headersTimeout: withinMs.headers,
    requestTimeout: withinMs.request,
    connectionsCheckingInterval: CHECK_EVERY_MS,
  });
  // Added first, so it comes before whoever answers.
  server.on("request", (request, response) => {
    addHeaders(response);
    response.once("finish", () => throwAwayRest(request));
  });
  return server;
}

/** A sender hears the answer only when all is sent, so what nobody wants to read is read and forgotten. */
function throwAwayRest(request: IncomingMessage): void {
  if (request.complete) return;
  request.removeAllListeners("data");
  request.resume();
}

function addHeaders(response: ServerResponse): void {
  const writeHead = response.writeHead.bind(response) as (...args: unknown[]) => ServerResponse;
  response.writeHead = (...args: unknown[]) => {
    for (const [name, value] of Object.entries(HEADERS)) {
      if (!response.hasHeader(name)) response.setHeader(name, value);
    }
    return writeHead(...args);
  };
}
