import { fetch } from "undici";
import { ConnectionError, ProtocolError, TransientError } from "../errors.ts";
import { guardedAgent, webAddress } from "./guarded-agent.ts";

const REDIRECTS_MAX = 3;
const TIMEOUT_MS = 30_000;

/**
 * Fetches a file that the source points at. The address is checked as any that a merchant typed, at every redirect, and
 * the answer is cut off where it is longer than `maxBytes`. Throws the three errors of ./errors.ts.
 */
export async function download(
  url: string,
  { maxBytes, signal }: { maxBytes: number; signal: AbortSignal },
): Promise<{ bytes: Uint8Array; mimeType: string }> {
  let at = webAddress(url);
  for (let redirects = 0; redirects <= REDIRECTS_MAX; redirects++) {
    const agent = await guardedAgent(at.hostname, maxBytes);
    try {
      const response = await fetch(at, {
        dispatcher: agent,
        redirect: "manual",
        signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
      });
      const next = response.headers.get("location");
      if (response.status >= 300 && response.status < 400 && next !== null) {
        await response.body?.cancel();
        at = webAddress(new URL(next, at).href);
        continue;
      }
      if (!response.ok) throw refusal(at, response.status);
      const mimeType = (response.headers.get("content-type") ?? "").split(";")[0]?.trim() ?? "";
      return { bytes: new Uint8Array(await response.arrayBuffer()), mimeType };
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      if (error instanceof TypeError || (error instanceof DOMException && error.name === "TimeoutError")) {
        throw new TransientError(`${at.href} could not be read`, null, { cause: error });
      }
      throw error;
    } finally {
      await agent.destroy();
    }
  }
  throw new ProtocolError(`${url} leads from one address to the next`);
}

function refusal(at: URL, status: number): Error {
  const message = `${at.href} answered ${status}`;
  return status >= 500 || status === 429 ? new TransientError(message, null) : new ConnectionError(message);
}
