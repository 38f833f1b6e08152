import { ConnectionError, ProtocolError, TransientError } from "../errors.ts";
import type { HttpAnswer } from "./request.ts";
import { retryAfterMs } from "./retry-after.ts";

/** What a status that is no success means, in words for the merchant. A system that means something else says so itself. */
export function refusal(name: string, { status, headers, url }: HttpAnswer): Error {
  const wait = retryAfterMs(headers.get("retry-after"), Date.now());
  if (status === 401) return new ConnectionError(`${name} does not accept the sign-in of this connection.`);
  if (status === 403) return new ConnectionError(`${name} does not allow this connection to do that.`);
  if (status === 429) return new TransientError(`${name} asks to be called less often.`, wait);
  if (status === 408 || status >= 500) {
    return new TransientError(`${name} cannot answer now (status ${status}).`, wait);
  }
  if (status === 404 || status === 410 || (status >= 300 && status < 400)) {
    return new ConnectionError(
      `${name} has nothing at ${url.host} (status ${status}). Is the address right?`,
    );
  }
  return new ProtocolError(`${name} refused a call with status ${status}.`);
}
