import type { LookupFunction } from "node:net";
import { Agent } from "undici";
import { ConnectionError } from "../errors.ts";
import { guardedAddress, isAllowed } from "../guarded-address.ts";
import { HEADER_BYTES_MAX, type Limits } from "./limits.ts";

/**
 * Connects to a host that a merchant typed, at the address that was checked, even if the name has changed by then.
 * The caller destroys it.
 */
export async function guardedAgent(host: string, { firstByteMs, totalMs }: Limits): Promise<Agent> {
  // An IPv6 address is in brackets in a URL.
  const address = await guardedAddress(host.replace(/^\[|\]$/g, ""));
  return new Agent({
    connect: { lookup: toAddress(address) },
    headersTimeout: firstByteMs,
    bodyTimeout: totalMs,
    maxHeaderSize: HEADER_BYTES_MAX,
  });
}

/** A web address that a merchant typed; only https, unless the operator has allowed the host. */
export function webAddress(url: string): URL {
  // A self-hosted system that the operator has allowed may have no certificate.
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (parsed?.protocol === "https:" || (parsed?.protocol === "http:" && isAllowed(parsed.hostname)))
    return parsed;
  throw new ConnectionError(`"${url}" is not an https address`);
}

function toAddress(address: string): LookupFunction {
  const family = address.includes(":") ? 6 : 4;
  return (_host, options, done) => {
    if (options.all) done(null, [{ address, family }]);
    else done(null, address, family);
  };
}
