import { usualLimits } from "./limits.ts";
import { refusal } from "./refusal.ts";
import { transport } from "./transport.ts";
import { webAddress } from "./guarded-agent.ts";

const CONCURRENCY = 8;

/**
 * Fetches a file that the source points at, by the same way out as every call: its address is checked as any that a
 * merchant typed, at every redirect. Throws the three errors of ../errors.ts, and the reason of `signal` once stopped.
 */
export async function download(
  url: string,
  { maxBytes, signal }: { maxBytes: number; signal: AbortSignal },
): Promise<{ bytes: Uint8Array; mimeType: string }> {
  const at = webAddress(url);
  const limits = { ...usualLimits, answerBytes: maxBytes, concurrency: CONCURRENCY };
  const way = transport({ name: at.host, account: `download ${at.host}`, limits, secrets: [] });
  try {
    const answer = await way.send({ method: "GET", url: at, headers: {}, body: null }, signal);
    if (answer.status < 200 || answer.status > 299) throw refusal(`${at.origin}${at.pathname}`, answer);
    const mimeType = (answer.headers.get("content-type") ?? "").split(";")[0]?.trim() ?? "";
    return { bytes: answer.bytes, mimeType };
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    throw error;
  } finally {
    await way.close();
  }
}
