import type { RequestHandler, Request } from "express";
import { waitOfAddress } from "#app/limits.server.ts";

const METHODS = ["GET", "HEAD", "POST"];
/** A cursor is the longest that a page puts into its address. */
const VALUE_MAX = 4_000;

/** Lets through to the pages only what no browser of a merchant would be wrong to ask, and answers the rest. */
export const guard: RequestHandler = (request, response, next) => {
  const waitS = waitOfAddress(request);
  const refuse = (status: number, refused: string): void => {
    response.status(status);
    // A page reads JSON, a person a sentence.
    if (request.headers.authorization) response.json({ refused });
    else response.type("text/plain").send(refused);
  };
  if (waitS > 0) {
    response.setHeader("retry-after", waitS);
    refuse(429, `Too many requests. Try again in ${waitS} s.`);
  } else if (!METHODS.includes(request.method)) refuse(405, "Pages take GET and POST only.");
  else if (!readable(request)) refuse(400, "Concord cannot read this address.");
  else next();
};

/** Whether the address is one, and holds nothing that no database can look for. */
function readable({ protocol, hostname, originalUrl }: Request): boolean {
  const address = `${protocol}://${hostname}${originalUrl}`;
  if (!originalUrl.startsWith("/") || !URL.canParse(address)) return false;
  const { pathname, searchParams } = new URL(address);
  const parts = pathname.split("/").map(decoded);
  return [...parts, ...searchParams.keys(), ...searchParams.values()].every(
    (text) => text !== null && text.length <= VALUE_MAX && !text.includes("\0"),
  );
}

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}
