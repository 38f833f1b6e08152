import type { LookupFunction } from "node:net";
import { Agent } from "undici";
import { ConnectionError } from "../errors.ts";
import { guardedAddress } from "../guarded-address.ts";
import { HEADER_BYTES_MAX, type Limits } from "./limits.ts";

/**
 * What connects to a host that a merchant typed: to the address that was checked, whatever the name says by then.
 * Whoever asks for it destroys it.
 */
export async function guardedAgent(host: string, { firstByteMs, totalMs }: Limits): Promise<Agent> {
  // An IPv6 address stands in brackets in a URL.
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
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (parsed?.protocol === "https:" || (parsed?.protocol === "http:" && allowsHttp(parsed.hostname)))
    return parsed;
  throw new ConnectionError(`"${url}" is not an https address`);
}

/** A self-hosted system that the operator has allowed may have no certificate. */
function allowsHttp(host: string): boolean {
  const allowed = process.env["CONCORD_ALLOW_PRIVATE_HOSTS"] ?? "";
  return /^(true|1)$/i.test(allowed) || allowed.split(",").some((name) => name.trim() === host);
}

function toAddress(address: string): LookupFunction {
  const family = address.includes(":") ? 6 : 4;
  return (_host, options, done) => {
    if (options.all) done(null, [{ address, family }]);
    else done(null, address, family);
  };
}
